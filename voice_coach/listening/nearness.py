"""How near the points of a turn are to a reply, by words and by what they are about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from voice_coach.listening.meanings import SIZE, alike, moods, vectors
from voice_coach.listening.stems import weight
from voice_coach.listening.thought import Thought

Table = NDArray[np.float64]

FAR, NEAR = 0.3, 0.7
"""Nearness of two words from which they begin to be alike, and from which they are."""

AROUND = (-2, -1, 1, 2)
"""Places beside a word that are compared to find one word put for another."""

END = "."

MOST_WORDS = 100
"""Words with a meaning that are looked at in one text."""

WIDTHS = (8, 12, 18, 27, 40)
"""Words of the stretches of a reply that a point is compared with: the next above its own length
and `LONGER`."""

LONGER = 4
"""Words such a stretch is longer than the point."""

STEP = 3
"""Words from one stretch to the next."""

MOST_SAID = 400
"""Words of a reply in which stretches are looked for."""

_TURNED = {
    **{"i": "you", "me": "you", "my": "your", "mine": "yours", "myself": "yourself", "am": "are"},
    **{"you": "i", "your": "my", "yours": "mine", "yourself": "myself"},
}
"""Words as they come back when somebody's words are given back."""

_PERSONS = {
    **dict.fromkeys(("i", "you"), "I"),
    **dict.fromkeys(("me",), "me"),
    **dict.fromkeys(("my", "your"), "my"),
    **dict.fromkeys(("mine", "yours"), "mine"),
    **dict.fromkeys(("myself", "yourself"), "myself"),
    **dict.fromkeys(("am", "are", "is", "was", "were"), "is"),
    **dict.fromkeys(("the", "a", "an"), "the"),
}
"""Words that turn into each other when somebody's words are given back."""

_WHO = {"i": "i", "my": "i", "you": "you", "your": "you"}
"""Who does something, or whose it is."""

_OTHERS = frozenset({"he", "she", "we", "they", "it", "and", "to", "when"})
"""Words after which it is somebody else who does something."""


class Meaning:
    """A text as it is compared: its content as tables, and who does what in it."""

    def __init__(self, text: Thought) -> None:
        self.text = text
        self.places = text.places[:MOST_WORDS]
        stems = [text.stems[at] or "" for at in self.places]
        self.all_vectors = vectors(text.said)
        self.vectors = alike(self.all_vectors[self.places])
        self.stems = np.array(stems, dtype=object)
        self.heft = np.array([weight(each) for each in stems])
        self.plain = [
            stemmed or _PERSONS.get(word, word)
            for word, stemmed in zip(text.said, text.stems, strict=True)
        ]
        """The stems and the small words, as if nobody had been turned round."""
        self.doings = _doings(text)
        self.moods = moods(text.said) * text.signs * [each is not None for each in text.stems]

    def sense(self, turned: bool = False) -> Table:
        """What it is about, of length 1; turned as by a listener, "i" is "you" and "you" is "i"."""
        if not turned:
            return alike(self.all_vectors.sum(axis=0))
        said = [_TURNED.get(word, word) for word in self.text.said]
        return alike(vectors(said).sum(axis=0))

    @cached_property
    def _sums(self) -> Table:
        """The sum of the vectors before each word, and of all."""
        return np.cumsum(np.concatenate([np.zeros((1, SIZE)), self.all_vectors]), axis=0)

    def stretches(self, width: int) -> Table:
        """The senses of its stretches of so many words, and of the whole."""
        sums = self._sums
        first = np.arange(0, max(1, min(MOST_SAID, len(sums)) - width), STEP)
        last = np.minimum(first + width, len(sums) - 1)
        return alike(np.concatenate([sums[last] - sums[first], sums[-1:]]))

    @cached_property
    def around(self) -> Mapping[tuple[int, str], list[int]]:
        """(step, word) -> the places that have this word at that step."""
        found: dict[tuple[int, str], list[int]] = {}
        for at in self.places:
            for step in AROUND:
                if word := self.word(at + step):
                    found.setdefault((step, word), []).append(at)
        return found

    def word(self, at: int) -> str:
        """What stands at a place: the end is a word too, and beyond it there is nothing."""
        if at in (-1, len(self.plain)):
            return END
        return self.plain[at] if 0 <= at < len(self.plain) else ""


class Nearness(NamedTuple):
    """How near one point is to a reply."""

    rows: Table
    """The point's words down, those of the reply across, 0 to 1."""
    own: Table
    """For each word of the reply how near the nearest word of the point is."""
    rival: Table
    """The same of any other point."""
    alone: bool
    """Whether there is no other point."""
    like: Sequence[float]
    """How near in sense the point is to the whole reply; to the stretch of it that is nearest; how
    much nearer it is to a stretch than any other point; how near another point is to the whole."""


def nearness(points: Sequence[Meaning], reply: Meaning) -> list[Nearness]:
    """Compare each of the points with a reply."""
    told = np.concatenate([each.vectors for each in points])
    near = np.clip((told @ reply.vectors.T - FAR) / (NEAR - FAR), 0, 1)
    stems = np.concatenate([each.stems for each in points])
    near[stems[:, None] == reply.stems[None, :]] = 1
    rows, begun = [], 0
    for each in points:
        rows.append(near[begun : begun + len(each.places)])
        begun += len(each.places)
    best = np.array([each.max(axis=0, initial=0.0) for each in rows])
    rivals = _of_others(best)
    alone = sum(bool(each.places) for each in points) <= 1
    likes = _likeness(points, reply)
    return [
        Nearness(own_rows, own, rival, alone, like)
        for own_rows, own, rival, like in zip(rows, best, rivals, likes, strict=True)
    ]


def _likeness(
    points: Sequence[Meaning], reply: Meaning
) -> Iterator[tuple[float, float, float, float]]:
    """Of each point, `Nearness.like`."""
    senses = np.array([point.sense(turned=True) for point in points])
    whole = senses @ reply.sense()
    rivals = _of_others(whole)
    widths = [_width(len(point.text.said)) for point in points]
    near = {width: senses @ reply.stretches(width).T for width in set(widths)}
    others = {width: _of_others(table) for width, table in near.items()}
    for at, width in enumerate(widths):
        own, rival = near[width][at], others[width][at]
        yield float(whole[at]), float(own.max()), float((own - rival).max()), float(rivals[at])


def _width(length: int) -> int:
    return next((width for width in WIDTHS if width >= length + LONGER), WIDTHS[-1])


def _of_others(table: Table) -> Table:
    """For each row the greatest number of the other rows, 0 at least."""
    two = np.sort(np.concatenate([np.zeros((2, *table.shape[1:])), table]), axis=0)[-2:]
    others: Table = np.where(table == two[1], two[0], two[1])
    return others


def _doings(text: Thought) -> dict[str, set[str]]:
    """Stem -> "i" or "you", whoever does it or has it, or "it" for a noun: "the dog barked"."""
    found: dict[str, set[str]] = {}
    who, noun = "", False
    for word, stemmed in zip(text.said, text.stems, strict=True):
        if word in _WHO:
            who, noun = _WHO[word], word in ("my", "your")
        elif stemmed:
            if who:
                found.setdefault(stemmed, set()).add(who)
            who, noun = "it" if noun else "", False
        elif word in _OTHERS:
            who, noun = "", False
        elif word == "the":
            who, noun = "", True
    return found
