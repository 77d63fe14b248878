"""The marks of a point that came back, and of one that came back turned round, each about 0 to 1.

Words need not be the same: how near two are is read from their vectors. What a reply says that no
other point explains is likely to be this one, in other words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cached_property
from math import sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from voice_coach.listening.meanings import can_be_same, contraries, vectors
from voice_coach.listening.phrasebook import page, word_set
from voice_coach.listening.stems import weight
from voice_coach.listening.thought import Thought

FAR, NEAR = 0.3, 0.7
"""Nearness of two words from which they begin to be alike, and from which they are."""

CLEARLY = 0.1
"""How much nearer one point must be to a word than another to claim it."""

AROUND = (-2, -1, 1, 2)
"""Places beside a word that are compared to find one word put for another."""

AGREEING = 3
"""Of those, how many must be the same."""

END = "."

MOSTLY = 0.5
"""Share of a point from which it counts as said alike where nothing of it was turned."""

WINDOW = 20
"""Words of a reply in which a point must be, beside its own length."""

MOST_WORDS = 100
"""Words with a meaning that are looked at in one text."""

TINY = 1e-9
"""Keeps a share of nothing from being a division by nothing."""

Table = NDArray[np.float64]

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
        said = [text.said[at] for at in self.places]
        stems = [text.stems[at] or "" for at in self.places]
        self.vectors = vectors(said)
        self.stems = np.array(stems, dtype=object)
        self.heft = np.array([weight(each) for each in stems])
        middle = self.heft @ self.vectors
        self.middle = middle / max(TINY, sqrt(middle @ middle))
        self.plain = [
            stemmed or _PERSONS.get(word, word)
            for word, stemmed in zip(text.said, text.stems, strict=True)
        ]
        """The stems and the small words, as if nobody had been turned round."""
        self.doings = _doings(text)

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
    two = np.sort(np.concatenate([np.zeros((2, len(reply.places))), best]), axis=0)[-2:]
    rivals = np.where(best == two[1], two[0], two[1])
    alone = sum(bool(each.places) for each in points) <= 1
    return [Nearness(*each, alone) for each in zip(rows, best, rivals, strict=True)]


def taken_up(point: Meaning, reply: Meaning, near: Nearness, found: float) -> Mapping[str, float]:
    """The marks of a point that came back.

    Args:
        point: what was said.
        reply: what came back.
        near: how near the two are.
        found: the share of the point's words that came back.
    """
    heft, own, rival = reply.heft, near.own, near.rival
    whole, told = max(TINY, float(heft.sum())), max(TINY, float(point.heft.sum()))
    spare = float(heft @ (1 - rival))
    return {
        "found": found,
        "near": _nearest(point, reply, near.rows) / told,
        "like": float(point.middle @ reply.middle),
        "claimed": float(heft @ (own * (own > rival + CLEARLY))) / whole,
        "rivalled": float(heft @ (rival * (rival > own + CLEARLY))) / whole,
        "new": float(heft @ np.maximum(0, 1 - own - rival)) / whole,
        "spare": min(2.0, spare / told) / 2,
        "alone": float(near.alone),
        "short": float(len(heft) <= 2),
    }


def _nearest(point: Meaning, reply: Meaning, rows: Table) -> float:
    """How much of a point is near the words of the stretch of a reply that is nearest to it."""
    width = len(point.text.said) + WINDOW
    best = 0.0
    for begun in range(0, max(1, len(reply.text.said) - width // 2), width // 2):
        first = bisect_left(reply.places, begun)
        last = bisect_left(reply.places, begun + width)
        near = rows[:, first:last].max(axis=1, initial=0.0)
        best = max(best, float(point.heft @ near))
    return best


def turned_round(
    point: Meaning, reply: Meaning, nearby: range, turned: float, found: float
) -> dict[str, float]:
    """The marks of a point that came back as its contrary.

    Args:
        point: what was said.
        reply: what came back.
        nearby: the words of the reply that are about the point.
        turned: the share of the words in common that say the contrary.
        found: the share of the point's words that came back.
    """
    about = slice(nearby.start, nearby.stop)
    denied, back_denied = -1 in point.text.signs, -1 in reply.text.signs[about]
    amounts = _amount(point.text.said) * _amount(reply.text.said[about])
    exchanged, opposed, agreed = _exchanged(point, reply)
    agreed = agreed or (not turned and found >= MOSTLY)
    return {
        "turned": min(1.0, turned),
        "turned_plainly": min(1.0, turned) * found,
        "found": found,
        "exchanged": exchanged,
        "opposed": max(opposed, float(amounts < 0)),
        "unswapped": _unswapped(point.doings, reply.doings),
        "parity": float(denied != back_denied and not agreed),
    }


def _exchanged(point: Meaning, reply: Meaning) -> tuple[float, float, bool]:
    """Three marks of the words that have no part in the other text.

    Whether one stands where another stood, all around it being equal; whether one is the contrary
    of another; whether one is a contrary that is denied, and so means the same.
    """
    exchanged, opposed, agreed = 0.0, 0.0, False
    told, back = point.text, reply.text
    for at in point.places:
        here = told.stems[at] or ""
        if here in back.mentions:
            continue
        for other in contraries(here) & back.mentions.keys():
            same = any(sign == told.signs[at] for _, sign in back.mentions[other])
            opposed, agreed = max(opposed, float(same)), agreed or not same
        counts: dict[int, int] = {}
        for step in AROUND:
            for there in reply.around.get((step, point.word(at + step)), ()):
                counts[there] = counts.get(there, 0) + 1
        for there, count in counts.items():
            put = back.stems[there] or ""
            if count >= AGREEING and put not in told.mentions and _say_much(here, put):
                exchanged = max(exchanged, float(not can_be_same(here, put)))
    return exchanged, opposed, agreed


def _say_much(*stems: str) -> bool:
    """Whether none is a light word: "took" for "got" changes nothing."""
    return all(weight(each) == 1 for each in stems)


def _amount(said: Sequence[str]) -> int:
    """-1 where a text says "never" or "nobody", 1 where "always" or "everybody", 0 elsewhere."""
    none, every = _side("none_of_it"), _side("all_of_it")
    return (not every.isdisjoint(said)) - (not none.isdisjoint(said))


def _side(name: str) -> frozenset[str]:
    return word_set(page("word_meanings")[name])


def _unswapped(told: Mapping[str, set[str]], back: Mapping[str, set[str]]) -> float:
    """The share of what "i" or "you" did that came back as done by the same word.

    "I got up" is given back as "you got up": as "i got up" it is somebody else who did.
    """
    both = told.keys() & back.keys()
    return sum(told[each] == back[each] for each in both) / len(both) if both else 0.0


def _doings(text: Thought) -> dict[str, set[str]]:
    """Stem -> "i" or "you", whoever does it or has it."""
    found: dict[str, set[str]] = {}
    who = ""
    for word, stemmed in zip(text.said, text.stems, strict=True):
        if word in _WHO:
            who = _WHO[word]
        elif stemmed:
            if who:
                found.setdefault(stemmed, set()).add(who)
            who = ""
        elif word in _OTHERS:
            who = ""
    return found
