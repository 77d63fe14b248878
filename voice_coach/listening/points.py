"""The points of a turn: the stretches of it that can each be given back or missed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from voice_coach.listening.phrasebook import page
from voice_coach.listening.stems import content, weight
from voice_coach.listening.words import words

LEAST = 1.0
"""How much meaning a stretch needs to be a point of its own: a full word and a light one."""

_SENTENCE = re.compile(r"[^.?!;:\n]+")
_EDGE = " ,-–—\"'()\t\r"
"""What is cut from the edges of a point."""


def split_points(said: str) -> list[str]:
    """Cut a turn into its points: slices of the text as it was said, joining words left out.

    Cuts at the end of a sentence, and before "and", "but", "because" where a new subject follows
    and there is something to lose on either side. A recogniser gives no full stops: a turn without
    such words is one point.
    """
    points = []
    for sentence in _SENTENCE.finditer(said):
        begin, weighed = sentence.start(), 0.0
        for start, end, after in _pieces(said, *sentence.span()):
            piece = _meaning(said[start:end])
            if weighed >= LEAST and piece >= LEAST:
                points.append(said[begin:after])
                begin, weighed = start, 0.0
            weighed += piece
        points.append(said[begin : sentence.end()])
    trimmed = (point.strip(_EDGE) for point in points)
    return [point for point in trimmed if words(point)]


def _pieces(said: str, begin: int, end: int) -> Iterator[tuple[int, int, int]]:
    """(start, end, end of the piece before) of what stands between joining words."""
    start = before = begin
    for join in _joins().finditer(said, begin, end):
        yield start, join.start(), before
        start, before = join.end(), join.start()
    yield start, end, before


def _meaning(text: str) -> float:
    return sum(weight(stemmed) for stemmed in content(words(text)) if stemmed)


@cache
def _joins() -> re.Pattern[str]:
    """A joining word before a subject: "and i ...", "because you're ..."."""
    meanings = page("word_meanings")
    joins, subjects = ("|".join(meanings[name].split()) for name in ("joins", "subjects"))
    return re.compile(rf"\b(?:{joins})\s+(?=(?:{subjects})\b)", re.IGNORECASE)
