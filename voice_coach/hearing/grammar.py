"""Which spoken or typed phrase means what, and which everyday words sound like one."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files


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


@cache
def competitors(language: str = "en") -> dict[str, tuple[str, ...]]:
    """Phrase -> everyday words that sound like it, nearest first (`benchmarks/competitors.py`)."""
    path = files("voice_coach") / "phrases" / language / "competitors.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return {phrase: tuple(words) for phrase, words in table.items()}
