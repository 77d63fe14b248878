"""`make try-release`: each way to install a release, tried from nothing and taken away again.

Every way has a home folder of its own in which nothing is. A whole session is acted there, and a
setting kept; then it is uninstalled, and what is left is told: what people kept must be among it,
and of voice-coach nothing else. The package index is asked for what voice-coach needs.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

UV = str(Path(sys.executable).parent / "uv")
PIPX = (UV, "tool", "run", "--quiet", "--from", "pipx==1.18.4", "pipx")
KEPT = (".config/voice-coach/", ".local/share/voice-coach/")
"""Where voice-coach keeps what people asked it to keep, from the home folder."""

OURS = re.compile(r"voice.coach")

FOR_THE_INSTALLER = ("PIP_", "UV_", "SSL_", "HTTP_PROXY", "HTTPS_PROXY")
"""Which of our environment a clean one has too: how to reach the package index."""


@dataclass(frozen=True)
class Way:
    """A way to install: its name, the commands, and how to take it away again."""

    name: str
    install: Callable[[str], list[str]]
    uninstall: list[str]


WAYS = (
    Way(
        "uv tool",
        lambda wheel: [UV, "tool", "install", "--quiet", "--python", sys.executable, wheel],
        [UV, "tool", "uninstall", "--quiet", "voice-coach"],
    ),
    Way(
        "pipx",
        lambda wheel: [*PIPX, "install", "--quiet", "--python", sys.executable, wheel],
        [*PIPX, "uninstall", "--quiet", "voice-coach"],
    ),
)


def main() -> None:
    """Try every way with the wheel of a release."""
    parser = argparse.ArgumentParser(prog="make try-release", description=main.__doc__)
    parser.add_argument("folder", type=Path, help="where `make release` put it")
    (wheel,) = parser.parse_args().folder.glob("*.whl")
    wrong = [each for way in WAYS for each in tried(way, str(wheel.resolve()))]
    if wrong:
        raise SystemExit("\n".join(wrong))


def tried(way: Way, wheel: str) -> list[str]:
    """Install, use and take away; what is not as it should be."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        environment = clean(home)

        def do(*command: str) -> float:
            began = time.monotonic()
            subprocess.run(
                command, cwd=home, env=environment, check=True, stdout=subprocess.DEVNULL
            )
            return time.monotonic() - began

        program = str(home / ".local" / "bin" / "voice-coach")
        installed = do(*way.install(wheel))
        size = sum(each.lstat().st_size for each in home.rglob("*") if each.is_file())
        do(program, "settings", "set", "names", "Ana,Ben")
        acted = do(program, "demo", "outside-stress", "--fast")
        finished = "is finished]" in (home / "demo.txt").read_text(encoding="utf-8")
        for each in home.glob("demo.*"):
            each.unlink()
        do(*way.uninstall)
        mine, others = left(home)
        print(f"{way.name}: installed in {installed:.0f} s, {size / 1e6:.0f} MB; ", end="")
        print(f"outside-stress acted in {acted:.0f} s")
        print(f"  left of what was kept: {', '.join(mine)}")
        print(f"  left by the installer: {', '.join(gathered(others)) or 'nothing'}")
        return wrongs(way.name, mine, not_empty(home, others), finished=finished)


def left(home: Path) -> tuple[list[str], list[str]]:
    """The files in a home folder: what voice-coach keeps, and all others."""
    files = sorted(
        each.relative_to(home).as_posix() for each in home.rglob("*") if not each.is_dir()
    )
    mine = [each for each in files if each.startswith(KEPT)]
    return mine, [each for each in files if each not in mine]


def gathered(files: list[str]) -> list[str]:
    """Many files in few words: their folders, and how many are in each."""
    folders = Counter("/".join(each.split("/")[:3]) for each in files)
    return [f"{folder} ({count})" if count > 1 else folder for folder, count in folders.items()]


def not_empty(home: Path, files: list[str]) -> list[str]:
    """Those that hold something: a lock of pipx's has our name and nothing in it."""
    return [each for each in files if (home / each).stat().st_size]


def wrongs(name: str, mine: list[str], others: list[str], *, finished: bool) -> list[str]:
    """What is not as it should be after a way was tried."""
    return [
        *([] if finished else [f"{name}: the session did not come to its end."]),
        *([] if mine else [f"{name}: what people kept is gone."]),
        *(f"{name}: {each} is left." for each in others if OURS.search(each)),
    ]


def clean(home: Path) -> dict[str, str]:
    """The environment of somebody who has just come: nothing of ours but the way to the index."""
    reached = {
        name: told for name, told in os.environ.items() if name.startswith(FOR_THE_INSTALLER)
    }
    return {
        **reached,
        "HOME": str(home),
        "PATH": f"{home / '.local' / 'bin'}:/usr/local/bin:/usr/bin:/bin",
        "LANG": "C.UTF-8",
        # What uv fetched once is kept beside, not in this home, where it would count as left.
        "UV_CACHE_DIR": os.environ.get("UV_CACHE_DIR", str(Path.home() / ".cache" / "uv")),
    }


if __name__ == "__main__":
    main()
