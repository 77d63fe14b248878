"""Whether a reply gives a point back, misses it, or turns it into its contrary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal, NamedTuple

from voice_coach.listening.phrasebook import page
from voice_coach.listening.polarity import denies, polarities
from voice_coach.listening.stems import content, stem, weight

Verdict = Literal["covered", "missed", "opposite"]

COVERED = 0.4
"""Share of a point's meaning that must come back for it to count as covered."""

TURNED = 0.3
"""Share of what came back that must be turned round for it to count as the opposite: without this
rule nearly every contradicted point passes for a covered one."""

CONTRARY = 1.5
"""How much a contrary word ("early" for "late") counts against a "not" in one text only."""

SLACK = 6
"""Words a reply may use more than the point did, in saying the same."""

ROOT = 5
"""Letters two words of one root share at least: "criticised" and "critical"."""

_PREFIXES = ("un", "dis", "in", "im", "ir")


class Thought(NamedTuple):
    """A text reduced to what it means: per word a stem, if it has one, and a polarity."""

    stems: tuple[str | None, ...]
    signs: tuple[int, ...]


def thought(said: Sequence[str]) -> Thought:
    """Reduce words to stems with their polarity."""
    stems = content(said)
    for index in range(len(said)):
        if denies(said, index):
            stems[index] = None
    return Thought(tuple(stems), tuple(polarities(said)))


class _Match(NamedTuple):
    """One meaning of the point, found in the reply at a word."""

    at: int
    stem: str
    weight: float
    kind: Literal["agrees", "denied_alike", "denied", "contrary"]
    """Said alike, denied in both, denied in one of them only, or its contrary said."""


def judge_point(point: Thought, reply: Thought) -> tuple[Verdict, float]:
    """The verdict on one point, and how much of it came back, in [0, 1].

    Looks for the stretch of the reply, a little longer than the point, that holds most of it.
    """
    wanted = {stemmed: weight(stemmed) for stemmed in point.stems if stemmed}
    total = sum(wanted.values())
    if not total:
        return "covered", 1.0
    found, turned = _best_stretch(_matches(point, reply, wanted), len(point.stems) + SLACK)
    if found < COVERED * total:
        return "missed", found / total
    return ("opposite" if turned >= TURNED * found else "covered"), found / total


def knows(stemmed: str, source: frozenset[str]) -> bool:
    """Whether a stem, its root or its contrary is among others."""
    return (
        stemmed in source
        or stemmed[:ROOT] in {each[:ROOT] for each in source if len(each) >= ROOT}
        or not source.isdisjoint(contraries(stemmed))
    )


def contraries(stemmed: str) -> frozenset[str]:
    """The stems that mean the opposite: from the list, and by "un-" and its like."""
    return _opposites().get(stemmed, frozenset()) | _prefixed(stemmed)


def _matches(point: Thought, reply: Thought, wanted: Mapping[str, float]) -> list[_Match]:
    """Every word of the reply that takes up a word of the point, in order."""
    signs: dict[str, set[int]] = {}
    for stemmed, sign in zip(point.stems, point.signs, strict=True):
        if stemmed:
            signs.setdefault(stemmed, set()).add(sign)
    roots = {stemmed[:ROOT]: stemmed for stemmed in signs if len(stemmed) >= ROOT}
    against = {each: stemmed for stemmed in signs for each in contraries(stemmed)}
    found = []
    for at, (stemmed, sign) in enumerate(zip(reply.stems, reply.signs, strict=True)):
        if not stemmed:
            continue
        meant = stemmed if stemmed in signs else roots.get(stemmed[:ROOT])
        contrary = meant is None and stemmed in against
        if contrary:
            meant, sign = against[stemmed], -sign
        if meant is not None:
            kind = _kind(sign, signs[meant], contrary=contrary)
            found.append(_Match(at, meant, wanted[meant], kind))
    return found


def _kind(
    sign: int, said: set[int], *, contrary: bool
) -> Literal["agrees", "denied_alike", "denied", "contrary"]:
    if sign == 0 or 0 in said:
        return "agrees"
    if sign in said:
        return "denied_alike" if sign < 0 and not contrary else "agrees"
    return "contrary" if contrary else "denied"


def _best_stretch(matches: Sequence[_Match], width: int) -> tuple[float, float]:
    """(meaning found, part of it turned round) in the stretch that holds the most."""
    best = (0.0, 0.0)
    counts: dict[str, int] = {}
    first, found = 0, 0.0
    for last, match in enumerate(matches):
        counts[match.stem] = counts.get(match.stem, 0) + 1
        found += match.weight if counts[match.stem] == 1 else 0.0
        while matches[first].at <= match.at - width:
            gone = matches[first]
            counts[gone.stem] -= 1
            found -= gone.weight if not counts[gone.stem] else 0.0
            first += 1
        if found >= best[0]:
            turned = _turned(matches[first : last + 1])
            if found > best[0] or turned < best[1]:
                best = (found, turned)
    return best


def _turned(matches: Sequence[_Match]) -> float:
    """How much of a stretch says the contrary.

    A contrary word is plain. A denial in one text only may be a matter of how far "not" reaches:
    it counts when it clearly outweighs what both deny alike.
    """
    kinds: dict[str, set[str]] = {}
    weights = {match.stem: match.weight for match in matches}
    for match in matches:
        kinds.setdefault(match.stem, set()).add(match.kind)
    sums = dict.fromkeys(("agrees", "denied_alike", "denied", "contrary"), 0.0)
    for stemmed, seen in kinds.items():
        kind = next(each for each in sums if each in seen)
        sums[kind] += weights[stemmed]
    denied = sums["denied"] if sums["denied"] > 2 * sums["denied_alike"] else 0.0
    return CONTRARY * sums["contrary"] + denied


@cache
def _opposites() -> dict[str, frozenset[str]]:
    """Stem -> stems of the other side."""
    table: dict[str, frozenset[str]] = {}
    for sides in page("word_meanings")["opposite"]:
        one, other = (frozenset(map(stem, side.split())) for side in sides)
        for here, there in ((one, other), (other, one)):
            for stemmed in here:
                table[stemmed] = table.get(stemmed, frozenset()) | (there - {stemmed})
    return table


def _prefixed(stemmed: str) -> frozenset[str]:
    """Prefixed forms: fair and unfair."""
    bare = {stemmed[len(each) :] for each in _PREFIXES if stemmed.startswith(each)}
    return frozenset({each + stemmed for each in _PREFIXES} | {b for b in bare if len(b) > 3})
