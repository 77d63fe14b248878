"""The files of phrases/en: read when first needed, and once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def page(name: str) -> dict[str, Any]:
    """One file of the phrase lists, such as "threat" or "weights"."""
    path = files("voice_coach") / "phrases" / "en" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _split(entries: str) -> frozenset[str]:
    return frozenset(entries.split())


def word_set(entries: str | list[str]) -> frozenset[str]:
    """A list of words written as one text, or as a list of texts."""
    return _split(entries if isinstance(entries, str) else " ".join(entries))


def lines(name: str) -> list[str]:
    """The lines of a table beside the phrase lists, without its comments."""
    path = files("voice_coach") / "phrases" / "en" / f"{name}.txt"
    return [each for each in path.read_text(encoding="utf-8").splitlines() if each[:1] != "#"]
