"""Words that tell of tears, or of not being able to talk just now (exercises.md E01).

Tears themselves are not heard. Who says nothing of them is met by the patience every floor has.
"""

from __future__ import annotations

from functools import cache

from voice_coach.listening.frame import others_words
from voice_coach.listening.phrase import Phrases
from voice_coach.listening.phrasebook import page
from voice_coach.listening.words import words

HARMLESS_WITHIN = 5
"""Words after such a phrase that may show it to be something else: "crying with laughter"."""


def needs_a_moment(text: str) -> bool:
    """Whether somebody says, of themselves and now, that they cry or cannot go on talking."""
    said = words(text)
    for hit in _phrases("tears").hits(said):
        around = said[hit.start : hit.end + HARMLESS_WITHIN]
        if not others_words(said, hit.start) and not _phrases("harmless").found(around):
            return True
    return False


@cache
def _phrases(name: str) -> Phrases:
    return Phrases({name: page("tears")[name]})
