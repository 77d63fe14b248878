"""The ears: blocks of sound in, events of a session out.

A voice activity detector says which blocks are voiced, `endpoint.py` makes speech of them, and a
closed recogniser turns each stretch of speech into a meaning or into nothing. An ear for words may
hear beside it: it has no say in commands, and its words go to whoever asked for them and never into
an event.

While the coach speaks, only commands count: who talks, coughs or laughs then is not told.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

import msgspec
import numpy as np

from voice_coach.core.actions import Listen
from voice_coach.core.events import (
    AnyEvent,
    SpeechEnded,
    SpeechStarted,
    UtteranceHeard,
    VoiceRaised,
    VoicesOverlapped,
)
from voice_coach.edge.ports import Word
from voice_coach.edge.vosk_recognizer import SpeechModel, VoskRecognizer
from voice_coach.exercise.meanings import ANY_TIME, Meaning, counting
from voice_coach.hearing.endpoint import Edge, Endpoint
from voice_coach.hearing.evidence import OUT_SHARE, Command, Level, interpret, shortest
from voice_coach.hearing.grammar import CommandPhrases, Grammar, with_rivals
from voice_coach.hearing.island import Islands
from voice_coach.hearing.loudness import Loudness, Raised
from voice_coach.hearing.overlap import Overlap
from voice_coach.hearing.utterance import Understand, Utterance, not_understood
from voice_coach.hearing.voice_activity import VoiceActivity, with_dither
from voice_coach.hearing.wider_ear import WiderEar
from voice_coach.hearing.word_ear import WordEar
from voice_coach.signal.sound import Sound, power
from voice_coach.signal.units import BLOCK_SAMPLES, Samples, samples

FLOORS = ("turn", "mirror", "retell")
"""Where talk over one another is listened for: an answer may well come from both."""

ANSWER_SILENCE = samples(0.20)
"""Quiet that ends a short answer. The detector hangs on for some 60 ms, so an answer is final about
a quarter of a second after its last sound (docs/voice.md, endpoints by purpose)."""

COMMAND_SILENCE = samples(0.24)
"""Quiet that isolates a command inside a longer floor."""

PRE_ROLL = samples(0.40)
"""Sound kept from before speech was certain, so that no first syllable is lost."""

LONGEST_UTTERANCE = samples(15)
"""Decoding without a break costs more with every second; here a break is made."""


ROOM: Sound = np.zeros(BLOCK_SAMPLES, dtype=np.int16)


class Stretch(msgspec.Struct, frozen=True, kw_only=True):
    """Speech between two silences."""

    started: Samples
    ended: Samples
    command: Command | None
    words: tuple[Word, ...] = ()
    """All that the closed recogniser made of it; never stored, never logged."""


class Ears:
    """Listens for what counts now.

    Args:
        model: the loaded speech model.
        words: the ear for words; None: they are not heard.
        understand: told each utterance, and the moment its words came; what it answers are facts of
            the session.
        on_stretch: told each stretch of speech between silences, and the command it was, if any.
        phrases: the phrase table.
        alone: whether somebody practises alone, and so screams at nobody.
        overlap: tells when both talk at once; None: it is never told.
    """

    def __init__(
        self,
        *,
        model: SpeechModel,
        words: WordEar | None = None,
        understand: Understand = not_understood,
        on_stretch: Callable[[Stretch], None] = lambda _: None,
        phrases: CommandPhrases | None = None,
        alone: bool = False,
        overlap: Overlap | None = None,
    ) -> None:
        self._alone = alone
        self._table = phrases or CommandPhrases.load()
        self._grammar = Grammar.of({})
        self._wider = WiderEar(model, self._table)
        self._expected: Collection[str] = ()
        self._alone_expected = False
        """Whether the grammar holds what is expected and nothing else."""
        self._model = model
        self._allowed = self._grammar.phrases
        self._closed = VoskRecognizer(model, self._allowed)
        self._islands = Islands(VoskRecognizer(model, self._allowed))
        self._words = words
        self._understand = understand
        self._on_stretch = on_stretch
        self._activity = VoiceActivity()
        self._command_end = Endpoint(COMMAND_SILENCE)
        self._recent: deque[Sound] = deque(maxlen=PRE_ROLL // BLOCK_SAMPLES)
        self._fed: Samples = 0
        self._stretch: list[Sound] = []
        """The sound of the running stretch of speech."""
        self._levels: dict[Samples, float] = {}
        """Power of each block since the stretch began, by where it began for the recogniser."""
        self._broken = False
        self._told_from: Samples | None = None
        """Where the speech began that the session knows to be going on."""
        self._over_coach = False
        """Whether the running speech began while the coach spoke."""
        self._loudness = Loudness()
        self._overlap = overlap
        self._on_floor = False

    def listen(self, action: Listen) -> None:
        """Know what counts from now on. Speech that is going on is heard out first."""
        self.expect(action.meanings)
        self._loudness.turn_to(action.partner)
        self._on_floor = action.purpose in FLOORS
        answering = action.purpose == "answer"
        self._expected = frozenset(action.meanings) - set(ANY_TIME) if answering else ()
        self._command_end.silence = ANSWER_SILENCE if answering else COMMAND_SILENCE

    def expect(self, meanings: Iterable[str]) -> None:
        """Listen for the phrases of these meanings."""
        self._alone_expected = False
        wanted = tuple(meanings)
        self._listen_to(Grammar.of(self._table.spoken(wanted)))
        self._wider.expect(counting(wanted))

    def expect_only(self, phrases: dict[str, str]) -> None:
        """Listen for these phrases alone, each with its meaning; they are what is expected.

        Raises:
            RecognizerError: a phrase has a word the model does not know.
        """
        self._alone_expected = True
        self._expected = frozenset(phrases.values())
        self._listen_to(Grammar.of(phrases))
        self._wider.expect(())

    def hear(self, sound: Sound, at: Samples, *, over_coach: bool = False) -> list[AnyEvent]:
        """Take the block that begins at `at`; events are stamped with its end."""
        now = at + len(sound)
        voiced = self._activity.voiced(sound)
        events = self._hush(now) if over_coach else []
        if self._words:
            if not over_coach:
                self._words.hear(sound, at, voiced=voiced)
            events += self._understood(self._words.heard(), now)
        edge = self._command_end.hear(at=at, length=len(sound), voiced=voiced)
        if edge and edge.kind == "started":
            self._levels.clear()
            self._stretch.clear()
            for number in range(PRE_ROLL // BLOCK_SAMPLES - len(self._recent)):
                # The ears have only just opened: the model needs a little room before a word.
                self._feed(with_dither(ROOM, number * BLOCK_SAMPLES))
            for earlier in self._recent:
                self._feed(earlier)
            self._fed, self._broken = 0, False
            self._over_coach = over_coach
        noisy = with_dither(self._activity.louder, at)
        self._recent.append(noisy)
        if self._command_end.speaking or edge:
            self._feed(noisy)
            self._fed += len(noisy)
            if self._fed > LONGEST_UTTERANCE:
                self._closed.finish()
                self._levels.clear()
                self._stretch.clear()  # what goes on without a break takes no more memory
                self._fed, self._broken = 0, True
        if self._command_end.speaking and voiced and not over_coach and self._told_from is None:
            self._told_from = now
            events.append(SpeechStarted(at=now))
        if not over_coach:
            told = voiced and self._told_from is not None
            if raised := self._loudness.hear(sound, voiced=told):
                events += self._raised(raised, now)
        if self._overlap and self._on_floor and not over_coach:
            both = self._overlap.hear(sound, voiced=voiced)
            if both is not None:
                events.append(VoicesOverlapped(at=now, samples=both))
        stood_out = self._islands.hear(self._activity.louder, at, voiced=voiced)
        if edge and edge.kind == "ended":
            events += self._ended(edge, now)
        elif stood_out:
            events += self._stood_out(now)
        return events

    def deafen(self, at: Samples) -> list[AnyEvent]:
        """Nothing is heard for a while: what was going on has ended and means nothing."""
        events = self._hush(at)
        if self._words:
            events += self._understood(self._words.heard(), at)
        self._command_end.reset()
        self._islands.reset()
        self._recent.clear()
        self._closed.finish()
        self._closed.allow(self._allowed)
        return events

    def finish(self) -> None:
        """There is no more sound: words that were said and not yet told are told."""
        if self._words:
            self._words.cut()
            for utterance in self._words.heard(wait=True):
                self._understand(utterance, utterance.ended)

    def _listen_to(self, grammar: Grammar) -> None:
        self._grammar = grammar
        alone = self._alone_expected
        self._allowed = grammar.phrases if alone else with_rivals(grammar, self._model.can_hear)
        if not self._command_end.speaking:
            self._closed.allow(self._allowed)

    def _hush(self, at: Samples) -> list[AnyEvent]:
        """The coach talks: for the session, the speech that was going on has ended."""
        self._loudness.forget()
        if self._overlap:
            self._overlap.forget()
        events: list[AnyEvent] = []
        if self._words:
            self._words.cut()
        if self._told_from is not None:
            ended = self._command_end.quiet
            started, self._told_from = min(self._told_from, ended), None
            events.append(SpeechEnded(at=at, started=started, ended=ended))
        return events

    def _raised(self, raised: Raised, now: Samples) -> list[AnyEvent]:
        """A raised voice is told; screaming that lasts ends the exercise, as "stop" does."""
        if not raised.screaming:
            return [VoiceRaised(at=now, decibels=raised.decibels, lasting=raised.lasting)]
        if self._alone:
            return []
        return [UtteranceHeard(at=now, meaning=Meaning.STOP, by="key")]

    def _ended(self, edge: Edge, now: Samples) -> list[AnyEvent]:
        words = self._closed.finish()
        island = self._islands.take()
        command = self._command(words, edge)
        if not command and island and (found := self._command_of(island)):
            command, words = found  # the talk around it ended before long
        self._closed.allow(self._allowed)
        self._on_stretch(
            Stretch(started=edge.started, ended=edge.ended, command=command, words=words)
        )
        heard = UtteranceHeard(
            at=now,
            meaning=command.meaning if command else None,
            ended=edge.ended,
            sure=command is None or command.sure,
        )
        self._loudness.finish()
        told, self._told_from = self._told_from, None
        if told is None:
            return [heard] if command else []
        started = edge.started if not self._over_coach else min(told, edge.ended)
        return [SpeechEnded(at=now, started=started, ended=edge.ended), heard]

    def _stood_out(self, now: Samples) -> list[AnyEvent]:
        """Somebody said something far louder than what talks on without a break."""
        if not (island := self._islands.take()) or not (found := self._command_of(island)):
            return []
        self._broken = True
        command, words = found
        self._on_stretch(
            Stretch(started=island.started, ended=island.ended, command=command, words=words)
        )
        return [
            UtteranceHeard(at=now, meaning=command.meaning, ended=island.ended, sure=command.sure)
        ]

    def _command_of(self, island: Edge) -> tuple[Command, tuple[Word, ...]] | None:
        """The command that stood out, and its words; None if it may as well be another."""
        loud = island.ended - island.started
        found = [
            (command, words)
            for words in self._islands.words(island, self._allowed)
            if (command := self._hit(words, island, None))
            and loud >= OUT_SHARE * shortest(command.phrase)
        ]
        if len({command.meaning for command, _ in found}) != 1:
            return None
        return max(found, key=lambda each: each[0].confidence)

    def _command(self, words: Sequence[Word], edge: Edge) -> Command | None:
        if self._broken:
            return None  # the tail of a long speech is not alone
        command = self._hit(words, edge, self._level)
        if command or not words or self._over_coach:
            return command
        return self._wider.command(
            np.concatenate(self._stretch),
            voiced=edge.ended - edge.started,
            expected=self._expected,
        )

    def _hit(self, words: Sequence[Word], edge: Edge, level: Level | None) -> Command | None:
        return interpret(
            words,
            self._grammar,
            voiced=edge.ended - edge.started,
            expected=() if self._over_coach else self._expected,
            alone=self._alone_expected,
            level=level,
        )

    def _understood(self, utterances: Iterable[Utterance], now: Samples) -> Iterator[AnyEvent]:
        for utterance in utterances:
            yield from self._understand(utterance, now)

    def _feed(self, sound: Sound) -> None:
        self._stretch.append(sound)
        self._levels[self._closed.heard] = power(sound)
        self._closed.accept(sound)

    def _level(self, start: int, end: int) -> float:
        """How loud the loudest third of what the recogniser heard there was, in decibels."""
        powers = sorted(
            each for at, each in self._levels.items() if start - BLOCK_SAMPLES < at < end
        )
        loudest = powers[-max(1, len(powers) // 3) :]
        return 10 * float(np.log10(sum(loudest) / max(1, len(loudest)) + 1))
