"""Whose words they are: said by the speaker, quoted from somebody, or given back in a mirror."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from voice_coach.listening.phrase import Phrases
from voice_coach.listening.phrasebook import page, word_set

LOOK_BACK = 7
"""Words before a phrase in which somebody else may be named as the one who said it."""


@cache
def _mirror_openings() -> Phrases:
    return Phrases({"mirror": page("mirror_stems")["gives_back"]})


@cache
def _reported() -> Phrases:
    lists = page("frames")
    return Phrases(
        {"reported": lists["reported"]},
        {"says": word_set(lists["says"]), "them": word_set(lists["them"])},
    )


@cache
def _unsaid() -> Phrases:
    return Phrases({"unsaid": page("frames")["unsaid"]})


def gives_back(said: Sequence[str]) -> bool:
    """Whether the text opens as a mirror does: blame inside it is the other partner's."""
    return _mirror_openings().found(said)


def others_words(said: Sequence[str], start: int) -> bool:
    """Whether the words at `start` are reported speech: "my sister says you never call"."""
    before = said[max(0, start - LOOK_BACK) : start]
    for index in range(len(before) - 1, -1, -1):
        if before[index] in _joins():
            before = before[index + 1 :]
            break
    return _reported().found(before)


def taken_back(said: Sequence[str], start: int) -> bool:
    """Whether the words at `start` are denied or apologised for: "I don't think you're selfish"."""
    return _unsaid().found(said[max(0, start - 4) : start])


@cache
def _joins() -> frozenset[str]:
    """Words after which the speaker speaks for themselves again."""
    return word_set(page("frames")["joins"])
