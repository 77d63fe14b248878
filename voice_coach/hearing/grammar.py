"""Which spoken or typed phrase means what, and when a hit of the recogniser may be believed.

A command counts only when it stands alone: the whole of a stretch of speech bounded by silence is
a request and what people wrap around one. "We never get a pause" is talk, "can we pause, please" is
a command (`listening.request`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import Protocol

import msgspec

from voice_coach.edge.vosk_recognizer import UNKNOWN
from voice_coach.listening.request import (
    known_meanings,
    meaning_of,
    plain_phrases,
    wrapped_phrases,
)
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
        """The same with more spoken phrases of a meaning."""
        return CommandPhrases({**self._more, meaning: [*self._more.get(meaning, ()), *phrases]})

    @property
    def meanings(self) -> tuple[str, ...]:
        """Every meaning there are phrases for."""
        return known_meanings()

    def cores(self, meanings: Iterable[str]) -> dict[str, str]:
        """Phrase -> meaning: what these meanings are without anything around it.

        A meaning that is not in the phrase lists is an exercise's own answer, said as it is spelt.
        """
        found: dict[str, str] = {}
        for meaning in meanings:
            for phrase in (*plain_phrases(meaning), *self._more.get(meaning, ())):
                found.setdefault(phrase, meaning)
        return found

    def spoken(self, meanings: Iterable[str]) -> tuple[str, ...]:
        """What a recogniser listens for so that it hears these: cores, wrappers, wrapped cores."""
        wanted = tuple(meanings)
        if not wanted:
            return ()
        return tuple(dict.fromkeys((*self.cores(wanted), *wrapped_phrases(wanted))))

    def meaning_of_words(self, words: Sequence[str], meanings: Collection[str]) -> str | None:
        """What the words of a whole stretch of speech mean among these; None if it is talk.

        Args:
            words: as such a recogniser gave them, speech it did not know included as "[unk]".
            meanings: what counts now.
        """
        said = " ".join(words)
        for meaning, phrases in self._more.items():
            if meaning in meanings and said in phrases:
                return meaning
        return None if UNKNOWN in words else meaning_of(said, meanings, closed=True)

    def meaning_of_text(self, text: str, meanings: Collection[str]) -> str | None:
        """What a typed line, or a transcript, means among these meanings; None if it is talk."""
        return meaning_of(text, meanings)


def plain(text: str) -> str:
    """Text as a recogniser gives it: lower case, no punctuation but apostrophes."""
    return " ".join(re.sub(r"[^\w' ]", " ", text.lower().replace("’", "'")).split())


def interpret(
    words: Sequence[HeardWord],
    what: Callable[[Sequence[str]], str | None],
    *,
    voiced: int,
    expected: Collection[str] = (),
) -> Command | None:
    """Decide whether a stretch of speech bounded by silence was a command.

    Args:
        words: what the closed grammar made of the whole stretch, unknown speech included.
        what: what the words of a stretch mean among what counts now.
        voiced: how long the stretch was, in samples.
        expected: the meanings that were asked for; they are believed sooner than others are.
    """
    said = " ".join(word.text for word in words)
    meaning = what([word.text for word in words]) if words else None
    if meaning is None:
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
