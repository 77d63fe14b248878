"""Which spoken or typed phrase means what, and when a hit of the recogniser may be believed.

A command counts only when it stands alone: the whole of a stretch of speech bounded by silence is
one phrase, and nothing else. "We never get a pause" is talk, "pause" is a command.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Protocol

import msgspec

from voice_coach.signal.units import samples

MIN_CONFIDENCE = 0.8
"""Lowest word confidence believed of a command of one word that nobody asked for. Of half an hour
of talk, sounds and near-miss words none passed it (`benchmarks/false_commands.py`); 0.9 would lose
one real command in fourteen. It means something with coach-en only (docs/models.md)."""

MIN_EXPECTED_CONFIDENCE = 0.6
"""The same for what was asked for, an answer or a grammar of few words: it is expected, and asked
again if missed. Also for a phrase of several words, which little else sounds like."""

SHORTEST = samples(0.18)
"""Samples a command word lasts at least; the shortest of 108 real ones lasted 0.30 s."""

MAX_REST = samples(0.6)
"""Samples of a stretch that the phrase may leave unexplained: breath and room, at most 0.49 s in
120 real commands. Crying, music and talk go on for seconds."""


class HeardWord(Protocol):
    """What is needed of a recognised word."""

    @property
    def text(self) -> str:
        """The word, or a whole phrase the model knows as one."""

    @property
    def start(self) -> int:
        """Its first sample."""

    @property
    def end(self) -> int:
        """One past its last sample."""

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

    def with_phrases(self, meaning: str, phrases: Iterable[str]) -> CommandPhrases:
        """The same table with more spoken phrases of a meaning."""
        spoken = self._spoken | {meaning: [*self._spoken.get(meaning, []), *phrases]}
        return CommandPhrases(spoken, self._typed)

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
        if rated := OUT_OF_TEN.match(text.strip()):
            said = rated[1]
        return phrases.get(said) or {bare(each): m for each, m in phrases.items()}.get(bare(said))


OUT_OF_TEN = re.compile(r"(\d+) ?(?:/|out of|of) ?10$", re.IGNORECASE)
"""How people write a number from nought to ten."""


def bare(text: str) -> str:
    """A phrase as people type it in a hurry: without apostrophes."""
    return text.replace("'", "")


def plain(text: str) -> str:
    """Text as a recogniser gives it: lower case, no punctuation but apostrophes."""
    return " ".join(re.sub(r"[^\w' ]", " ", text.lower().replace("’", "'")).split())


def interpret(
    words: Sequence[HeardWord],
    phrases: dict[str, str],
    *,
    voiced: int,
    expected: Collection[str] = (),
) -> Command | None:
    """Decide whether a stretch of speech bounded by silence was a command.

    Args:
        words: what the closed grammar made of the whole stretch, unknown speech included.
        phrases: phrase -> meaning, for what counts now.
        voiced: how long the stretch was, in samples.
        expected: the meanings that were asked for; they are believed sooner than others are.
    """
    said = " ".join(word.text for word in words)
    meaning = phrases.get(said)
    if not words or meaning is None:
        return None
    confidence = min(word.confidence for word in words)
    likely = meaning in expected or " " in said
    if confidence < (MIN_EXPECTED_CONFIDENCE if likely else MIN_CONFIDENCE):
        return None
    lasted = words[-1].end - words[0].start
    if lasted < SHORTEST or voiced > lasted + MAX_REST:
        return None
    return Command(meaning=meaning, phrase=said, confidence=confidence)


def is_talk(command: Command, open_text: str) -> bool:
    """Whether an open decoder heard clearly more than the command in the same stretch.

    Its words need not be the command's: on a word alone it is the weaker of the two.
    """
    return len(open_text.split()) > len(command.phrase.split()) + 1
