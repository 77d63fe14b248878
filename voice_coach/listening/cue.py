"""Wording worth one gentle invitation to say it again, at the end of a turn (exercises.md B9)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal

from voice_coach.listening.feelings import find_feelings
from voice_coach.listening.frame import gives_back, others_words, taken_back
from voice_coach.listening.heat import judge_heat
from voice_coach.listening.phrase import Phrases
from voice_coach.listening.phrasebook import page, word_set
from voice_coach.listening.safety import find_safety_cue
from voice_coach.listening.warmth import is_warm, warm_words
from voice_coach.listening.words import words

GOOD_WITHIN = 3
"""Words in which "you make me ..." may turn out good: "so very happy"."""

LanguageCue = Literal["blame", "judgement-feeling"]
"""Blame: "you always leave it to me", "you make me ...". A judgement told as a feeling: "I feel
ignored", "I feel like you ..."."""


def find_language_cue(text: str) -> LanguageCue | None:
    """The first thing worth rephrasing in a turn; None if there is none, or if it must be left.

    Near words of danger nothing is found: "I feel controlled" is information, not grammar.
    """
    said = words(text)
    if gives_back(said) or not _safety_words().isdisjoint(said) or find_safety_cue(text):
        return None
    if any(feeling.is_judgement for feeling in find_feelings(text)):
        return "judgement-feeling"
    if judge_heat(text).kinds == {"criticism"} or _makes_it_their_doing(said):
        return "blame"
    return None


def _makes_it_their_doing(said: Sequence[str]) -> bool:
    """Whether "you always ..." or "you make me ..." is said, and goes on unkindly."""
    for hit in _phrases().hits(said):
        if others_words(said, hit.start) or taken_back(said, hit.start) or is_warm(said, hit):
            continue
        if hit.label == "absolute" or not _is_plain(said, hit.end):
            return True
    return False


def _is_plain(said: Sequence[str], end: int) -> bool:
    """Whether "you make me ..." goes on with a cup of tea, or with something good."""
    after = said[end : end + GOOD_WITHIN]
    plain = word_set(page("cues")["plain"])
    return not after or after[0] in plain or not warm_words().isdisjoint(after)


@cache
def _phrases() -> Phrases:
    return Phrases({name: page("cues")[name] for name in ("absolute", "you_make_me")})


@cache
def _safety_words() -> frozenset[str]:
    return word_set(page("cues")["safety_words"])
