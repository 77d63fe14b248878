"""Words that may mean somebody is in danger. Never repeated, never logged, never named aloud.

The coach ends the exercise as it ends any other (exercises.md C.4, C.5). Missing a cue is to be
expected, and one too many costs little.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal, get_args

import msgspec

from voice_coach.listening.phrase import Phrases
from voice_coach.listening.phrasebook import page, word_set
from voice_coach.listening.words import words

SafetyKind = Literal["child", "self_harm", "partner_danger"]
"""In the order in which they count when one text holds several."""

HARMLESS_WITHIN = 6
"""Words around a cue that may show it to be harmless: "i cut myself shaving"."""


class SafetyCue(msgspec.Struct, frozen=True, kw_only=True):
    """A sign of danger. Holds no words: what was said goes no further."""

    kind: SafetyKind


def find_safety_cue(text: str) -> SafetyCue | None:
    """The gravest sign of danger in a text; None if there is none.

    Reported speech counts ("he said he would kill me"); a former partner, a film, a joke do not.
    """
    said = words(text)
    plainly = [word for word in said if word not in _softeners()]
    readings = (said,) if len(plainly) == len(said) else (said, plainly)
    for kind in get_args(SafetyKind):
        if any(_holds(reading, kind) for reading in readings):
            return SafetyCue(kind=kind)
    return None


def _holds(said: Sequence[str], kind: str) -> bool:
    cues, harmless = _cues(kind)
    return any(
        not harmless.found(said[max(0, hit.start - HARMLESS_WITHIN) : hit.end + HARMLESS_WITHIN])
        for hit in cues.hits(said)
    )


@cache
def _softeners() -> frozenset[str]:
    return word_set(page("safety")["softeners"])


@cache
def _cues(kind: str) -> tuple[Phrases, Phrases]:
    book = page("safety")[kind]
    lists = {name: word_set(entry) for name, entry in book.items() if isinstance(entry, str)}
    return Phrases({kind: book["phrases"]}, lists), Phrases({kind: book["harmless"]}, lists)
