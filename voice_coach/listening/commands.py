"""Which spoken or typed phrase means what, and when a hit of the recogniser may be believed.

A command counts only when it stands alone: the whole of a stretch of speech bounded by silence is
one phrase, and nothing else. "We never get a pause" is talk, "pause" is a command.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Protocol

import msgspec

from voice_coach.core.meanings import SAFE_WORDS

MIN_CONFIDENCE = 0.9
"""Lowest word confidence believed. With coach-en it keeps 59 of 63 right hits and no wrong one
(docs/models.md); with the full model confidence says little, and the open decoder must agree."""


MIN_ANSWER_CONFIDENCE = 0.7
"""The same for an answer to a question just put: it is expected, and asked again if missed."""


class HeardWord(Protocol):
    """What is needed of a recognised word."""

    @property
    def text(self) -> str:
        """The word, or a whole phrase the model knows as one."""

    @property
    def confidence(self) -> float:
        """In [0, 1]."""


class Command(msgspec.Struct, frozen=True, kw_only=True):
    """A phrase that was heard and believed."""

    meaning: str
    phrase: str
    confidence: float


class CommandPhrases:
    """The phrase table: spoken and typed phrases by meaning."""

    def __init__(self, spoken: dict[str, list[str]], typed: dict[str, list[str]]) -> None:
        self._spoken = spoken
        self._typed = typed

    @staticmethod
    @cache
    def load(language: str = "en") -> CommandPhrases:
        """The table that comes with the project."""
        path = files("voice_coach") / "phrases" / language / "commands.toml"
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        return CommandPhrases(
            {meaning: entry["spoken"] for meaning, entry in table.items()},
            {meaning: entry.get("typed", []) for meaning, entry in table.items()},
        )

    @property
    def meanings(self) -> tuple[str, ...]:
        """Every meaning in the table."""
        return tuple(self._spoken)

    def spoken(self, meanings: Iterable[str]) -> dict[str, str]:
        """Spoken phrase -> meaning, for these meanings in their order of precedence.

        A meaning that is not in the table is an exercise's own answer, and is said as it is spelt.
        """
        found: dict[str, str] = {}
        for meaning in meanings:
            for phrase in self._spoken.get(meaning, [meaning.lower()]):
                found.setdefault(phrase, meaning)
        return found

    def meaning_of_text(self, text: str, meanings: Iterable[str]) -> str | None:
        """What a whole typed line means among these meanings; None if it is talk."""
        said = plain(text)
        wanted = list(meanings)
        phrases = self.spoken(wanted)
        for meaning in wanted:
            for phrase in self._typed.get(meaning, []):
                phrases.setdefault(phrase, meaning)
        return phrases.get(said)


def plain(text: str) -> str:
    """Text as a recogniser gives it: lower case, no punctuation but apostrophes."""
    return " ".join(re.sub(r"[^\w' ]", " ", text.lower().replace("’", "'")).split())


def interpret(
    words: Sequence[HeardWord],
    phrases: dict[str, str],
    *,
    open_text: str | None = None,
    answering: bool = False,
) -> Command | None:
    """Decide whether a stretch of speech bounded by silence was a command.

    Args:
        words: what the closed grammar made of the whole stretch, unknown speech included.
        phrases: phrase -> meaning, for what counts now.
        open_text: what an open decoder made of the same stretch, if one ran. It must not hold
            clearly more than the phrase: talk that ends in a command word is talk.
        answering: a question was just put; its answers are believed sooner than safe words are.
    """
    if not words:
        return None
    said = " ".join(word.text for word in words)
    meaning = phrases.get(said)
    confidence = min(word.confidence for word in words)
    expected = answering and meaning not in SAFE_WORDS
    if meaning is None or confidence < (MIN_ANSWER_CONFIDENCE if expected else MIN_CONFIDENCE):
        return None
    if open_text is not None and len(open_text.split()) > len(said.split()) + 1:
        return None
    return Command(meaning=meaning, phrase=said, confidence=confidence)
