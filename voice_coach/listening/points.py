"""The points of a turn: the stretches of it that can each be given back or missed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from voice_coach.listening.phrasebook import page, word_set
from voice_coach.listening.stems import content, weight
from voice_coach.listening.words import words

_TOKEN = re.compile(r"([^\W_]+(?:['’][^\W_]+)*)|([.?!;:\n])")
LEAST = 1.3
"""How much meaning a stretch needs to be a point of its own: a full word and a light one."""


def split_points(said: str) -> list[str]:
    """Cut a turn into its points: slices of the text as it was said, joining words left out.

    Cuts at the end of a sentence, and before "and", "but", "because" where a new subject follows
    and there is something to lose on either side. A recogniser gives no full stops: a turn without
    such words is one point.
    """
    points: list[str] = []
    begin: int | None = None
    end = 0
    tokens = list(_TOKEN.finditer(said))
    for number, token in enumerate(tokens):
        if token[2]:
            if begin is not None:
                points.append(said[begin:end])
            begin = None
            continue
        if begin is not None and _joins(said, tokens, number) and _weighs(said[begin:end]):
            points.append(said[begin:end])
            begin = None
            continue
        if begin is None:
            begin = token.start()
        end = token.end()
    if begin is not None:
        points.append(said[begin:end])
    return points


def _joins(said: str, tokens: Sequence[re.Match[str]], number: int) -> bool:
    """Whether a new point begins with this word."""
    word = tokens[number][0].lower()
    if word not in _words("joins"):
        return False
    after = [token for token in tokens[number + 1 : number + 2] if token[1]]
    if not after:
        return False
    return words(after[0][0])[0] in _words("subjects") and _weighs(
        said[after[0].start() : _next_join(tokens, number)]
    )


def _next_join(tokens: Sequence[re.Match[str]], number: int) -> int:
    """Where the stretch after a join ends: at the next one, or at the end of the sentence."""
    end = tokens[number].end()
    for token in tokens[number + 1 :]:
        if token[2] or token[0].lower() in _words("joins"):
            break
        end = token.end()
    return end


def _weighs(text: str) -> bool:
    meaning = (stemmed for stemmed in content(words(text)) if stemmed)
    return sum(map(weight, meaning)) >= LEAST


@cache
def _words(name: str) -> frozenset[str]:
    return word_set(page("word_meanings")[name])
