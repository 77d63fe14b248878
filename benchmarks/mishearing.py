"""Words misheard as a recogniser mishears them; chosen by the words, so every run is the same."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from zlib import crc32

from benchmarks.labelled import vocabulary

KINDS = ("substituted", "substituted", "substituted", "deleted", "inserted")
"""What happens to a misheard word. Three in five are taken for another word, as is usual for
recognisers of conversational speech; the rest are dropped, or a small word comes in."""

SMALL = ("the", "a", "and", "to", "i", "it", "of", "in", "that", "is")


def misheard(text: str, percent: int) -> str:
    """A text with so many words in a hundred misheard, chosen by the words themselves."""
    heard: list[str] = []
    for index, word in enumerate(text.split()):
        chance = crc32(f"{text} {index}".encode())
        if chance % 100 >= percent:
            heard.append(word)
            continue
        kind = KINDS[chance // 100 % len(KINDS)]
        if kind == "substituted":
            heard.append(_alike(word, chance))
        elif kind == "inserted":
            heard += [word, SMALL[chance // 1000 % len(SMALL)]]
    return " ".join(heard)


def _alike(word: str, chance: int) -> str:
    """Another word that looks much like this one: short words are taken for short ones."""
    nearest = _neighbours(word)
    return nearest[chance // 1000 % len(nearest)]


@cache
def _neighbours(word: str) -> Sequence[str]:
    """The five words of our sentences that share most letter pairs with this one."""
    ranked = sorted(vocabulary(), key=lambda other: (-_likeness(word, other), other))
    return [other for other in ranked if other != word][:5]


def _likeness(one: str, other: str) -> float:
    """Dice's coefficient on pairs of letters, word edges included."""
    pairs, others = _pairs(one), _pairs(other)
    return 2 * len(pairs & others) / (len(pairs) + len(others))


@cache
def _pairs(word: str) -> frozenset[str]:
    edged = f"<{word}>"
    return frozenset(edged[index : index + 2] for index in range(len(edged) - 1))
