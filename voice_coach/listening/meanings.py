"""What common English words mean: how near they are, which can mean the same, which the contrary.

Read from voice_coach/meanings/en.npz, whose README gives its sources.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import as_file, files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from voice_coach.listening.stems import stem

SIZE = 64
"""Numbers a word has."""

MOST = 127
"""The stored number of a word that is as good as can be."""

TINY = 1e-9
"""Keeps nothing from being divided by nothing."""

Matrix = NDArray[np.float64]


def vectors(said: Sequence[str]) -> Matrix:
    """A row for each word: the longer, the more it says; zeros for a word that is not known.

    The sum of the rows of a sentence tells what it is about.
    """
    return _table()[[_number().get(word, -1) for word in said]]


def alike(rows: Matrix) -> Matrix:
    """The rows, each of length 1 (or 0): how near two of them are is then their product."""
    lengths: Matrix = np.sqrt((rows * rows).sum(axis=-1, keepdims=True))
    return rows / np.maximum(TINY, lengths)


def moods(said: Sequence[str]) -> Matrix:
    """How good or bad each word is, from -1 to 1; 0 for a word that is not known."""
    table = _book()["mood"]
    return np.array([table[at] if at is not None else 0 for at in map(_number().get, said)]) / MOST


def can_be_same(one: str, other: str) -> bool:
    """Whether two stems have a meaning in common, by the dictionary."""
    return other in _related("same").get(one, _NONE)


def contraries(stemmed: str) -> frozenset[str]:
    """The stems of the opposites of a stem, by the dictionary."""
    return _related("contrary").get(stemmed, _NONE)


_NONE: frozenset[str] = frozenset()


@cache
def _related(name: str) -> Mapping[str, frozenset[str]]:
    stems = [stem(word) for word in _number()]
    found: dict[str, set[str]] = {}
    for one, other in _book()[name].tolist():
        found.setdefault(stems[one], set()).add(stems[other])
        found.setdefault(stems[other], set()).add(stems[one])
    return {stemmed: frozenset(others - {stemmed}) for stemmed, others in found.items()}


@cache
def _number() -> Mapping[str, int]:
    """Word -> its row; the last row, of zeros, is for all others."""
    return {word: at for at, word in enumerate(str(_book()["words"]).split(" "))}


@cache
def _table() -> Matrix:
    rows = _book()["vectors"].astype(float)
    return np.concatenate([rows, np.zeros((1, rows.shape[1]))])


@cache
def _book() -> Mapping[str, Any]:
    with as_file(files("voice_coach") / "meanings" / "en.npz") as path, np.load(path) as book:
        return {name: book[name] for name in book.files}
