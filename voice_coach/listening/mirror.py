"""Whether a mirror mirrored: the act, the points it gave back, and what it brought in.

Three verdicts and never one number. The speaker is the judge of a mirror; this only helps to say
which part may have been missed.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal

import msgspec

from voice_coach.listening.coverage import Verdict, judge_points
from voice_coach.listening.phrase import Phrases
from voice_coach.listening.phrasebook import page
from voice_coach.listening.points import split_points
from voice_coach.listening.reply_act import act_score, without_opening, without_stems
from voice_coach.listening.stems import content_stems, weight
from voice_coach.listening.thought import Thought
from voice_coach.listening.words import without_stutter, words

Act = Literal["mirror", "other", "unsure"]

MIRROR = 0.5
"""Act score from which a reply is taken for a mirror."""

OTHER = 0.35
"""Act score below which a reply is taken for something else; between the two it is unsure."""

CLEAR_MISS = 0.12
"""A point may be named as missed only if it is no likelier than this that it came back. Of points
that did come back, in fifths left out, one in seventy is below it."""

CONTRADICTED = 0.3
"""What the words that came back are worth where they say the contrary."""

ADDED_WEIGHT = 1.3
"""Meaning a stretch of a reply must hold to be something brought in."""

ADDED_KNOWN = 0.25
"""Share of that meaning the speaker may have said all the same."""


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """One thing the speaker said."""

    text: str
    """In the speaker's own words: a slice of what was said."""
    verdict: Verdict
    score: float
    """How far it came back as it was meant, in [0, 1]."""
    sure: bool = False
    """Of an opposite: whether it is plain enough to be said aloud."""


class Reflection(msgspec.Struct, frozen=True, kw_only=True):
    """What a reply did with what was said."""

    act: Act
    act_score: float
    """In [0, 1]: how much the reply is a mirror, whatever it mirrors."""
    points: tuple[Point, ...]
    """In the order they were said; empty when nothing was said."""
    added: tuple[str, ...]
    """Stretches of the reply about things the speaker had not said."""

    @property
    def clearly_missed(self) -> Point | None:
        """The one point that may be named as missed: the fullest of those that left no trace."""
        missed = [p for p in self.points if p.verdict == "missed" and p.score < CLEAR_MISS]
        return max(missed, key=_fullness, default=None)

    @property
    def contradicted(self) -> Point | None:
        """The first point of which the contrary plainly came back."""
        return next((point for point in self.points if point.sure), None)


def judge_reflection(said: str, reflected: str) -> Reflection:
    """Judge a reply to what somebody said.

    Args:
        said: what the speaker said; any text, best as a recogniser gives it.
        reflected: what the listener answered.
    """
    told, reply = without_stutter(words(said)), without_stutter(words(reflected))
    score = act_score(told, reply)
    return Reflection(
        act="mirror" if score >= MIRROR else "other" if score < OTHER else "unsure",
        act_score=round(score, 4),
        points=_points(said, reply),
        added=_added(Thought(told), reflected),
    )


def _points(said: str, reply: Sequence[str]) -> tuple[Point, ...]:
    """What became of each point; none came back only because "what i heard you say" talks of it."""
    texts = split_points(said)
    told = [Thought(without_stutter(words(text))) for text in texts]
    judged = judge_points(told, Thought(reply))
    bare = without_opening(reply)
    if len(bare) < len(reply):
        again = judge_points(told, Thought(bare))
        judged = [
            without if without.verdict == "missed" else each
            for each, without in zip(judged, again, strict=True)
        ]
    points = []
    for text, (verdict, likely, sure) in zip(texts, judged, strict=True):
        score = likely * CONTRADICTED if verdict == "opposite" else likely
        points.append(Point(text=text, verdict=verdict, score=round(score, 4), sure=sure))
    return tuple(points)


def _added(source: Thought, reflected: str) -> tuple[str, ...]:
    added = []
    for text in split_points(reflected):
        said = words(text)
        brought = content_stems(without_stems(said))
        total = sum(map(weight, brought))
        known = sum(weight(stemmed) for stemmed in brought if source.knows(stemmed))
        belittles = _belittling().found(said) and not _belittling().found(source.said)
        if belittles or (total >= ADDED_WEIGHT and known <= ADDED_KNOWN * total):
            added.append(text)
    return tuple(added)


@cache
def _belittling() -> Phrases:
    """What a listener puts in that makes little of it: "angry over nothing"."""
    return Phrases({"belittles": page("own_talk")["belittles"]})


def _fullness(point: Point) -> float:
    return sum(map(weight, content_stems(words(point.text))))
