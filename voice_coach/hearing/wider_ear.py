"""Hears a short stretch of speech once more, where it was none of the few phrases listened for.

Few phrases are heard best by a recogniser that knows few. What people wrap around one, "um, can we
... please", and the other words they have for it are many, and dilute it: so they are listened for
only where nothing else was heard. Where that is nothing either, every word the model knows may be
it, and what people say as nobody thought of it is read as if it were typed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

import msgspec

from voice_coach.edge.vosk_recognizer import SpeechModel, VoskRecognizer
from voice_coach.hearing.evidence import (
    AMONG_PHRASES,
    AMONG_WORDS,
    FEWEST_WORDS,
    Command,
    Wrapped,
    interpret,
)
from voice_coach.hearing.grammar import CommandPhrases, Grammar, with_rivals
from voice_coach.signal.sound import Sound
from voice_coach.signal.units import Samples, samples

BY_ITS_PHRASES = ("FORGET",)
"""What is asked for in listed phrases alone: it is gone then, and "forget about it" is talk."""

LONGEST_REQUEST = samples(5)
"""A longer stretch is talk, and is not heard again."""


class WiderEar:
    """Hears requests as people make them.

    Args:
        model: the loaded speech model.
        table: the phrase table.
    """

    def __init__(self, model: SpeechModel, table: CommandPhrases) -> None:
        self._model = model
        self._table = table
        self._wrapped: VoskRecognizer | None = None
        self._worded: VoskRecognizer | None = None
        self._meanings: Collection[str] = ()
        self._grammar: Grammar | None = None

    def expect(self, meanings: Iterable[str]) -> None:
        """Listen for what may stand for these meanings."""
        self._meanings, self._grammar = tuple(meanings), None

    def command(
        self, sound: Sound, *, voiced: Samples, expected: Collection[str]
    ) -> Command | None:
        """What a stretch of speech means; None if it is talk.

        Args:
            sound: the stretch, and a little before and after it.
            voiced: how long the stretch is, in samples.
            expected: the meanings that were asked for.
        """
        if not self._meanings or voiced > LONGEST_REQUEST:
            return None
        for recognizer, grammar, surely in self._ways():
            words = recognizer.transcribe(sound)
            if len(words) < FEWEST_WORDS:
                continue
            found = interpret(words, grammar, voiced=voiced, expected=expected, wrapped=surely)
            if found:
                return found
        return None

    def _ways(self) -> Iterator[tuple[VoskRecognizer, Grammar, Wrapped]]:
        """How it is heard, one way after the other, and how surely it must be."""
        grammar = self._listened_for()
        if self._wrapped is None:
            self._wrapped = VoskRecognizer(self._model, grammar.phrases)
        self._wrapped.allow(grammar.phrases)
        yield self._wrapped, grammar, AMONG_PHRASES
        if self._worded is None:
            self._worded = VoskRecognizer(self._model)
        yield self._worded, Grammar(phrases=frozenset(), meaning_of=self._read), AMONG_WORDS

    def _read(self, words: Sequence[str]) -> str | None:
        meanings = [each for each in self._meanings if each not in BY_ITS_PHRASES]
        return self._table.meaning_of_transcript(" ".join(words), meanings, guess=False)

    def _listened_for(self) -> Grammar:
        """The phrases and their rivals, as far as the model knows them."""
        if self._grammar is None:
            grammar, can_hear = self._table.wrapped(self._meanings), self._model.can_hear
            known = frozenset(filter(can_hear, with_rivals(grammar, can_hear)))
            self._grammar = msgspec.structs.replace(grammar, phrases=known)
        return self._grammar
