"""Lines that a part gives to the building block it uses, for the places left open there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from voice_coach.exercise.script import PLACEHOLDERS, AnyStep
from voice_coach.exercise.script_words import line_problems

OPEN_PLACE = re.compile(r"\{([a-z0-9]+(?:-[a-z0-9]+)*)\}")
"""A place in a line, whoever fills it."""


def filled(step: AnyStep, lines: Mapping[str, str]) -> AnyStep:
    """A building block's step with a part's lines in the places left open."""
    say = OPEN_PLACE.sub(lambda found: lines.get(found[1], found[0]), step.say)
    return step if say == step.say else msgspec.structs.replace(step, say=say)


def wrong_lines(lines: Mapping[str, str], block: Sequence[AnyStep]) -> Iterator[tuple[str, str]]:
    """What is wrong with lines given to a building block: their names, and what was expected."""
    places = dict.fromkeys(name for step in block for name in OPEN_PLACE.findall(step.say))
    wanted = [name for name in places if name not in (*PLACEHOLDERS, "card", "model")]
    for name, text in lines.items():
        if name not in wanted:
            yield name, f"one of {', '.join(wanted)}" if wanted else "no lines here"
        for expected in line_problems(text):
            yield name, expected
    for name in wanted:
        if name not in lines:
            yield name, f"a line called {name}, which the building block asks for"
