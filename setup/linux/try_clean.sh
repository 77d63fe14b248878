#!/bin/sh
# Installs a release in clean Debian roots, each time from nothing; acts a whole session there, and takes it away.
# usage (as root): try_clean.sh FOLDER [SUITE [WAY...]]   with debootstrap, overlayfs and the network
# FOLDER is where `make release`, `frozen` and `deb` put it; a WAY is deb, uv, pipx or folder.
set -eu
made=$(realpath "$1")
suite=${2:-bookworm}
[ $# -gt 2 ] && shift 2 || set -- deb uv pipx folder
here=$(realpath "$(dirname "$0")")
work=$(mktemp -d)
away() {
    mountpoint -q "$work/root/made" && umount "$work/root/made"
    mountpoint -q "$work/root" && umount "$work/root"
    return 0
}
trap 'away; rm -rf --one-file-system "$work"' EXIT

mkdir "$work/base" "$work/root"
debootstrap --variant=minbase --include=ca-certificates "$suite" "$work/base" >/dev/null
# How this machine reaches the network.
cp /etc/resolv.conf "$work/base/etc/resolv.conf"
cp /etc/ssl/certs/ca-certificates.crt "$work/base/etc/ssl/certs/ca-certificates.crt"
cp "$here/clean_root.sh" "$work/base/try"
cp "$here/../../.venv/bin/uv" "$work/base/usr/local/bin/uv"

for way; do
    mkdir "$work/$way" "$work/$way.work"
    mount -t overlay overlay -o "lowerdir=$work/base,upperdir=$work/$way,workdir=$work/$way.work" "$work/root"
    mkdir "$work/root/made"
    mount -o bind,ro "$made" "$work/root/made"
    unshare --mount --pid --fork chroot "$work/root" sh /try "$way"
    away
    rm -rf --one-file-system "${work:?}/$way" "$work/$way.work"
done
