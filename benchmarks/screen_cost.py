"""What the picture of a session costs: processor time while somebody talks, and while they breathe.

    python -m benchmarks.screen_cost [--seconds 30]

A session is led by keys on a terminal of 120 columns and 40 rows, without sound and without ears.
Processor time counts every thread of the process; 100 % is one core. What the same session costs in
lines stands beside it.
"""

import os
import tempfile
import time
from pathlib import Path

import click

from tests.pseudo_terminal import OnTerminal
from tests.screen.test_screen import command

TICK = os.sysconf("SC_CLK_TCK")


def used(process: int) -> float:
    """Processor seconds of a process so far."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def cost(exercise: str, shown: str, seconds: float, *more: str) -> tuple[float, float]:
    """Processor seconds until something is shown, and then for each second."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "session.jsonl"
        program = OnTerminal(
            home=Path(folder), command=command(log, exercise, *more), size=(120, 40)
        )
        program.until(shown)
        before, began = used(program.process.pid), time.monotonic()
        while time.monotonic() - began < seconds:
            program.drain()
        part = (used(program.process.pid) - before) / (time.monotonic() - began)
        program.process.terminate()
        program.over()
    return before, part


@click.command()
@click.option("--seconds", default=30.0)
def main(seconds: float) -> None:
    """Print each figure."""
    for name, exercise, shown in (
        ("a floor", "two-turns", "\u201cI'm done\u201d"),
        ("breathing", "breathe-together", "\u201cI'm done\u201d"),
    ):
        start, part = cost(exercise, shown, seconds)
        lines, plain = cost(exercise, "Coach: ", seconds, "--lines")
        print(
            f"{name}: {100 * part:.1f} % of a core ({100 * plain:.1f} % in lines); "
            f"{start:.2f} s of processor time before ({lines:.2f} s)"
        )


if __name__ == "__main__":
    main()
