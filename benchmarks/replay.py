"""How long replaying the log of a session of twenty minutes or more takes.

    python -m benchmarks.replay [--runs 5]

The log is made in a virtual room: acted voices, heard by the real ears. Prints the median over runs
for `voice-coach replay` as somebody types it (three block sizes), and for each block size alone;
seconds of the clock, and of the processor where other programs run too.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from voice_coach.acted.demo import act
from voice_coach.acted.scenario import Habits, Scenario
from voice_coach.shell.replay import BLOCK_SIZES, replay

PIECE = ("The days are full, and in the evening there is still the kitchen to be done.", 2.5)

LONG = Scenario(
    exercise="mirror-dialogue",
    length="standard",
    names={"a": "Ana", "b": "Ben"},
    habits=Habits(
        turn=(*PIECE * 14, "I'm done"),
        mirror=("What I heard you say is this.", *PIECE * 5, "I'm done"),
    ),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as name:
        log = Path(name) / "long.jsonl"
        act(LONG, out=Path(name) / "long.wav", log=log, recordings=Path(), show=lambda _: None)
        done = replay(log, block_samples=BLOCK_SIZES[-1])
        print(f"session {done.lasted / 16_000 / 60:.1f} min, {done.actions} actions")
        command = [sys.executable, "-m", "voice_coach", "replay", str(log)]
        print(f"the command, all block sizes: {_median(runs, lambda: _run(command))}")
        for block in BLOCK_SIZES:
            took = _median(runs, lambda block=block: replay(log, block_samples=block))
            print(f"blocks of {block}: {took}")


def _run(command: list[str]) -> None:
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)


def _median(runs: int, work: Callable[[], object]) -> str:
    taken, busy = [], []
    for _ in range(runs):
        began, used = time.perf_counter(), _processor()
        work()
        taken.append(time.perf_counter() - began)
        busy.append(_processor() - used)
    return f"{statistics.median(taken):.2f} s (processor {statistics.median(busy):.2f} s)"


def _processor() -> float:
    """Seconds of processor time of this process and those it waited for."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


if __name__ == "__main__":
    main()
