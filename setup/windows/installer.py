"""Puts the installer for Windows together: `python -m setup.windows.installer FOLDER`."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

from setup.release.packages import build
from setup.release.sums import write_sums
from setup.windows.payload import PYTHON, fetch, fetch_uv

HERE = Path(__file__).parent
ROOT = HERE.parent.parent


def main() -> None:
    """Fetch what it carries, list that with its sums beside it, and pack it."""
    into = Path(sys.argv[1]).resolve()
    into.mkdir(parents=True, exist_ok=True)
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    target = into / f"voice-coach-{version}-windows.exe"
    with tempfile.TemporaryDirectory() as name:
        payload, ours = Path(name) / "payload", Path(name) / "ours"
        payload.mkdir()
        fetch((ROOT / "requirements" / "runtime.txt").read_text(encoding="utf-8"), payload)
        fetch_uv(payload)
        (wheel,) = (each for each in build(ROOT, ours) if each.suffix == ".whl")
        wheel.rename(payload / wheel.name)
        for file in ("LICENSE", "NOTICE"):
            (payload / f"{file}.txt").write_text((ROOT / file).read_text(encoding="utf-8"))
        listing = write_sums(payload)
        defined = {"VERSION": version, "PAYLOAD": payload, "TARGET": target, "PYTHON": PYTHON}
        flags = [f"-D{name}={value}" for name, value in defined.items()]
        subprocess.run(
            ["makensis", "-V2", *flags, str(HERE / "installer.nsi")], check=True, cwd=payload
        )
        (into / f"{target.stem}.sha256").write_text(listing.read_text(encoding="utf-8"))
    write_sums(into)
    print(f"{target.stat().st_size / 1e6:.0f} MB: {target}")


if __name__ == "__main__":
    main()
