"""Sessions killed (SIGKILL) at random moments: how many logs can be read and replayed after.

python -m benchmarks.killed_sessions --count 100
"""

import random
import tempfile
from pathlib import Path

import click

from benchmarks.figures import told
from tests.killed import killed_session, whole_session
from voice_coach.errors import LogError


@click.command()
@click.option("--count", default=100)
@click.option("--seed", default=0)
def main(count: int, seed: int) -> None:
    """Kill so many, each at a random size of its log, and print what was left."""
    chance = random.Random(seed)
    lengths: list[float] = []
    cut = unreadable = 0
    with tempfile.TemporaryDirectory() as folder:
        first, last = whole_session(Path(folder) / "whole.jsonl")
        for number in range(count):
            log = Path(folder) / f"{number}.jsonl"
            try:
                left = killed_session(log, at_bytes=chance.randint(first, last))
            except LogError as error:
                unreadable += 1
                print(error.message)
                continue
            lengths.append(len(left.entries))
            cut += left.cut_short
    print(f"{count} killed: {len(lengths)} logs readable and replayed, {unreadable} not")
    print(f"{cut} of them broken off before the end; {told(lengths, 'entries')}")


if __name__ == "__main__":
    main()
