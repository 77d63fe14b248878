"""How long commands take to start, in bare starts of the interpreter.

    python -m benchmarks.startup [--runs 15]

Prints the median wall-clock and processor time of `python -c pass`, of commands that load no ears
and no mouth, and of a typed session that is stopped at once. The session is started from a copy of
the package with all its exercises, and from one with three of them. Commands take turns, so that a
busy machine is as unkind to one as to the other. Modules are compiled before, as after any first
use.
"""

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import voice_coach

PASS = "python -c pass"
COMMANDS = ("--help", "--version", "run --help", "list", "list --json", "show outside-stress")
SESSION = ("run", "outside-stress", "--typed")
FEW = {"outside-stress", "breathe-together", "thank-you-rounds", "blocks", "coach"}
"""Three exercises, and what all of them share."""


class Start(NamedTuple):
    """One start, in seconds."""

    wall: float
    processor: float


def start(arguments: list[str], *, package: Path | None = None) -> Start:
    """Start once; `package` is the folder that the package is taken from."""
    home = (
        {"PYTHONPATH": str(package), "VOICE_COACH_HOME": str(package / "home")} if package else {}
    )
    began, before = time.perf_counter(), _processor()
    subprocess.run(
        [sys.executable, *arguments],
        input=b"stop\n",
        stdout=subprocess.DEVNULL,
        check=True,
        env=os.environ | home,
        cwd=package,
    )
    return Start(time.perf_counter() - began, _processor() - before)


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def copies(folder: Path) -> dict[str, Path]:
    """Two copies of the package: with every exercise, and with three."""
    made = {}
    for name in ("all", "three"):
        package = folder / name / "voice_coach"
        shutil.copytree(Path(voice_coach.__file__).parent, package)
        scripts = sorted((package / "scripts").glob("*.toml"))
        kept = [each for each in scripts if name == "all" or each.stem in FEW]
        for each in set(scripts) - set(kept):
            each.unlink()
        made[f"a session stopped at once, {len(kept) - 2} exercises"] = folder / name
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    started: dict[str, list[Start]] = {}
    with tempfile.TemporaryDirectory() as folder:
        packages = copies(Path(folder))
        for package in packages.values():
            start(["-m", "voice_coach", *SESSION], package=package)  # compiles what is new
        for command in COMMANDS:
            start(["-m", "voice_coach", *command.split()])
        for _ in range(runs):
            started.setdefault(PASS, []).append(start(["-c", "pass"]))
            for command in COMMANDS:
                took = start(["-m", "voice_coach", *command.split()])
                started.setdefault(f"voice-coach {command}", []).append(took)
            for name, package in packages.items():
                took = start(["-m", "voice_coach", *SESSION], package=package)
                started.setdefault(name, []).append(took)
    median = {
        name: Start(*(statistics.median(each) for each in zip(*taken, strict=True)))
        for name, taken in started.items()
    }
    bare = median[PASS]
    for name, took in median.items():
        print(
            f"{name:42} {took.wall * 1000:6.0f} ms  {took.wall / bare.wall:5.1f} bare starts  "
            f"{took.processor * 1000:6.0f} ms of processor, "
            f"{took.processor / bare.processor:5.1f} bare starts"
        )
    many, few = (median[name].processor for name in packages)
    print(f"all exercises against three: {many / few - 1:+.1%} processor to start a session")


if __name__ == "__main__":
    main()
