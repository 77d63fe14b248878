"""Our own labelled sentences, and the third of them that is kept aside while weights are tuned."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32

SENTENCES = Path(__file__).parent.parent / "tests" / "listening" / "sentences"

ACT_FILES = ("act_counsel", "act_couple", "act_messy", "act_short", "act_clinic")


def kept_aside(text: str) -> bool:
    """Whether a sentence belongs to the third that nobody looks at while tuning.

    Decided by the text alone, so that a sentence stays on its side when others are added. All
    replies to one turn, and all verdicts on one point, stay together.
    """
    return crc32(text.encode()) % 3 == 0


def read(name: str) -> dict[str, Any]:
    """One file of sentences."""
    return tomllib.loads((SENTENCES / f"{name}.toml").read_text(encoding="utf-8"))


def lines(name: str, *, aside: bool) -> list[tuple[str, Any]]:
    """(label, entry) of the files whose entries are lists under a label; one side of the split."""
    return [
        (label, entry)
        for label, entries in read(name).items()
        for entry in entries
        if not isinstance(entry, dict) and kept_aside(key(entry)) == aside
    ]


def several_points(*, aside: bool) -> list[dict[str, Any]]:
    """Turns with more than one point; one side of the split."""
    return [turn for turn in read("coverage")["several"] if kept_aside(turn["said"]) == aside]


def act_pairs(*, aside: bool) -> list[tuple[str, str, str]]:
    """(kind of reply, said, reply); one side of the split."""
    return [
        (kind, turn["said"], reply)
        for name in ACT_FILES
        for turn in read(name)["turn"]
        if kept_aside(turn["said"]) == aside
        for kind, replies in turn.items()
        if kind != "said"
        for reply in replies
    ]


def key(entry: str | list[Any]) -> str:
    """What an entry is split by: its text, or the first of its parts."""
    return entry if isinstance(entry, str) else str(entry[0])


def counted(entries: Iterable[tuple[str, Any]]) -> dict[str, int]:
    """How many entries a label has."""
    counts: dict[str, int] = {}
    for label, *_ in entries:
        counts[label] = counts.get(label, 0) + 1
    return counts


@cache
def vocabulary() -> tuple[str, ...]:
    """Every word of the replies and turns, sorted: what a word may be misheard as."""
    texts = [
        text for aside in (False, True) for _, *pair in act_pairs(aside=aside) for text in pair
    ]
    return tuple(sorted({word for text in texts for word in text.split()}))
