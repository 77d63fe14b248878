"""SHA256SUMS: the check sum of each file of a release, as `sha256sum --check` reads it."""

from __future__ import annotations

import hashlib
from pathlib import Path

FILE = "SHA256SUMS"


def sha256(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_sums(folder: Path) -> Path:
    """Write down the sum of every other file in a folder, in the order of their names."""
    files = sorted(each for each in folder.iterdir() if each.is_file() and each.name != FILE)
    place = folder / FILE
    place.write_text("".join(f"{sha256(each)}  {each.name}\n" for each in files), encoding="utf-8")
    return place
