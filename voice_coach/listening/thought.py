"""A text reduced to what it means, to be compared with another."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from voice_coach.listening.phrasebook import page
from voice_coach.listening.polarity import denies, polarities
from voice_coach.listening.stems import SHORTEST, content, stem

ROOT = 5
"""Letters two words of one root share at least: "criticised" and "critical"."""

MOST_MENTIONS = 20
"""Places of one word that are looked at: beyond them a text only repeats itself."""

_PREFIXES = ("un", "dis", "in", "im", "ir")


class Thought:
    """A text reduced to what it means: stems, and whether each is said, denied or wished for."""

    def __init__(self, said: Sequence[str]) -> None:
        stems = content(said)
        signs = polarities(said)
        self.said = said
        self.stems = stems
        """For each word its stem; None where it carries no meaning."""
        self.signs = signs
        """For each word 1 if it is said, -1 if denied, 0 if that cannot be told."""
        self.places = [at for at, each in enumerate(stems) if each and not denies(said, at)]
        """Where the words stand that carry meaning."""
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


@lru_cache(maxsize=4096)
def contraries(stemmed: str) -> tuple[str, ...]:
    """The stems that mean the opposite: from the list, and by "un-" and its like."""
    listed = sorted(_opposites().get(stemmed, frozenset()))
    bare = [stemmed[len(each) :] for each in _PREFIXES if stemmed.startswith(each)]
    added = [each + stemmed for each in _PREFIXES]
    return (*listed, *added, *(each for each in bare if len(each) > SHORTEST))


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
