"""The marks of a point that came back, and of one that came back turned round, each about 0 to 1.

Words need not be the same: how near two are is read from their vectors. What a reply says that no
other point explains is likely to be this one, in other words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np

from voice_coach.listening.meanings import can_be_same, contraries
from voice_coach.listening.nearness import AROUND, Meaning, Nearness, Table
from voice_coach.listening.phrasebook import page, word_set
from voice_coach.listening.stems import weight

CLEARLY = 0.1
"""How much nearer one point must be to a word than another to claim it."""

AGREEING = 3
"""Of those, how many must be the same."""

MOSTLY = 0.5
"""Share of a point from which it counts as said alike where nothing of it was turned."""

WHOLLY = 0.95
"""Share from which it was said with its own words."""

WINDOW = 20
"""Words of a reply in which a point must be, beside its own length."""

TINY = 1e-9
"""Keeps a share of nothing from being a division by nothing."""

MOODY = 2.0
"""How soon words are taken for good or bad."""


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
        "like": near.like[0],
        "like_part": near.like[1],
        "like_most": near.like[2],
        "like_other": near.like[3],
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
    end = reply.places[-1] + 1 if reply.places else 0
    for begun in range(0, max(1, end - width // 2), width // 2):
        first = bisect_left(reply.places, begun)
        last = bisect_left(reply.places, begun + width)
        near = rows[:, first:last].max(axis=1, initial=0.0)
        best = max(best, float(point.heft @ near))
    return best


def turned_round(
    point: Meaning, reply: Meaning, near: Nearness, nearby: range, turned: float, found: float
) -> dict[str, float]:
    """The marks of a point that came back as its contrary.

    Args:
        point: what was said.
        reply: what came back.
        near: how near the two are.
        nearby: the words of the reply that are about the point.
        turned: the share of the words in common that say the contrary.
        found: the share of the point's words that came back.
    """
    about = slice(nearby.start, nearby.stop)
    denied, back_denied = -1 in point.text.signs, -1 in reply.text.signs[about]
    back_said = reply.text.said[about]
    sided = _sided(point.text.said, back_said)
    exchanged, opposed, agreed = _exchanged(point, reply)
    agreed = agreed or (not turned and found >= MOSTLY)
    mood = _tone(point.moods) * _tone(reply.moods[about])
    parity = float(denied != back_denied and not agreed)
    opposed = max(opposed, _amounts_turned(point.text.said, back_said))
    unswapped = _unswapped(point.doings, reply.doings)
    moved = _moved(point.doings, reply.doings)
    seen = (turned, exchanged, opposed, parity, unswapped, moved, sided)
    told_alike = found >= WHOLLY and not any(seen)
    like = 0.0 if told_alike else max(0.0, near.like[1])
    return {
        "like": like,
        "mood_turned": max(0.0, -mood),
        "mood_kept": max(0.0, mood),
        "mood_like": max(0.0, -mood) * like,
        "parity": parity,
        "parity_like": parity * like,
        "turned": min(1.0, turned),
        "turned_plainly": min(1.0, turned) * found,
        "exchanged": exchanged,
        "opposed": opposed,
        "unswapped": unswapped,
        "moved": moved,
        "sided": sided,
        "sided_like": sided * like,
    }


def _tone(moods: Table) -> float:
    """Whether words tell of good or of bad, -1 to 1."""
    return float(np.tanh(MOODY * moods.sum()))


def _exchanged(point: Meaning, reply: Meaning) -> tuple[float, float, bool]:
    """Three marks of the words that have no part in the other text.

    Whether one stands where another stood, all around it being equal; whether one is the contrary
    of another; whether one is a contrary that is denied, and so means the same.
    """
    exchanged, opposed, agreed = 0.0, 0.0, False
    told, back = point.text, reply.text
    for at in point.places:
        here = told.stems[at] or ""
        if back.alike(here):
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
            if count < AGREEING or told.alike(put) or not _say_much(here, put):
                continue
            known = point.all_vectors[at].any() and reply.all_vectors[there].any()
            if known and not (can_be_same(here, put) or put.startswith(here)):
                exchanged = 1.0
    return exchanged, opposed, agreed


def _say_much(*stems: str) -> bool:
    """Whether none is a light word: "took" for "got" changes nothing."""
    return all(weight(each) == 1 for each in stems)


def _amounts_turned(told: Sequence[str], back: Sequence[str]) -> float:
    """1 where one text says "never" or "nobody" and the other "always" or "everybody" for it."""
    none, every = (word_set(page("word_meanings")[name]) for name in ("none_of_it", "all_of_it"))
    one, other = set(told) - set(back), set(back) - set(told)
    return float(bool((one & none and other & every) or (one & every and other & none)))


def _sided(told: Sequence[str], back: Sequence[str]) -> float:
    """1 where a small word came back as its contrary: "moved in" as "moved out"."""
    one, other = set(told) - set(back), set(back) - set(told)
    return float(
        any(
            (here & one and there & other) or (there & one and here & other)
            for here, there in _sides()
        )
    )


@cache
def _sides() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """Small words, and their contraries."""
    return tuple(
        (word_set(here), word_set(there)) for here, there in page("word_meanings")["small_opposite"]
    )


def _moved(told: Mapping[str, set[str]], back: Mapping[str, set[str]]) -> float:
    """The share of what "i" or "you" did that came back as done by something else."""
    both = [each for each in told.keys() & back.keys() if "it" not in told[each]]
    return sum(back[each] == {"it"} for each in both) / len(both) if both else 0.0


def _unswapped(told: Mapping[str, set[str]], back: Mapping[str, set[str]]) -> float:
    """The share of what "i" or "you" did that came back as done by the same word.

    "I got up" is given back as "you got up": as "i got up" it is somebody else who did.
    """
    both = [each for each in told.keys() & back.keys() if not told[each] == {"it"} == back[each]]
    return sum(told[each] == back[each] for each in both) / len(both) if both else 0.0
