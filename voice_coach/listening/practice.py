"""What came back of a practice partner's line, of somebody alone who was asked to say it back.

Judged as any mirror, but for what was said word for word. Between two people that is no mirror:
"I was cross", answered with "I was cross", is another's own story, and blame handed back. A line
that is made up, and was to be said back, came back so.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from difflib import SequenceMatcher
from functools import cache

import msgspec

from voice_coach.listening.mirror import Point, Reflection, judge_reflection
from voice_coach.listening.phrasebook import page, word_set
from voice_coach.listening.slip import Slip, find_slip
from voice_coach.listening.stems import content, content_stems
from voice_coach.listening.words import without_stutter, words

SURELY_BACK = 0.79
"""A point came back plainly enough to be praised aloud.

In fifths left out, one in twenty missed points is as likely, and 70 % of those given back. Of 360
good mirrors of another practice line none is praised as whole, and 9 without this bound; of the 40
of the line itself 16, and 25. It was chosen with these in view.
"""

SHORTEST_QUOTE = 4
"""Words of a point that can be known as quoted: "I felt awful" may be anybody's own. Of the points
of the 40 practice lines, said back word for word, nine in ten are as long; of 1700 points with a
reply that is no mirror one passes for quoted."""

WORD_FOR_WORD = 0.8
"""Share of its words, in their order, from which a point is quoted: small ones are misheard."""

RUN = 2
"""Words that count must stand together: single ones are in any reply."""

BETWEEN = 3
"""Words that somebody may put in, "I really was very much afraid", and words before it in which a
"not" is about it."""


class Practised(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody made of a practice partner's line."""

    line: str
    reflection: Reflection
    slip: Slip | None

    @property
    def given(self) -> tuple[Point, ...]:
        """The points that came back.

        What did something else gave nothing back, whatever its words have in common with the line.
        """
        if self.reflection.act == "other":
            return ()
        return tuple(point for point in self.reflection.points if point.verdict == "covered")

    @property
    def plain(self) -> tuple[Point, ...]:
        """Those that may be praised aloud."""
        return tuple(point for point in self.given if point.score >= SURELY_BACK)

    def caught(self, most: int) -> str:
        """Those, as many as fit into so many words: side by side as they stand in the line."""
        told, end, beside = "", 0, False
        for point in self.reflection.points:
            begun = self.line.index(point.text, end)
            joined = self.line[end:begun] if beside else ", and " if told else ""
            end = begun + len(point.text)
            longer = f"{told}{joined}{point.text}"
            beside = point in self.plain and len(longer.split()) <= most
            told = longer if beside else told
        return told


def judge_practice(line: str, reply: str) -> Practised:
    """Judge what was said back of a practice partner's line.

    Args:
        line: what the practice partner said.
        reply: what came back.
    """
    reflection = judge_reflection(line, reply)
    said = without_stutter(words(reply))
    quotes = [_quoted(words(point.text), said) for point in reflection.points]
    own = [word for at, word in enumerate(said) if not any(at in quote for quote in quotes)]
    if not _taken_over().isdisjoint(own):
        quotes, own = [()] * len(quotes), said
    slip = find_slip(" ".join(own), reflection)
    return Practised(
        line=line,
        reflection=msgspec.structs.replace(
            reflection,
            act="unsure"
            if reflection.act == "other" and any(quotes) and not slip
            else reflection.act,
            points=tuple(
                Point(text=point.text, verdict="covered", score=1.0) if quote else point
                for point, quote in zip(reflection.points, quotes, strict=True)
            ),
        ),
        slip=slip,
    )


def _quoted(told: Sequence[str], said: Sequence[str]) -> Collection[int]:
    """The places in a reply that say a point word for word; empty where it is not quoted.

    Nothing that it is about may be missing, and nothing more or less be denied.
    """
    matcher = SequenceMatcher(None, _stemmed(told), _stemmed(said), autojunk=False)
    runs = [block for block in matcher.get_matching_blocks() if block.size >= RUN]
    if len(told) < SHORTEST_QUOTE or sum(run.size for run in runs) < WORD_FOR_WORD * len(told):
        return ()
    begun, end = runs[0].b, runs[-1].b + runs[-1].size
    missing = content_stems(told) - content_stems(said[begun:end])
    turned = _denials(told) != _denials(said[max(0, begun - BETWEEN) : end])
    return () if missing or turned or end - begun > len(told) + BETWEEN else range(begun, end)


def _stemmed(said: Sequence[str]) -> list[str]:
    return [stemmed or word for word, stemmed in zip(said, content(said), strict=True)]


def _denials(said: Sequence[str]) -> list[str]:
    return [word for word in said if word in word_set(page("word_meanings")["negators"])]


@cache
def _taken_over() -> frozenset[str]:
    """Words that make of another's words one's own: "I was cross too", "no, you never listen"."""
    return word_set(page("own_talk")["taken_over"])
