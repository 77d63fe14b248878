#!/bin/sh
# Installs the system packages that are missing, or prints the exact line to type.
# With --tests, also the sound server that the tests play to and record from, a terminal to
# see, and a second voice engine.
set -eu

tests=${1:-}

missing_on_debian() {
    for package in "$@"; do
        status=$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null || true)
        [ "$status" = "install ok installed" ] || printf '%s ' "$package"
    done
}

say_and_stop() {
    echo "voice-coach needs a few system packages. Type this line, then run make again:" >&2
    echo "  $1" >&2
    exit 1
}

if command -v apt-get >/dev/null 2>&1; then
    set -- libportaudio2 espeak-ng
    # A Python that comes from Debian has its venv module in a package of its own.
    python3 -c 'import ensurepip' 2>/dev/null || set -- "$@" python3-venv
    [ "$tests" = "--tests" ] && set -- "$@" pulseaudio pulseaudio-utils libasound2-plugins strace tmux flite
    missing=$(missing_on_debian "$@")
    [ -z "$missing" ] && exit 0
    if [ "$(id -u)" = 0 ]; then sudo=; elif sudo -n true 2>/dev/null; then sudo=sudo; else
        say_and_stop "sudo apt-get install $missing"
    fi
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086 # a list of packages
    $sudo apt-get install -y -qq $missing >/dev/null 2>&1 || {
        $sudo apt-get update -qq
        $sudo apt-get install -y -qq $missing >/dev/null
    }
elif command -v brew >/dev/null 2>&1; then
    set -- portaudio espeak-ng
    [ "$tests" = "--tests" ] && set -- "$@" pulseaudio tmux flite
    for package in "$@"; do
        brew list --versions "$package" >/dev/null 2>&1 || brew install --quiet "$package"
    done
elif command -v dnf >/dev/null 2>&1; then
    command -v espeak-ng >/dev/null 2>&1 || say_and_stop "sudo dnf install portaudio espeak-ng"
else
    command -v espeak-ng >/dev/null 2>&1 ||
        say_and_stop "install PortAudio and espeak-ng with your system's package manager"
fi
