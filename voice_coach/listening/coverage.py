"""Whether a reply gives a point back, misses it, or turns it into its contrary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import exp
from typing import Literal, NamedTuple, get_args

from voice_coach.listening.evidence import taken_up, turned_round
from voice_coach.listening.nearness import Meaning, Nearness, nearness
from voice_coach.listening.phrasebook import page, word_set
from voice_coach.listening.stems import weight
from voice_coach.listening.thought import Thought

Verdict = Literal["covered", "missed", "opposite"]

Kind = Literal["agrees", "denied_alike", "untold", "denied", "contrary"]
"""How a word came back: said alike, denied in both, none can tell, denied in one of them, or by its
contrary.
Of a word that came back several times the kindest counts, in this order."""

COVERED = 0.5
"""How likely a point must have come back to count as covered."""

TURNED = 0.25
"""How likely it must have come back as its contrary to count as the opposite: without this nearly
every contradicted point passes for a covered one."""

SURE = 0.7
"""How likely the same must be for it to be said aloud."""

CONTRARY = 1.5
"""How much a contrary word ("early" for "late") counts against a "not" in one text only."""

SLACK = 6
"""Words a reply may use more than the point did, in saying the same."""

BESIDE = 4
"""Words beside what came back in which a "not" may belong to it."""

TINY = 1e-9
"""What a sum of weights may be off by."""


class _Match(NamedTuple):
    """One meaning of the point, found in the reply at a word."""

    at: int
    stem: str
    weight: float
    kind: Kind


class Judged(NamedTuple):
    """What became of a point."""

    verdict: Verdict
    score: float
    """How likely it came back, in [0, 1]."""
    sure: bool = False
    """Of an opposite: whether it may be said aloud."""


class Marks(NamedTuple):
    """What speaks for a point having come back, and for its having come back turned round."""

    taken_up: Mapping[str, float]
    turned_round: Mapping[str, float]


def judge_points(points: Sequence[Thought], reply: Thought) -> list[Judged]:
    """What became of each point of a turn in a reply."""
    return [_judged(marks) for marks in marks_of(points, reply)]


def marks_of(points: Sequence[Thought], reply: Thought) -> Iterator[Marks | None]:
    """The marks of each point in a reply; None for a point without meaning."""
    if not points:
        return
    told, back = [Meaning(point) for point in points], Meaning(reply)
    for point, near in zip(told, nearness(told, back), strict=True):
        yield _marks(point, back, near) if point.text.mentions else None


def _marks(point: Meaning, reply: Meaning, near: Nearness) -> Marks:
    """Looks for the stretch of the reply, a little longer than the point, that holds most of it."""
    stretch = _best_stretch(_matches(point.text, reply.text), len(point.text.said) + SLACK)
    common = sum({match.stem: match.weight for match in stretch}.values())
    found = common / sum(map(weight, point.text.mentions))
    begun, end = (stretch[0].at, stretch[-1].at) if stretch else (0, len(reply.text.said))
    nearby = range(max(0, begun - BESIDE), end + BESIDE + 1)
    return Marks(
        taken_up(point, reply, near, found),
        turned_round(point, reply, near, nearby, _turned(stretch), found)
        | {"turned_first": min(1.0, _turned(_of_first_clause(point.text, stretch)))},
    )


def _of_first_clause(point: Thought, matches: Sequence[_Match]) -> list[_Match]:
    """Those that take up what a point says before its "when" or "because"."""
    openers = word_set(page("word_meanings")["clause_openers"])
    begun = next(iter(point.places), 0)
    end = next((at for at in range(begun, len(point.said)) if point.said[at] in openers), None)
    if end is None:
        return list(matches)
    return [match for match in matches if point.mentions[match.stem][0][0] < end]


def _judged(marks: Marks | None) -> Judged:
    if not marks:
        return Judged("covered", 1.0)
    back = _likelihood("taken_up", marks.taken_up)
    turned = _likelihood("turned_round", marks.turned_round)
    if back < COVERED:
        return Judged("missed", back)
    return Judged("opposite", back, turned >= SURE) if turned >= TURNED else Judged("covered", back)


def _likelihood(name: str, marks: Mapping[str, float]) -> float:
    """A logistic sum of marks, with weights fitted on our own sentences."""
    weights = page("weights")[name]
    total = weights["bias"] + sum(weights[mark] * amount for mark, amount in marks.items())
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


def _matches(point: Thought, reply: Thought) -> list[_Match]:
    """Every word of the reply that takes up a word of the point, in order."""
    found: list[_Match] = []
    for stemmed, said in point.mentions.items():
        signs = {sign for _, sign in said}
        alike = reply.alike(stemmed)
        contrary = None if alike else reply.contrary(stemmed)
        for at, sign in reply.mentions.get(alike or contrary or "", ()):
            kind = _kind(-sign if contrary else sign, signs, contrary=bool(contrary))
            found.append(_Match(at, stemmed, weight(stemmed), kind))
    return sorted(found)


def _kind(sign: int, said: set[int], *, contrary: bool) -> Kind:
    if sign == 0 or said == {0}:
        return "untold"
    if sign in said:
        return "denied_alike" if sign < 0 and not contrary else "agrees"
    return "contrary" if contrary else "denied"


def _best_stretch(matches: Sequence[_Match], width: int) -> Sequence[_Match]:
    """The matches within so many words that hold the most meaning; of several the kindest."""
    best, firsts = 0.0, [0]
    counts: dict[str, int] = {}
    first, found = 0, 0.0
    for match in matches:
        counts[match.stem] = counts.get(match.stem, 0) + 1
        found += match.weight if counts[match.stem] == 1 else 0.0
        while matches[first].at <= match.at - width:
            counts[matches[first].stem] -= 1
            found -= matches[first].weight if not counts[matches[first].stem] else 0.0
            first += 1
        if found > best + TINY:
            best, firsts = found, [first]
        elif found > best - TINY and first > firsts[-1]:
            firsts.append(first)
    return min((_from(matches, each, width) for each in firsts), key=_turned)


def _from(matches: Sequence[_Match], first: int, width: int) -> Sequence[_Match]:
    """The matches within so many words, beginning with this one."""
    end = matches[first].at + width if matches else 0
    return [match for match in matches[first:] if match.at < end]


def _turned(matches: Sequence[_Match]) -> float:
    """The share of a stretch that says the contrary, among the words that say either.

    A contrary word is plain. A denial in one text only may be a matter of how far "not" reaches:
    it counts when it clearly outweighs what both deny alike.
    """
    kinds: dict[str, set[str]] = {}
    weights = {match.stem: match.weight for match in matches}
    for match in matches:
        kinds.setdefault(match.stem, set()).add(match.kind)
    sums = dict.fromkeys(get_args(Kind), 0.0)
    for stemmed, seen in kinds.items():
        kind = next(each for each in sums if each in seen)
        sums[kind] += weights[stemmed]
    denied = sums["denied"] if sums["denied"] > 2 * sums["denied_alike"] else 0.0
    told = sum(sums.values()) - sums["untold"]
    return (CONTRARY * sums["contrary"] + denied) / told if told else 0.0
