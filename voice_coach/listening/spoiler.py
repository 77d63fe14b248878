"""What takes back what is being given: an if or a but in an apology, a sting in thanks.

Looked for only where a step says that it is to be left out (`FloorStep.without`): elsewhere "but"
and "finally" are words like others.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from voice_coach.listening.phrase import Phrases
from voice_coach.listening.phrasebook import page
from voice_coach.listening.words import words

Spoiler = Literal["if-or-but", "sting"]


def is_spoilt(text: str, kind: Spoiler) -> bool:
    """Whether a text holds such a thing."""
    said = words(text)
    found, harmless = _phrases(kind)
    around = list(harmless.hits(said))
    return any(
        not any(hit.start < other.end and other.start < hit.end for other in around)
        for hit in found.hits(said)
    )


@cache
def _phrases(kind: Spoiler) -> tuple[Phrases, Phrases]:
    book = page("spoilers")[kind]
    return Phrases({kind: book["phrases"]}), Phrases({kind: book["harmless"]})
