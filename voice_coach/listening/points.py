"""The points of a turn: the stretches of it that can each be given back or missed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from voice_coach.listening.feelings import feeling_words
from voice_coach.listening.phrasebook import page, word_set
from voice_coach.listening.polarity import acts
from voice_coach.listening.stems import content, is_content, weight
from voice_coach.listening.words import spell_out, words

LEAST = 1.0
"""How much meaning a stretch needs to be a point of its own: a full word and a light one."""

PLENTY = 4
"""Words that do as well, if they say anything: "i hardly see you"."""

NOUN_WITHIN = 3
"""Words before a subject among which "the" or "all" make it part of a noun: "the way you talk"."""

_SENTENCE = re.compile(r"[^.?!;:\n]+")
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_EDGE = " ,-–—\"'()\t\r"
"""What is cut from the edges of a point."""


class _Token(NamedTuple):
    """A word as it stands in a text, and the words it stands for."""

    start: int
    end: int
    words: tuple[str, ...]


def split_points(said: str) -> list[str]:
    """Cut a turn into its points: slices of the text as it was said, joining words left out.

    Cuts at the end of a sentence, before "and", "but", "because" where a new subject follows, and
    where a new subject acts without any such word, if there is something to lose on either side.
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
    """(start, end, end of the piece before) of what stands between beginnings of clauses."""
    tokens = [
        _Token(*found.span(), spell_out(found.group().lower().replace("’", "'")))
        for found in _TOKEN.finditer(said, begin, end)
    ]
    start = before = begin
    dependent = False
    for at, token in enumerate(tokens):
        first = token.words[0]
        joined = first in _words("joins") and (
            _subject_follows(tokens, at + 1) or _parts(tokens, at)
        )
        if joined or (not dependent and _acts_anew(tokens, at)):
            yield start, token.start, before
            start, before = (tokens[at + 1].start if joined else token.start), token.start
            dependent = False
        dependent = dependent or first in _words("dependent")
    yield start, end, before


def _parts(tokens: Sequence[_Token], at: int) -> bool:
    """Whether a word sets what follows against what went before: "but", unless "nothing but"."""
    before = tokens[at - 1].words[-1] if at else ""
    goes_on = at + 1 < len(tokens)
    return tokens[at].words[0] == "but" and goes_on and before not in _words("of_nouns")


def _subject_follows(tokens: Sequence[_Token], at: int) -> bool:
    """Whether a subject comes next, or after a word or two such as "sometimes", "every month"."""
    coming = [token.words[0] for token in tokens[at : at + 3]]
    if coming and coming[0] in _words("counting"):
        coming = coming[2:]  # a time: "last week", "every month"
    elif coming and coming[0] in _adverbs():
        coming = coming[1:]
    return bool(coming) and coming[0] in _words("subjects")


def _acts_anew(tokens: Sequence[_Token], at: int) -> bool:
    """Whether somebody begins to act here of whom nothing was said before: "i cried he left"."""
    if at == 0 or tokens[at].words[0] not in _words("actors"):
        return False
    coming = [word for token in tokens[at : at + 3] for word in token.words][1:3]
    if coming and coming[0] in _adverbs():
        coming = coming[1:]
    before = [token.words[-1] for token in tokens[max(0, at - NOUN_WITHIN) : at]]
    if not coming or not acts(coming[0]):
        return False
    ended = is_content(before[-1]) or before[-1] in _words("done_to")
    if not ended or before[-1] in feeling_words() or before[-1] in _adverbs():
        return False
    if not _words("counting").isdisjoint(before[-2:]):
        return False  # it belongs to its time: "last week i"
    return _goes_on().isdisjoint(before)


def _meaning(text: str) -> float:
    """How much a stretch says; enough for a point if it says anything in many words."""
    said = words(text)
    meaning = sum(weight(stemmed) for stemmed in content(said) if stemmed)
    return max(meaning, LEAST) if meaning and len(said) >= PLENTY else meaning


@cache
def _adverbs() -> frozenset[str]:
    """Words that may stand between a subject and its verb, or before both."""
    return word_set(page("retelling")["adverbs"])


@cache
def _goes_on() -> frozenset[str]:
    """Words after which somebody's acting belongs to what was said: "the way you", "i told you"."""
    says = word_set(page("frames")["says"])
    return says | frozenset().union(*map(_words, ("of_nouns", "thinking", "wishing")))


@cache
def _words(name: str) -> frozenset[str]:
    return word_set(page("word_meanings")[name])
