#!/bin/sh
# Installs the package in a clean Debian root, acts a whole session there, and takes it away again.
# usage (as root): try_package.sh PACKAGE.deb [SUITE]   with debootstrap and the network
set -eu
package=$(realpath "$1")
suite=${2:-bookworm}
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT

debootstrap --variant=minbase --include=ca-certificates "$suite" "$root" >/dev/null
cp "$package" "$root/voice-coach.deb"
cp /etc/resolv.conf "$root/etc/resolv.conf"
cat > "$root/try" <<'INSIDE'
set -eu
seconds() { cut -d. -f1 /proc/uptime; }
mount -t proc proc /proc
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends libportaudio2 espeak-ng >/dev/null 2>&1
find / -xdev -not -path '/proc/*' -not -path '/var/*' -not -path /try | sort > /before
began=$(seconds)
apt-get install -y -qq --no-install-recommends /voice-coach.deb >/dev/null 2>&1
echo "installed in $(($(seconds) - began)) s: $(dpkg-query -W -f '${Installed-Size}' voice-coach) kB"
useradd --create-home ana
as_ana() { su ana -c "cd /home/ana && $1"; }
as_ana "voice-coach settings set names Ana,Ben" >/dev/null
as_ana "voice-coach doctor --json" | grep -A1 -E '"(voice|speech model|two voices|sound library)"' | grep verdict
began=$(seconds)
as_ana "voice-coach demo outside-stress --fast" >/dev/null
grep "is finished]" /home/ana/demo.txt
echo "outside-stress acted in $(($(seconds) - began)) s"
rm /home/ana/demo.*
test -s /usr/share/man/man1/voice-coach-run.1.gz
test -s /usr/share/bash-completion/completions/voice-coach
apt-get remove -y -qq voice-coach 2>/dev/null | grep -A3 "What people"
find / -xdev -not -path '/proc/*' -not -path '/var/*' -not -path /try | sort > /after
echo "left behind:"
comm -13 /before /after | grep -v -E '^/(before|after)$|^/etc/(passwd|shadow|group|gshadow|subuid|subgid)-?$' \
    | grep -v -E '^/home/ana(/\.(bash_logout|bashrc|profile))?$' || true
INSIDE
unshare --mount --pid --fork chroot "$root" sh /try
