"""Keys for what can be answered: they work where nobody wants to speak, and where the ears fail."""

from __future__ import annotations

from collections.abc import Iterable

from voice_coach.exercise.meanings import ANY_TIME, NUMBERS, Meaning

LETTERS = {Meaning.YES: "y", Meaning.PARTLY: "p", Meaning.NO: "n"}
"""The answers that most questions have."""

TEN = "t"
"""A digit is a number; ten has two of them."""

NO_ANSWERS = frozenset(
    {*ANY_TIME, Meaning.YIELD, Meaning.MORE, Meaning.HOLD_FLOOR, Meaning.CONTINUE}
)
"""What may be said where something is asked, and does not answer it by a key."""


def answer_keys(meanings: Iterable[str]) -> dict[str, str]:
    """Key -> meaning, for the answers among these meanings, in their order.

    Answers of a script's own ("ears", "ideas") are counted: 1, 2, 3.
    """
    answers = [each for each in meanings if each not in NO_ANSWERS]
    own = [each for each in answers if each not in LETTERS and each not in NUMBERS]
    counted = {meaning: str(number) for number, meaning in enumerate(own, start=1)}
    numbers = {number: TEN if number == "10" else number for number in NUMBERS}
    keys = LETTERS | numbers | counted
    return {keys[meaning]: meaning for meaning in answers}
