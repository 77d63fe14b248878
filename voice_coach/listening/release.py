"""What a finished utterance does to the floor: gives it, keeps it, asks for a pause, or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal

from voice_coach.listening.phrase import Phrases
from voice_coach.listening.phrasebook import page, word_set
from voice_coach.listening.words import words

Release = Literal["yield", "hold", "time_out"]

MOST_SOFT = 5
"""Words like "okay" or "please" that may stand around a request."""

LOOK_BACK = 5
"""Words before a closing phrase in which it may turn out to be quoted or asked."""


def judge_release(utterance: str) -> Release | None:
    """What an utterance means for the floor; None if it is talk.

    Args:
        utterance: all that was said between two silences, by the one who holds the floor. Whether
            the silence after it is long enough (0.8 s, L-YIELD) is the caller's to know.
    """
    said = words(utterance)
    forms = list(_bare_forms(said))
    if any(_whole("hold_alone").found(form) or _holding().found(form) for form in forms):
        return "hold"
    if any(_whole("time_out_alone").found(form) for form in forms):
        return "time_out"
    if any(_whole("yield_alone").found(form) for form in forms) or _ends_with_yield(said):
        return "yield"
    return None


def _ends_with_yield(said: Sequence[str]) -> bool:
    for hit in _closing().hits(said):
        before = said[max(0, hit.start - LOOK_BACK) : hit.start]
        if not _not_after().found(before):
            return True
    return False


def _bare_forms(said: Sequence[str]) -> Iterator[Sequence[str]]:
    """An utterance with and without the "okay, I think" before it and the "please" after it."""
    starts = _passed_over(said, page("release")["soft_before"])
    ends = _passed_over(said[::-1], page("release")["soft_after"])
    for start in range(starts + 1):
        for end in range(ends + 1):
            yield said[start : len(said) - end]


def _passed_over(said: Sequence[str], soft: str) -> int:
    """How many words at the beginning are soft, up to `MOST_SOFT`."""
    count = 0
    for word in said[:MOST_SOFT]:
        if word not in word_set(soft):
            break
        count += 1
    return count


@cache
def _whole(name: str) -> Phrases:
    """Phrases that must be all of what was said."""
    return Phrases({name: [f"^ {phrase} $" for phrase in page("release")[name]]})


@cache
def _holding() -> Phrases:
    return Phrases({"hold": [f"^ {phrase}" for phrase in page("release")["hold_at_start"]]})


@cache
def _closing() -> Phrases:
    return Phrases({"yield": page("release")["yield_at_end"]})


@cache
def _not_after() -> Phrases:
    return Phrases({"not": page("release")["not_after"]})
