"""The package for Debian and Ubuntu, made of the frozen folder: `python -m setup.linux.package`.

The same folder, pages, time (SOURCE_DATE_EPOCH) and maintainer give the same package, byte by byte.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import os
import shutil
import subprocess
import tempfile
import tomllib
from pathlib import Path

from setup.release.sums import write_sums

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
LIBRARY = Path("usr/lib/voice-coach")
SHARE = Path("usr/share")

NEEDS = ("libc6 (>= {libc})", "libstdc++6", "libgcc-s1", "libportaudio2", "espeak-ng")

CONTROL = """\
Package: voice-coach
Version: {version}
Architecture: {architecture}
Maintainer: {maintainer}
Installed-Size: {kilobytes}
Depends: {needs}
Recommends: xterm | x-terminal-emulator
Section: misc
Priority: optional
Description: leads two people by voice through short talking exercises
 voice-coach sits with two people who love each other and find it hard to
 talk, and leads them, hands-free and by voice, through short timed exercises.
 It runs on this machine alone, offline; by default nothing is kept.
 .
 For everyday conversations between people who feel safe with each other. It
 is a computer program for practice, not therapy, counselling or crisis help.
"""

AFTER_REMOVAL = """\
#!/bin/sh
set -e
if [ "$1" = remove ] || [ "$1" = purge ]; then
    echo "What people chose to keep stays in their own folders:"
    echo "  ~/.local/share/voice-coach   ~/.config/voice-coach"
    echo "Whoever deletes those deletes all of it."
fi
"""


def main() -> None:
    """Make the package."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("frozen", type=Path, help="the folder that PyInstaller made")
    parser.add_argument("pages", type=Path, help="the folder that pages.py made")
    parser.add_argument("into", type=Path)
    asked = parser.parse_args()
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
    with tempfile.TemporaryDirectory() as name:
        tree = Path(name)
        tree.chmod(0o755)
        put(tree, asked.frozen, asked.pages)
        architecture = _told("dpkg", "--print-architecture")
        libc = _told("ldd", "--version").split()[-1] if shutil.which("ldd") else "2.36"
        who = maintainer()
        describe(tree, version=version, architecture=architecture, libc=libc, maintainer=who)
        package = asked.into / f"voice-coach_{version}_{architecture}.deb"
        build = ["dpkg-deb", "--root-owner-group", "-Zzstd", "--build", str(tree), str(package)]
        subprocess.run(build, check=True)
    write_sums(asked.into)


def maintainer(source: Path = ROOT) -> str:
    """Whom to write to about the package: "Name <address>".

    Whoever makes it may say so as Debian's own tools are told (DEBFULLNAME and DEBEMAIL); else it
    is who made the commit that is packed.
    """
    name, address = (os.environ.get(each) for each in ("DEBFULLNAME", "DEBEMAIL"))
    if name and address:
        return f"{name} <{address}>"
    return _told("git", "-C", str(source), "log", "-1", "--format=%cn <%ce>")


def put(tree: Path, frozen: Path, pages: Path) -> None:
    """Put every file in its place, with the permissions that it is to have."""
    unpacked_alone = shutil.ignore_patterns("READ-ME.txt")  # tells how to use the folder by itself
    shutil.copytree(frozen, tree / LIBRARY, symlinks=True, ignore=unpacked_alone)
    _copy(HERE / "window", tree / LIBRARY / "window")
    (tree / "usr/bin").mkdir()
    (tree / "usr/bin/voice-coach").symlink_to("../lib/voice-coach/voice-coach")
    share = tree / SHARE
    for page in sorted(pages.glob("*.1")):
        _pressed(page.read_bytes(), share / "man/man1" / f"{page.name}.gz")
    _copy(pages / "voice-coach", share / "bash-completion/completions/voice-coach")
    _copy(pages / "_voice-coach", share / "zsh/vendor-completions/_voice-coach")
    _copy(pages / "voice-coach.fish", share / "fish/vendor_completions.d/voice-coach.fish")
    _copy(HERE / "voice-coach.desktop", share / "applications/voice-coach.desktop")
    _copy(HERE / "voice-coach.svg", share / "icons/hicolor/scalable/apps/voice-coach.svg")
    texts = [(ROOT / name).read_text(encoding="utf-8") for name in ("LICENSE", "NOTICE")]
    terms = "\n\n".join((*texts, f"Licences of the libraries: /{LIBRARY}/_internal/licenses\n"))
    document = share / "doc/voice-coach"
    document.mkdir(parents=True)
    (document / "copyright").write_text(terms, encoding="utf-8")
    _pressed((ROOT / "CHANGELOG.md").read_bytes(), document / "changelog.gz")
    programs = (tree / LIBRARY / "voice-coach", tree / LIBRARY / "window")
    for each in tree.rglob("*"):
        if not each.is_symlink():
            each.chmod(0o755 if each.is_dir() or each in programs else 0o644)


def describe(tree: Path, *, version: str, architecture: str, libc: str, maintainer: str) -> None:
    """Write down what the package is, what it needs, and the sum of each file."""
    files = sorted(each for each in tree.rglob("*") if each.is_file() and not each.is_symlink())
    sums = [
        f"{hashlib.md5(each.read_bytes(), usedforsecurity=False).hexdigest()}  "
        f"{each.relative_to(tree)}\n"
        for each in files
    ]
    told = CONTROL.format(
        version=version,
        architecture=architecture,
        maintainer=maintainer,
        kilobytes=sum(each.stat().st_size for each in files) // 1024,
        needs=", ".join(NEEDS).format(libc=libc),
    )
    control = tree / "DEBIAN"
    control.mkdir(mode=0o755)
    (control / "control").write_text(told, encoding="utf-8")
    (control / "md5sums").write_text("".join(sums), encoding="utf-8")
    (control / "postrm").write_text(AFTER_REMOVAL, encoding="utf-8")
    (control / "postrm").chmod(0o755)


def _copy(file: Path, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, to)


def _pressed(text: bytes, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_bytes(gzip.compress(text, 9, mtime=0))


def _told(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()[0].strip()


if __name__ == "__main__":
    main()
