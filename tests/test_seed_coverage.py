"""Every row of the seed article is an exercise, a step or a behaviour, and still says so."""

import importlib
import re
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from tests.couples import EXERCISES, LINES, SCRIPTS
from voice_coach.exercise.script import AnyStep

ROWS: dict[str, list[str]] = tomllib.loads(
    (Path(__file__).parent / "seed_rows.toml").read_text(encoding="utf-8")
)
LAST_ROW = 124
LEFT_OUT = 123
"""Psychic readings: no prediction, no compatibility score."""


def said(steps: list[AnyStep], wanted: str) -> str:
    lines = []
    for step in steps:
        if step.id == wanted:
            lines += [step.say, *(hint.say for hint in getattr(step, "hints", ()))]
    return "\n".join(lines)


def text_of(place: str) -> str:
    """Everything that stands at a place such as "floor-talk/purpose"."""
    where, _, what = place.partition("/")
    if where == "coach":
        return str(getattr(LINES, what))
    if where == "deck":
        path = files("voice_coach") / "decks" / f"{what}.toml"
        return "\n".join(tomllib.loads(path.read_text(encoding="utf-8"))["cards"])
    if where == "blocks":
        return said([step for block in SCRIPTS.blocks.values() for step in block], what)
    exercise = EXERCISES[where]
    if what in ("purpose", "about"):
        return str(getattr(exercise, what))
    return said([s for part in (*exercise.couple, *exercise.solo) for s in part.steps], what)


@pytest.mark.parametrize("row", ROWS)
def test_a_row_is_where_the_table_says(row):
    assert ROWS[row]
    for evidence in ROWS[row]:
        place, _, fragment = evidence.partition(": ")
        if place.startswith("code/"):
            module, _, name = place.removeprefix("code/").rpartition(".")
            assert hasattr(importlib.import_module(module), name), evidence
        else:
            assert fragment, evidence
            assert fragment in text_of(place), f"{evidence!r} is not in {text_of(place)!r}"


def test_every_row_is_accounted_for():
    rows = {int(row) for row in ROWS}
    assert rows == set(range(1, LAST_ROW + 1)) - {LEFT_OUT}


def test_the_one_row_left_out_is_in_nothing_that_is_said():
    spoken = "\n".join(
        (files("voice_coach") / folder / each.name).read_text(encoding="utf-8")
        for folder in ("scripts", "decks")
        for each in (files("voice_coach") / folder).iterdir()
        if each.name.endswith(".toml")
    )
    assert not re.search(r"psychic|horoscope|star sign|compatib|predict (?!ion)", spoken, re.I)
