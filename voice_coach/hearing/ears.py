"""The ears: blocks of sound in, events of a session out.

A voice activity detector says which blocks are voiced, `core.endpoint` makes speech of them, and a
closed recogniser turns each stretch of speech into a meaning or into nothing. With "words" an open
recogniser runs beside it; its words go to whoever asked for them and never into an event.

While the coach speaks, only commands count: who talks, coughs or laughs then is not told.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Literal

import msgspec

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
from voice_coach.exercise.meanings import ANY_TIME, TO_THE_COACH, Meaning
from voice_coach.hearing.endpoint import Edge, Endpoint
from voice_coach.hearing.grammar import Command, CommandPhrases, interpret, is_talk
from voice_coach.hearing.loudness import Loudness, Raised
from voice_coach.hearing.overlap import Overlap
from voice_coach.hearing.voice_activity import VoiceActivity, with_dither
from voice_coach.signal.sound import Sound
from voice_coach.signal.units import BLOCK_SAMPLES, Samples, samples

Hear = Literal["commands", "words"]

FLOORS = ("turn", "mirror", "retell")
"""Where talk over one another is listened for: an answer may well come from both."""

ANSWER_SILENCE = samples(0.20)
"""Quiet that ends a short answer. The detector hangs on for some 60 ms, so an answer is final about
a quarter of a second after its last sound (docs/voice.md, endpoints by purpose)."""

COMMAND_SILENCE = samples(0.24)
"""Quiet that isolates a command inside a longer floor."""

WORDS_SILENCE = samples(0.80)
"""Quiet that ends an utterance for the open recogniser: shorter cuts cost it context."""

PRE_ROLL = samples(0.40)
"""Sound kept from before speech was certain, so that no first syllable is lost."""

LONGEST_UTTERANCE = samples(15)
"""Decoding without a break costs more with every second; here a break is made."""


class Utterance(msgspec.Struct, frozen=True, kw_only=True):
    """Words somebody said. Never stored, never logged."""

    text: str
    started: Samples
    ended: Samples
    words: tuple[Word, ...] = ()


Understand = Callable[[Utterance, Samples], Sequence[AnyEvent]]
"""What becomes of an utterance: facts of the session, stamped with the moment given."""


def not_understood(utterance: Utterance, now: Samples) -> Sequence[AnyEvent]:
    """Nothing follows from an utterance: nobody follows the words."""
    return ()


class Stretch(msgspec.Struct, frozen=True, kw_only=True):
    """Speech between two silences."""

    started: Samples
    ended: Samples
    command: Command | None


class Ears:
    """Listens for what counts now.

    Args:
        model: the loaded speech model.
        hear: "commands" alone, or "words" too.
        understand: told each utterance when hearing words, and the moment; what it answers are
            facts of the session.
        on_stretch: told each stretch of speech between silences, and the command it was, if any.
        phrases: the phrase table.
        alone: whether somebody practises alone, and so screams at nobody.
        overlap: tells when both talk at once; None: it is never told.
    """

    def __init__(
        self,
        *,
        model: SpeechModel,
        hear: Hear = "commands",
        understand: Understand = not_understood,
        on_stretch: Callable[[Stretch], None] = lambda _: None,
        phrases: CommandPhrases | None = None,
        alone: bool = False,
        overlap: Overlap | None = None,
    ) -> None:
        self._alone = alone
        self._table = phrases or CommandPhrases.load()
        self._model = model
        self._counts: tuple[str, ...] = ()
        self._what: Callable[[Sequence[str]], str | None] = lambda words: None
        self._expected: Collection[str] = ()
        self._closed = VoskRecognizer(model, self._counts)
        self._open = VoskRecognizer(model) if hear == "words" else None
        self._understand = understand
        self._on_stretch = on_stretch
        self._activity = VoiceActivity()
        self._command_end = Endpoint(COMMAND_SILENCE)
        self._words_end = Endpoint(WORDS_SILENCE)
        self._words_from: Samples = 0
        self._recent: deque[Sound] = deque(maxlen=PRE_ROLL // BLOCK_SAMPLES)
        self._fed: Samples = 0
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
        self.expect((*action.meanings, *TO_THE_COACH) if action.meanings else ())
        self._loudness.turn_to(action.partner)
        self._on_floor = action.purpose in FLOORS
        answering = action.purpose == "answer"
        self._expected = frozenset(action.meanings) - set(ANY_TIME) if answering else ()
        self._command_end.silence = ANSWER_SILENCE if answering else COMMAND_SILENCE

    def expect(self, meanings: Iterable[str]) -> None:
        """Listen for the phrases of these meanings."""
        wanted = tuple(meanings)
        self._what = lambda words: self._table.meaning_of_words(words, wanted)
        own = self._table.cores(each for each in wanted if each not in self._table.meanings)
        self._count(
            tuple(
                phrase
                for phrase in self._table.spoken(wanted)
                if phrase in own or self._model.can_hear(phrase)
            )
        )

    def expect_only(self, phrases: dict[str, str]) -> None:
        """Listen for these phrases alone, each with its meaning; they are what is expected.

        Raises:
            RecognizerError: a phrase has a word the model does not know.
        """
        self._what = lambda words: phrases.get(" ".join(words))
        self._count(tuple(phrases))
        self._expected = frozenset(phrases.values())

    def hear(self, sound: Sound, at: Samples, *, over_coach: bool = False) -> list[AnyEvent]:
        """Take the block that begins at `at`; events are stamped with its end."""
        now = at + len(sound)
        voiced = self._activity.voiced(sound)
        events = self._hush(now) if over_coach else []
        if self._open and not over_coach:
            events += self._hear_words(sound, at, voiced)
        edge = self._command_end.hear(at=at, length=len(sound), voiced=voiced)
        if edge and edge.kind == "started":
            for earlier in self._recent:
                self._closed.accept(earlier)
            self._fed, self._broken = 0, False
            self._over_coach = over_coach
        noisy = with_dither(sound, at)
        self._recent.append(noisy)
        if self._command_end.speaking or edge:
            self._closed.accept(noisy)
            self._fed += len(noisy)
            if self._fed > LONGEST_UTTERANCE:
                self._closed.finish()
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
        if edge and edge.kind == "ended":
            events += self._ended(edge, now)
        return events

    def deafen(self, at: Samples) -> list[AnyEvent]:
        """Nothing is heard for a while: what was going on has ended and means nothing."""
        events = self._hush(at)
        self._command_end.reset()
        self._recent.clear()
        self._closed.finish()
        self._closed.allow(self._counts)
        return events

    def finish(self) -> None:
        """There is no more sound: words that were said and not yet told are told."""
        if self._open and (words := self._open.finish()):
            self._tell_words(words, words[0].start, words[-1].end, now=words[-1].end)

    def _count(self, phrases: tuple[str, ...]) -> None:
        self._counts = phrases
        if not self._command_end.speaking:
            self._closed.allow(self._counts)

    def _hush(self, at: Samples) -> list[AnyEvent]:
        """The coach talks: for the session, the speech that was going on has ended."""
        self._loudness.forget()
        if self._overlap:
            self._overlap.forget()
        events = list(self._cut_words(at))
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
        command = self._command(edge)
        self._closed.allow(self._counts)
        self._on_stretch(Stretch(started=edge.started, ended=edge.ended, command=command))
        meaning = command.meaning if command else None
        heard = UtteranceHeard(at=now, meaning=meaning, ended=edge.ended)
        self._loudness.finish()
        told, self._told_from = self._told_from, None
        if told is None:
            return [heard] if command else []
        started = edge.started if not self._over_coach else min(told, edge.ended)
        return [SpeechEnded(at=now, started=started, ended=edge.ended), heard]

    def _command(self, edge: Edge) -> Command | None:
        words = self._closed.finish()
        if self._broken:
            return None  # the tail of a long speech is not alone
        command = interpret(
            words,
            self._what,
            voiced=edge.ended - edge.started,
            expected=() if self._over_coach else self._expected,
        )
        if command and self._open and is_talk(command, self._open.said_in(self._last(edge))):
            return None
        return command

    def _last(self, edge: Edge) -> Samples:
        """How far back a stretch that has just ended began, in what the open recogniser heard."""
        return self._command_end.silence + edge.ended - edge.started

    def _hear_words(self, sound: Sound, at: Samples, voiced: bool) -> Sequence[AnyEvent]:
        assert self._open
        edge = self._words_end.hear(at=at, length=len(sound), voiced=voiced)
        if edge and edge.kind == "started":
            self._words_from = edge.started
        self._open.accept(sound)  # silence too: the model adapts to the room in it
        if edge and edge.kind == "ended" and (words := self._open.finish()):
            return self._tell_words(words, edge.started, edge.ended, now=at + len(sound))
        return ()

    def _cut_words(self, now: Samples) -> Sequence[AnyEvent]:
        """The words of an utterance the coach talks over: they have been said."""
        talking, ended = self._words_end.speaking, self._words_end.quiet
        self._words_end.reset()
        words = self._open.finish() if self._open and talking else ()
        return self._tell_words(words, self._words_from, ended, now=now) if words else ()

    def _tell_words(
        self, words: tuple[Word, ...], started: Samples, ended: Samples, *, now: Samples
    ) -> Sequence[AnyEvent]:
        text = " ".join(word.text for word in words)
        utterance = Utterance(text=text, started=started, ended=ended, words=words)
        return self._understand(utterance, now)
