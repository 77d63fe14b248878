"""Times, answers and keys as people say them."""

from __future__ import annotations

from collections.abc import Sequence

from voice_coach.exercise.meanings import ANY_TIME, NUMBERS
from voice_coach.signal.units import Samples, seconds

SAID = {"PARTLY": "not quite"}
"""Answers that are said otherwise than they are written."""

NOT_ANSWERS = (*ANY_TIME, "YIELD", "MORE")


def about(left: Samples) -> str:
    """A time as people say it: "About two minutes"."""
    lasting = seconds(left)
    if lasting < 20:
        return "A few seconds"
    if lasting < 45:
        return "About half a minute"
    minutes = max(1, round(lasting / 60))
    words = {1: "a minute", 2: "two minutes", 3: "three minutes", 4: "four minutes"}
    return f"About {words.get(minutes, f'{minutes} minutes')}"


def answers_in_words(meanings: Sequence[str]) -> str:
    """Answers as they are said: "yes", "not quite" or "no"."""
    if NUMBERS[0] in meanings:
        return "a number from zero to ten"
    answers = [each for each in meanings if each not in NOT_ANSWERS]
    said = [f'"{SAID.get(each, each.lower())}"' for each in answers]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} or {said[-1]}"


def answers_in_keys(meanings: Sequence[str]) -> str:
    """The keys of answers: "Y for yes, P for not quite, N for no"."""
    if NUMBERS[0] in meanings:
        return "a digit"
    answers = [each for each in meanings if each not in NOT_ANSWERS]
    return ", ".join(f"{each[0]} for {SAID.get(each, each.lower())}" for each in answers)
