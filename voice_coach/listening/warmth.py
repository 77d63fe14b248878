"""What makes a line that looks hot a friendly one: "you always make me smile"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from voice_coach.listening.phrase import Hit, Phrases
from voice_coach.listening.phrasebook import page, word_set

WARM_WITHIN = 8
"""Words after "you always ..." in which a warm word makes it praise."""


def is_warm(said: Sequence[str], hit: Hit) -> bool:
    """Whether a hot phrase goes on kindly: "you never let me down", "shut up, that's amazing"."""
    after = said[hit.end : hit.end + WARM_WITHIN]
    if _tender().found(said[hit.start : hit.end + WARM_WITHIN]):
        return True
    place = said[hit.start : hit.end]
    if not _absolutes().intersection(place):
        return False
    if "never" in place and _good_never().intersection([*place, *after[:1]]):
        return True
    return not warm_words().isdisjoint(after)


@cache
def warm_words() -> frozenset[str]:
    """Words that make praise of "you always ..."."""
    return word_set(page("warm")["words"])


@cache
def _good_never() -> frozenset[str]:
    return word_set(page("warm")["good_never"])


@cache
def _absolutes() -> frozenset[str]:
    return word_set(page("warm")["absolutes"])


@cache
def _tender() -> Phrases:
    return Phrases({"tender": page("warm")["tender"]}, {"warm": warm_words()})
