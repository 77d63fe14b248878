"""Times, answers and keys as people say them."""

from __future__ import annotations

from collections.abc import Sequence

from voice_coach.exercise.keys import TEN, answer_keys
from voice_coach.exercise.meanings import NUMBERS, Meaning
from voice_coach.signal.units import Samples, seconds

SAID: dict[str, str] = {Meaning.PARTLY: "not quite"}
"""Answers that are said otherwise than they are written."""

MINUTES = {1: "a minute", 2: "two minutes", 3: "three minutes", 4: "four minutes"}


def about(left: Samples) -> str:
    """A time as people say it: "About two minutes"."""
    lasting = seconds(left)
    if lasting < 20:
        return "A few seconds"
    if lasting < 45:
        return "About half a minute"
    minutes = max(1, round(lasting / 60))
    return f"About {MINUTES.get(minutes, f'{minutes} minutes')}"


def answers_in_words(meanings: Sequence[str]) -> str:
    """Answers as they are said: "yes", "not quite" or "no"."""
    if NUMBERS[0] in meanings:
        return "a number from zero to ten"
    said = [f'"{_said(each)}"' for each in answer_keys(meanings).values()]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} or {said[-1]}"


def answers_in_keys(meanings: Sequence[str]) -> str:
    """The keys of answers: "Y for yes, P for not quite, N for no"."""
    if NUMBERS[0] in meanings:
        return f"a digit, or {TEN.upper()} for ten"
    keys = answer_keys(meanings)
    return ", ".join(f"{key.upper()} for {_said(each)}" for key, each in keys.items())


def as_a_noun(answer: str) -> str:
    """An answer, as a script writes it, to ask about: "a yes", "an 8"."""
    said = _said(answer.upper())
    if answer in NUMBERS or answer in ("yes", "no"):
        return f"{'an' if answer == '8' else 'a'} {said}"
    return f'"{said}"'


def _said(meaning: str) -> str:
    return SAID.get(meaning, meaning.lower())
