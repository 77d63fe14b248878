#!/bin/sh
# One way to install a release, inside the clean root that try_clean.sh made: installs, acts, takes away, looks around.
# usage: clean_root.sh WAY   with the release in /made
set -eu
way=$1
export DEBIAN_FRONTEND=noninteractive SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt LANG=C.UTF-8
mount -t proc proc /proc
# shellcheck disable=SC2086 # several packages are several words
apt() { apt-get install -y -qq --no-install-recommends $1 >/tmp/apt.log 2>&1 || { cat /tmp/apt.log >&2; exit 1; }; }
as_ana() { su ana -c "cd && PATH=\$HOME/.local/bin:\$PATH && $1"; }
now() { cut -d' ' -f1 /proc/uptime; }
disk() { du -xsk --exclude=/proc --exclude=/made --exclude=/var/cache --exclude=/var/lib/apt / | cut -f1; }
files() { find / -xdev \( -path /proc -o -path /made -o -path /var -o -path /tmp \) -prune -o -print | sort; }
since() { awk -v was="$1" -v is="$2" 'BEGIN { printf "%.0f", is - was }'; }

program=voice-coach
case $way in
    deb)
        needs="libportaudio2 espeak-ng"
        install() { apt /made/voice-coach_*.deb; }
        remove() { apt-get remove -y -qq voice-coach 2>/dev/null | grep -A2 "What people"; } ;;
    uv)
        needs="libportaudio2 espeak-ng python3"
        install() { as_ana "uv tool install --quiet /made/voice_coach-*.whl"; }
        remove() { as_ana "uv tool uninstall --quiet voice-coach"; } ;;
    pipx)
        needs="libportaudio2 espeak-ng pipx"
        install() { as_ana "pipx install /made/voice_coach-*.whl" >/tmp/pipx.log 2>&1 || { cat /tmp/pipx.log >&2; exit 1; }; }
        remove() { as_ana "pipx uninstall voice-coach" >/dev/null; } ;;
    folder)
        needs="libportaudio2 espeak-ng"
        program=voice-coach/voice-coach
        install() { as_ana "cp -r /made/voice-coach ."; }
        remove() { as_ana "rm -r voice-coach"; } ;;
    *) echo "$way is no way to install it: deb, uv, pipx, folder." >&2; exit 2 ;;
esac

echo "$way:"
apt-get update -qq
useradd --create-home ana
began=$(now) empty=$(disk)
apt "$needs"
needed=$(now) system=$(disk)
files > /tmp/before
install
installed=$(now) full=$(disk)
as_ana "$program settings set names Ana,Ben" >/dev/null
ready=$(as_ana "$program doctor --json" | grep -A1 -E '"(voice|speech model|two voices|sound library)"' | grep -c '"ok"' || true)
where=$(as_ana "$program doctor" | grep -oE "What you choose to keep lies in [^ ]*[^. ]")
asked=$(now)
as_ana "$program demo outside-stress --fast" >/dev/null
acted=$(now)
as_ana 'grep -q "is finished]" demo.txt && rm demo.*'
echo "  $needs: $(since "$began" "$needed") s, $(((system - empty) / 1024)) MB"
echo "  voice-coach: installed in $(since "$needed" "$installed") s, $(((full - system) / 1024)) MB;" \
    "$ready of 4 checks are ok; outside-stress acted in $(since "$asked" "$acted") s"
echo "  from nothing to the end of a session: $(since "$began" "$acted") s less the checks ($(since "$installed" "$asked") s)"
[ "$ready" = 4 ]
if [ "$way" = deb ]; then
    test -s /usr/share/man/man1/voice-coach-run.1.gz
    test -s /usr/share/bash-completion/completions/voice-coach
fi
echo "  it says: $where"
remove | sed 's/^/  /'
files > /tmp/after
comm -13 /tmp/before /tmp/after > /tmp/left
ours='^/home/ana/\.(config|local/share)/voice-coach'
echo "  left of what was kept: $(grep -E "$ours/" /tmp/left | tr '\n' ' ')"
others=$(grep -vE "$ours" /tmp/left | while read -r each; do [ -d "$each" ] || echo "$each"; done)
gathered=$(echo "$others" | cut -d/ -f1-6 | sort | uniq -c | awk 'NF > 1 { printf "%s (%s) ", $2, $1 }')
echo "  left by the installer: ${gathered:-nothing}"
grep -qE "$ours/settings" /tmp/left
# A cache is for the next time, and an empty lock is a name and no more.
for each in $others; do
    case $each in */.cache/*) continue ;; esac
    case $each in *voice?coach*) [ ! -s "$each" ] || { echo "$each is left." >&2; exit 1; } ;; esac
done
