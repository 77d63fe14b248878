"""The wheel and the source archive, built so that anybody gets the same bytes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def build(source: Path, into: Path) -> list[Path]:
    """Build both packages, without any network; their files, by name."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-d", str(into)],
        cwd=source,
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return sorted(into.glob("voice_coach-*"))


def build_again(archive: Path, work: Path) -> list[Path]:
    """The same from what the source archive holds, in another folder with other times of change."""
    # `tar` and not Python's own: older patch releases of Python 3.11 know no safe way to unpack.
    work.mkdir()
    subprocess.run(
        ["tar", "--extract", "--file", str(archive), "--directory", str(work)], check=True
    )
    (source,) = work.iterdir()
    (source / "PKG-INFO").unlink()  # made for the archive, and no part of the source
    for each in source.rglob("*"):
        os.utime(each)
    return build(source, work / "again")


def differing(first: list[Path], second: list[Path]) -> list[str]:
    """The names of files that are not the same byte by byte, or that only one of them has."""
    one, other = ({each.name: each.read_bytes() for each in files} for files in (first, second))
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))
