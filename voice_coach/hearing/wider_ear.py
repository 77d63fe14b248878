"""Hears a short stretch of speech once more, where it was none of the few phrases listened for.

Few phrases are heard best by a recogniser that knows few. What people wrap around one, "um, can we
... please", and the other words they have for it are many, and dilute it: so they are listened for
only where nothing else was heard.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

import msgspec

from voice_coach.edge.vosk_recognizer import SpeechModel, VoskRecognizer
from voice_coach.hearing.evidence import FEWEST_WORDS, Command, interpret
from voice_coach.hearing.grammar import CommandPhrases, Grammar, with_rivals
from voice_coach.signal.sound import Sound
from voice_coach.signal.units import Samples, samples

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
        self._recognizer: VoskRecognizer | None = None
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
        grammar = self._listened_for()
        if self._recognizer is None:
            self._recognizer = VoskRecognizer(self._model, grammar.phrases)
        self._recognizer.allow(grammar.phrases)
        words = self._recognizer.transcribe(sound)
        if len(words) < FEWEST_WORDS:
            return None
        return interpret(words, grammar, voiced=voiced, expected=expected, wrapped=True)

    def _listened_for(self) -> Grammar:
        """The phrases and their rivals, as far as the model knows them."""
        if self._grammar is None:
            grammar, can_hear = self._table.wrapped(self._meanings), self._model.can_hear
            known = frozenset(filter(can_hear, with_rivals(grammar, can_hear)))
            self._grammar = msgspec.structs.replace(grammar, phrases=known)
        return self._grammar
