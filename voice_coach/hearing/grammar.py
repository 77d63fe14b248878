"""What people say to the coach and what it means, and which everyday words sound like it.

A command counts only when it stands alone: the whole of a stretch of speech bounded by silence is a
request and what people wrap around one. "We never get a pause" is talk, "can we pause, please" is a
command (`listening/request.py`).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files

import msgspec

from voice_coach.listening.request import meaning_of
from voice_coach.listening.vocabulary import known_meanings, plain_phrases, wrapped_phrases


class Grammar(msgspec.Struct, frozen=True, kw_only=True):
    """What a closed recogniser listens for, and what its words mean."""

    phrases: frozenset[str]
    meaning_of: Callable[[Sequence[str]], str | None]
    """What the words of a whole stretch of speech mean; None if they are talk."""

    @staticmethod
    def of(phrases: Mapping[str, str]) -> Grammar:
        """These phrases and nothing else, each with its meaning."""
        return Grammar(
            phrases=frozenset(phrases),
            meaning_of=lambda words: phrases.get(" ".join(words)),
        )


class CommandPhrases:
    """What people say to the coach, for a recogniser that knows no other words, and what it means.

    Args:
        more: further phrases of a meaning, as they are said.
    """

    def __init__(self, more: Mapping[str, Sequence[str]] | None = None) -> None:
        self._more = dict(more or {})

    @staticmethod
    @cache
    def load() -> CommandPhrases:
        """The phrases that come with the project."""
        return CommandPhrases()

    def with_phrases(self, meaning: str, phrases: Iterable[str]) -> CommandPhrases:
        """The same with more phrases of a meaning."""
        return CommandPhrases({**self._more, meaning: [*self._more.get(meaning, ()), *phrases]})

    @property
    def meanings(self) -> tuple[str, ...]:
        """Every meaning there are phrases for."""
        return known_meanings()

    def spoken(self, meanings: Iterable[str]) -> dict[str, str]:
        """Spoken phrase -> meaning, for these meanings in their order of precedence.

        A meaning that is not in the phrase lists is an exercise's own answer, said as it is spelt.
        """
        found: dict[str, str] = {}
        for meaning in meanings:
            for phrase in (*plain_phrases(meaning), *self._more.get(meaning, ())):
                found.setdefault(phrase, meaning)
        return found

    def wrapped(self, meanings: Collection[str]) -> Grammar:
        """What people say around these phrases, and the other words they have for them."""
        return Grammar(
            phrases=frozenset(wrapped_phrases(meanings)),
            meaning_of=lambda words: self.meaning_of_words(words, meanings),
        )

    def meaning_of_words(self, words: Sequence[str], meanings: Collection[str]) -> str | None:
        """What the words of a whole stretch of speech mean among these; None if it is talk.

        Args:
            words: as such a recogniser gave them, speech it did not know included as "[unk]".
            meanings: what counts now.
        """
        said = " ".join(words)
        return self._own(said, meanings) or meaning_of(said, meanings, closed=True)

    def meaning_of_text(self, text: str, meanings: Collection[str]) -> str | None:
        """What a line, typed or transcribed, means among these meanings; None if it is talk."""
        return self._own(plain(text), meanings) or meaning_of(text, meanings)

    def _own(self, said: str, meanings: Collection[str]) -> str | None:
        return next(
            (each for each in self._more if each in meanings and said in self._more[each]), None
        )


def plain(text: str) -> str:
    """Text as a recogniser gives it: lower case, no punctuation but apostrophes."""
    return " ".join(re.sub(r"[^\w' ]", " ", text.lower().replace("’", "'")).split())


@cache
def competitors(language: str = "en") -> dict[str, tuple[str, ...]]:
    """Phrase -> everyday words that sound like it, nearest first (`benchmarks/competitors.py`)."""
    path = files("voice_coach") / "phrases" / language / "competitors.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return {phrase: tuple(words) for phrase, words in table.items()}


def with_rivals(grammar: Grammar, can_hear: Callable[[str], bool]) -> frozenset[str]:
    """What a grammar listens for, and the everyday words that sound like it that can be heard."""
    rivals = competitors()
    alike = {word for phrase in grammar.phrases for word in rivals.get(phrase, ())}
    return grammar.phrases.union(filter(can_hear, alike))
