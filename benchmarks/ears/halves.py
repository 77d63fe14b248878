"""Which people and sources thresholds may be tuned on, and which are kept aside."""

from __future__ import annotations

from collections import Counter
from typing import Literal
from zlib import crc32

from benchmarks.recordings import Recording

Half = Literal["tuned", "aside"]
HALVES: tuple[Half, ...] = ("tuned", "aside")

BIT = 22
"""The bit of the checksum that decides. Chosen before anything was measured: it halves the 70 clips
of ten words, and puts one of two speakers of digits and one of two readers on each side."""


def half(source: str) -> Half:
    """The half a speaker, or a file whose speaker is not known, belongs to."""
    return HALVES[crc32(source.encode()) >> BIT & 1]


def people(recordings: list[Recording], most: int | None) -> list[Recording]:
    """The recordings of the first so many sources of each half, in the order they come; all: None.

    Two of the same person are one source.
    """
    allowed: dict[Half, list[str]] = {each: [] for each in HALVES}
    for recording in recordings:
        sources = allowed[half(recording.source)]
        if recording.source not in sources and (most is None or len(sources) < most):
            sources.append(recording.source)
    return [each for each in recordings if each.source in allowed[half(each.source)]]


class Tally:
    """So many of so many, ours and the bare recogniser's, for each half and each kind."""

    def __init__(self) -> None:
        self._of: Counter[tuple[str, Half]] = Counter()
        self._right: Counter[tuple[str, Half, str]] = Counter()
        self._kinds: dict[str, None] = {}

    def count(self, kind: str, source: str, **right: bool) -> None:
        """One more of a kind, and whether each way of hearing was right about it."""
        self._kinds[kind] = None
        self._of[kind, half(source)] += 1
        for way, is_right in right.items():
            self._right[kind, half(source), way] += is_right

    def of(self, kind: str) -> int:
        """How many there were of a kind, both halves together."""
        return sum(self._of[kind, name] for name in HALVES)

    def total(self, kind: str, way: str) -> int:
        """How many of them a way of hearing was right about, both halves together."""
        return sum(self._right[kind, name, way] for name in HALVES)

    def lines(self) -> list[str]:
        """One line a kind: what each way made of each half."""
        ways = sorted(
            {way for _, _, way in self._right}, key=["ours", "unsure", "words", "bare"].index
        )
        return [
            f"  {kind:<34}"
            + "   ".join(
                f"{way} "
                + " ".join(
                    f"{name} {_share(self._right[kind, name, way], self._of[kind, name])}"
                    for name in HALVES
                )
                for way in ways
            )
            for kind in self._kinds
        ]


def _share(right: int, of: int) -> str:
    return f"{right:>3}/{of:<3} {100 * right / of:5.1f} %" if of else "  -          "
