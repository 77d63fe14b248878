"""How hot a line is: blame, scorn, defence, threat and brushing aside, found in its words.

A hint, never a verdict: read over several lines, joined with loudness and overlap, and never on a
turn in which the listener gives back what they heard. Most of contempt is in the tone and is not
seen here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, get_args

import msgspec

from voice_coach.listening.frame import gives_back, others_words, taken_back
from voice_coach.listening.phrase import Hit, Phrases
from voice_coach.listening.phrasebook import page, word_set
from voice_coach.listening.warmth import is_warm
from voice_coach.listening.words import words

HeatKind = Literal["criticism", "contempt", "defensiveness", "threat", "dismissal"]

HOT = 0.5
"""From this score a line counts: on calm talk at most one line in a hundred reaches it
(measured by `python -m benchmarks.listening`)."""

MOST_SLIGHT = 2
"""Slight signs and hot words counted, each: any long turn holds a few."""

Strength = Literal["sure", "likely", "slight"]

_STRENGTHS: tuple[Strength, ...] = get_args(Strength)

_LABELS: dict[str, tuple[HeatKind, Strength]] = {
    f"{kind}.{strength}": (kind, strength)
    for kind in get_args(HeatKind)
    for strength in get_args(Strength)
}

SHORT = 10
"""Words up to which a line is taken as one outburst."""

OPENING = 2
"""Words that may come before an outburst that opens a longer line: "oh for once shut up ..."."""

_AIMED = frozenset({"you", "your", "yourself"})


class HeatScore(msgspec.Struct, frozen=True, kw_only=True):
    """What a line holds that may hurt."""

    score: float
    """In [0, 1]; `HOT` and above counts."""
    kinds: frozenset[HeatKind]
    """What kinds it is of; empty when it does not count."""


COOL = HeatScore(score=0.0, kinds=frozenset())


def judge_heat(text: str) -> HeatScore:
    """Judge one finished utterance of the person who holds the floor.

    Args:
        text: any text; best as a recogniser gives it, lower case and unpunctuated.
    """
    said = words(text)
    if gives_back(said):
        return COOL
    doubt = 1.0
    slight = 0
    kinds: set[HeatKind] = set()
    for kind, strength in _distinct(said, _meant(said)):
        if strength == "slight":
            slight += 1
        else:
            doubt *= 1 - _weights()[strength]
            kinds.add(kind)
    if "you" in said or "your" in said:
        hot = len(_hot_words().intersection(said))
        doubt *= (1 - _weights()["hot_word"]) ** min(hot, MOST_SLIGHT)
        doubt *= (1 - _weights()["slight"]) ** min(slight, MOST_SLIGHT)
    score = round(1 - doubt, 4)
    if score < HOT:
        return HeatScore(score=score, kinds=frozenset())
    return HeatScore(score=score, kinds=frozenset(kinds or {"criticism"}))


def _meant(said: Sequence[str]) -> Iterator[Hit]:
    """Hot phrases that are the speaker's own and unfriendly."""
    for hit in _phrases().hits(said):
        if not (others_words(said, hit.start) or taken_back(said, hit.start) or is_warm(said, hit)):
            yield hit


def _distinct(said: Sequence[str], hits: Iterator[Hit]) -> Iterator[tuple[HeatKind, Strength]]:
    """(kind, strength) of the strongest hits, each word counted once."""
    taken: set[int] = set()
    weighed = [(_STRENGTHS.index(_strength(said, hit)), hit) for hit in hits]
    for rank, hit in sorted(weighed, key=lambda entry: entry[0]):
        place = range(hit.start, hit.end)
        if taken.isdisjoint(place):
            taken.update(place)
            yield _LABELS[hit.label][0], _STRENGTHS[rank]


def _strength(said: Sequence[str], hit: Hit) -> Strength:
    """What a hit says. Far inside a long line and aimed at nobody, it says a step less."""
    strength = _LABELS[hit.label][1]
    if hit.start <= OPENING or len(said) <= SHORT or strength == "slight":
        return strength
    if not _AIMED.isdisjoint(said[hit.start : hit.end]):
        return strength
    return _STRENGTHS[_STRENGTHS.index(strength) + 1]


@cache
def _weights() -> dict[str, float]:
    return dict(page("weights")["heat"])


@cache
def _phrases() -> Phrases:
    pages = [page("insults"), *(page(kind) for kind in get_args(HeatKind))]
    lists = {
        name: word_set(entry)
        for each in pages
        for name, entry in each.items()
        if isinstance(entry, str)
    }
    return Phrases(
        {label: page(kind)[strength] for label, (kind, strength) in _LABELS.items()}, lists
    )


@cache
def _hot_words() -> frozenset[str]:
    return word_set(page("insults")["hot"])
