"""What the installer for Windows carries: wheels for Windows alone, each known by its hash."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

from packaging.requirements import Requirement

PYTHON = "3.12"
"""The one Python that the wheels are for."""

WINDOWS = {
    "sys_platform": "win32",
    "platform_system": "Windows",
    "os_name": "nt",
    "platform_machine": "AMD64",
    "implementation_name": "cpython",
    "platform_python_implementation": "CPython",
    "python_version": PYTHON,
    "python_full_version": f"{PYTHON}.0",
}

NO_WHEEL = "srt"
"""The only one without a wheel in the index: pure Python, so it is built here for everybody."""

UV = "uv==0.13.9 --hash=sha256:6a44b2ed8111d2f60d2b92627c5dccda3f7ed7570b18ce115e569cd68c28246b"
"""The program that installs, and the hash of its wheel for Windows."""

TARGET = ("--platform", "win_amd64", "--python-version", PYTHON, "--only-binary", ":all:")
"""For which system pip is to look."""


def for_windows(lock: str) -> list[str]:
    """The locked lines, with their hashes, of what Windows needs, and no markers any more."""
    kept = []
    for entry in re.split(r"\n(?=[A-Za-z0-9])", lock):
        first, *hashes = entry.replace("\\\n", "\n").splitlines()
        if "==" not in first:
            continue
        needs = Requirement(first)
        if not needs.marker or needs.marker.evaluate(WINDOWS):
            sums = " ".join(each.strip() for each in hashes if "--hash=" in each)
            kept.append(f"{needs.name}{needs.specifier} {sums}")
    return kept


def fetch(lock: str, into: Path) -> None:
    """Fetch the wheels from the package index; each must have a hash that is locked."""
    lines = for_windows(lock)
    pure = [line for line in lines if line.startswith(f"{NO_WHEEL}==")]
    wheels = [line for line in lines if line not in pure]
    _pip("download", wheels, into, *TARGET)
    _pip("wheel", pure, into)


def fetch_uv(into: Path) -> Path:
    """The program that installs: `uv.exe`, out of its own wheel for Windows."""
    _pip("download", [UV], into, *TARGET)
    (wheel,) = into.glob("uv-*.whl")
    program = into / "uv.exe"
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (each for each in archive.namelist() if each.endswith("/scripts/uv.exe"))
        program.write_bytes(archive.read(name))
    wheel.unlink()
    return program


def _pip(command: str, lines: list[str], into: Path, *more: str) -> None:
    needs = into / "needs.txt"
    needs.write_text("\n".join(lines), encoding="utf-8")
    place = "--dest" if command == "download" else "--wheel-dir"
    pip = [sys.executable, "-m", "pip", command, "--quiet", "--no-deps", "--require-hashes"]
    subprocess.run([*pip, *more, place, str(into), "-r", str(needs)], check=True)
    needs.unlink()
