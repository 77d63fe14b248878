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

LENGTH = 127.0
"""Length of a stored vector; they are whole numbers."""

Matrix = NDArray[np.float64]


def vectors(said: Sequence[str]) -> Matrix:
    """A row of length 1 for each word, or of zeros for a word that is not known."""
    table = _book()
    return np.array(table["vectors"][[_number().get(word, -1) for word in said]]) / LENGTH


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
def _book() -> Mapping[str, Any]:
    with as_file(files("voice_coach") / "meanings" / "en.npz") as path, np.load(path) as book:
        found = {name: book[name] for name in book.files}
    blank = np.zeros((1, found["vectors"].shape[1]), dtype=np.int8)
    return {**found, "vectors": np.concatenate([found["vectors"], blank])}
