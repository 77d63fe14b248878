"""How hot a line is: blame, scorn, defence, threat and brushing aside, found in its words.

A hint, never a verdict: read over several lines, joined with loudness and overlap, and never on a
turn in which the listener gives back what they heard. Most of contempt is in the tone and is not
seen here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Literal, get_args

import msgspec

from voice_coach.listening.frame import gives_back, others_words, taken_back
from voice_coach.listening.phrase import Hit, Phrases
from voice_coach.listening.phrasebook import page, word_set
from voice_coach.listening.words import words

HeatKind = Literal["criticism", "contempt", "defensiveness", "threat", "dismissal"]

HOT = 0.5
"""From this score a line counts: on calm talk at most one line in a hundred reaches it
(measured by `python -m benchmarks.listening`)."""

MOST_SLIGHT = 2
"""Slight signs and hot words counted, each: any long turn holds a few."""

STRENGTHS = ("sure", "likely", "slight")

SHORT = 10
"""Words up to which a line is taken as one outburst."""

OPENING = 2
"""Words that may come before an outburst that opens a longer line: "oh for once shut up ..."."""

_AIMED = frozenset({"you", "your", "yourself"})

WARM_WITHIN = 8
"""Words after "you always ..." in which a warm word makes it praise."""


class Heat(msgspec.Struct, frozen=True, kw_only=True):
    """What a line holds that may hurt."""

    score: float
    """In [0, 1]; `HOT` and above counts."""
    kinds: frozenset[HeatKind]
    """What kinds it is of; empty when it does not count."""


COOL = Heat(score=0.0, kinds=frozenset())


def judge_heat(text: str) -> Heat:
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
        return Heat(score=score, kinds=frozenset())
    return Heat(score=score, kinds=frozenset(kinds or {"criticism"}))


def _meant(said: Sequence[str]) -> Iterator[Hit]:
    """Hot phrases that are the speaker's own and unfriendly."""
    for hit in _phrases().hits(said):
        if others_words(said, hit.start) or taken_back(said, hit.start):
            continue
        if _is_warm(said, hit):
            continue
        yield hit


def _distinct(said: Sequence[str], hits: Iterator[Hit]) -> Iterator[tuple[HeatKind, str]]:
    """(kind, strength) of the strongest hits, each word counted once."""
    taken: set[int] = set()
    labelled = [(*_weighed(said, hit), hit) for hit in hits]
    for kind, strength, hit in sorted(labelled, key=lambda entry: STRENGTHS.index(entry[1])):
        place = range(hit.start, hit.end)
        if taken.isdisjoint(place):
            taken.update(place)
            yield kind, strength


def _weighed(said: Sequence[str], hit: Hit) -> tuple[HeatKind, str]:
    """What a hit says. Far inside a long line and aimed at nobody, it says a step less."""
    kind, strength = hit.label.split(".")
    aimed = not _AIMED.isdisjoint(said[hit.start : hit.end])
    if strength != "slight" and not aimed and hit.start > OPENING and len(said) > SHORT:
        strength = STRENGTHS[STRENGTHS.index(strength) + 1]
    return kind, strength


def _is_warm(said: Sequence[str], hit: Hit) -> bool:
    """ "You always make me smile", "you never let me down", "shut up, that's amazing"."""
    after = said[hit.end : hit.end + WARM_WITHIN]
    if _tender().found(said[hit.start : hit.end + WARM_WITHIN]):
        return True
    place = said[hit.start : hit.end]
    if not _absolutes().intersection(place):
        return False
    if "never" in place and _good_never().intersection([*place, *after[:1]]):
        return True
    return not _warm().isdisjoint(after)


@cache
def _weights() -> Mapping[str, float]:
    return page("weights")["heat"]


@cache
def _phrases() -> Phrases:
    insults, blame = page("insults"), page("criticism")
    lists = {
        name: word_set(insults[name])
        for name in ("noun", "adjective", "mild", "swearing", "vocative", "before")
    }
    for name in ("care", "hurt", "hurting", "bad", "there", "hardly"):
        lists[name] = word_set(blame[name])
    lists["baby"] = word_set(page("contempt")["baby"])
    return Phrases(
        {
            f"{kind}.{strength}": page(kind)[strength]
            for kind in get_args(HeatKind)
            for strength in ("sure", "likely", "slight")
        },
        lists,
    )


@cache
def _hot_words() -> frozenset[str]:
    return word_set(page("insults")["hot"])


@cache
def _warm() -> frozenset[str]:
    return word_set(page("warm")["words"])


@cache
def _good_never() -> frozenset[str]:
    return word_set(page("warm")["good_never"])


@cache
def _absolutes() -> frozenset[str]:
    return word_set(page("warm")["absolutes"])


@cache
def _tender() -> Phrases:
    return Phrases({"tender": page("warm")["tender"]}, {"warm": _warm()})
