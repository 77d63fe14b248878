"""Whether a reply gives a point back, misses it, or turns it into its contrary."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple, get_args

from voice_coach.listening.phrasebook import page
from voice_coach.listening.polarity import denies, polarities
from voice_coach.listening.stems import SHORTEST, content, stem, weight

Verdict = Literal["covered", "missed", "opposite"]

Kind = Literal["agrees", "denied_alike", "untold", "denied", "contrary"]
"""How a word came back: said alike, denied in both, none can tell, denied in one of them, or by its
contrary.
Of a word that came back several times the kindest counts, in this order."""

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

MOST_MENTIONS = 20
"""Places of one word that are looked at: beyond them a text only repeats itself."""

TINY = 1e-9
"""What a sum of weights may be off by."""

_PREFIXES = ("un", "dis", "in", "im", "ir")


class Thought:
    """A text reduced to what it means: stems, and whether each is said, denied or wished for."""

    def __init__(self, said: Sequence[str]) -> None:
        stems = content(said)
        signs = polarities(said)
        self.length = len(said)
        self.mentions: dict[str, list[tuple[int, int]]] = {}
        """Stem -> where it stands and its polarity, `MOST_MENTIONS` at most."""
        self._roots: dict[str, str] = {}
        for at, stemmed in enumerate(stems):
            if stemmed and not denies(said, at):
                mentions = self.mentions.setdefault(stemmed, [])
                if len(mentions) < MOST_MENTIONS:
                    mentions.append((at, signs[at]))
                if len(stemmed) >= ROOT:
                    self._roots.setdefault(stemmed[:ROOT], stemmed)

    def alike(self, stemmed: str) -> str | None:
        """The stem here that means the same: itself, or one of the same root."""
        if stemmed in self.mentions:
            return stemmed
        return self._roots.get(stemmed[:ROOT])

    def contrary(self, stemmed: str) -> str | None:
        """A stem here that means the opposite."""
        return next((each for each in contraries(stemmed) if each in self.mentions), None)

    def knows(self, stemmed: str) -> bool:
        """Whether this text speaks of it, for or against."""
        return bool(self.alike(stemmed) or self.contrary(stemmed))


class _Match(NamedTuple):
    """One meaning of the point, found in the reply at a word."""

    at: int
    stem: str
    weight: float
    kind: Kind


def judge_point(point: Thought, reply: Thought) -> tuple[Verdict, float]:
    """The verdict on one point, and how much of it came back, in [0, 1].

    Looks for the stretch of the reply, a little longer than the point, that holds most of it.
    """
    total = sum(map(weight, point.mentions))
    if not total:
        return "covered", 1.0
    stretch = _best_stretch(_matches(point, reply), point.length + SLACK)
    found = sum({match.stem: match.weight for match in stretch}.values())
    if found < COVERED * total:
        return "missed", found / total
    return ("opposite" if _turned(stretch) >= TURNED else "covered"), found / total


@lru_cache(maxsize=4096)
def contraries(stemmed: str) -> tuple[str, ...]:
    """The stems that mean the opposite: from the list, and by "un-" and its like."""
    listed = sorted(_opposites().get(stemmed, frozenset()))
    bare = [stemmed[len(each) :] for each in _PREFIXES if stemmed.startswith(each)]
    added = [each + stemmed for each in _PREFIXES]
    return (*listed, *added, *(each for each in bare if len(each) > SHORTEST))


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
    """The matches within so many words that hold the most meaning."""
    best, best_first = 0.0, 0
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
            best, best_first = found, first
    end = matches[best_first].at + width if matches else 0
    return [match for match in matches[best_first:] if match.at < end]


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
