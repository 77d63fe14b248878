"""What the ears hear of people, beside the bare recogniser on the same sounds.

    python -m benchmarks.ears [--part words,levels] [--model NAME_OR_FOLDER] [--speakers N]

Ours: the ears of a session, fed blocks of 20 ms. Bare: a Vosk recogniser over the same model with
the same grammar, fed the whole sound with no detector of speech before it, whatever its confidence.
Each figure stands twice: for the people and sources that thresholds were tuned on, and for those
kept aside (`halves.py`). What else belongs to the table, words and their meaning, turns and
overlap, is measured by modules of its own, which are run too.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from benchmarks.ears import cut, loud, room_talk, talk, words
from benchmarks.ears.hearing import Models
from voice_coach.store.model_store import ModelStore


def module(*arguments: str) -> Callable[[Models, int | None], Iterator[str]]:
    """A part that is a benchmark by itself; it takes neither a model nor a number of speakers."""

    def run(models: Models, most: int | None) -> Iterator[str]:
        command = [sys.executable, "-m", f"benchmarks.{arguments[0]}", *arguments[1:]]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        yield from (f"  {line}" for line in told.splitlines())

    return run


PARTS = {
    "words": words.words,
    "levels": words.levels,
    "digits": words.digits,
    "repeat": room_talk.repeat,
    "television": room_talk.television,
    "noise": room_talk.noise,
    "raised": loud.raised,
    "cut": cut.single_words,
    "false": talk.false_commands,
    "overlap": module("overlap"),
    "turns": module("turns"),
    "readers": module("words", "--only", "readers"),
    "text": module("unseen"),
}


@click.command(help=__doc__.splitlines()[0])
@click.option("--part", default=",".join(PARTS), help="Some of: " + ", ".join(PARTS) + ".")
@click.option("--model", help="Another speech model: its name or a folder.")
@click.option("--speakers", type=int, help="Only so many people of each half.")
def main(part: str, model: str | None, speakers: int | None) -> None:
    models = Models(
        Path(model) if model and Path(model).is_dir() else ModelStore().find(model).path
    )
    for name in part.split(","):
        if name not in PARTS:
            raise click.BadParameter(f"there is no part {name!r}")
        began = time.process_time()
        click.echo(name)
        for line in PARTS[name](models, speakers):
            click.echo(line)
        click.echo(f"  ({time.process_time() - began:.0f} s of processor)")


if __name__ == "__main__":
    main()
