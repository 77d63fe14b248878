"""The ears: blocks of sound in, events of a session out.

A voice activity detector says which blocks are voiced, `core.endpoint` makes speech of them, and a
closed recogniser turns each stretch of speech into a meaning or into nothing. With "words" an open
recogniser runs beside it; its words go to whoever asked for them and never into an event.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from typing import Literal

import msgspec
import numpy as np

from voice_coach.core.actions import Listen
from voice_coach.core.endpoint import Edge, Endpoint
from voice_coach.core.events import AnyEvent, SpeechEnded, SpeechStarted, UtteranceHeard
from voice_coach.core.timeline import SAMPLE_RATE, Samples, samples
from voice_coach.edge.ports import BLOCK_SAMPLES, Sound, Word
from voice_coach.edge.vosk_recognizer import SpeechModel, VoskRecognizer
from voice_coach.listening.commands import Command, CommandPhrases, interpret

Hear = Literal["commands", "words"]

ANSWER_SILENCE = samples(0.25)
"""Quiet that ends a short answer (docs/voice.md, endpoints by purpose)."""

COMMAND_SILENCE = samples(0.30)
"""Quiet that isolates a command inside a longer floor."""

WORDS_SILENCE = samples(0.80)
"""Quiet that ends an utterance for the open recogniser: shorter cuts cost it context."""

PRE_ROLL = samples(0.40)
"""Sound kept from before speech was certain, so that no first syllable is lost."""

LONGEST_UTTERANCE = samples(15)
"""Decoding without a break costs more with every second; here a break is made."""

VAD_MODE = 2
"""WebRTC's aggressiveness, 0 to 3."""

GATE_DB = 8.0
"""A block is voiced only this far above the room's noise: steady noise is not speech."""

NOISE_RISE = 10 ** (0.5 / 20 / 50)
"""How fast the noise estimate may rise: half a decibel a second, in 20 ms blocks."""


DITHER = np.random.default_rng(0).normal(0, 2, SAMPLE_RATE + BLOCK_SAMPLES).round().astype(np.int16)
"""Noise of two steps (-84 dBFS), as any real microphone has. Exact zeros, from a noise gate or an
edited recording, mislead the model: 90 of 120 synthesised commands were heard without it, 114 with
any noise between one step and 32."""


class Utterance(msgspec.Struct, frozen=True, kw_only=True):
    """Words somebody said. Never stored, never logged."""

    text: str
    started: Samples
    ended: Samples
    words: tuple[Word, ...] = ()


class Stretch(msgspec.Struct, frozen=True, kw_only=True):
    """Speech between two silences."""

    started: Samples
    ended: Samples
    command: Command | None


class Activity:
    """Voiced or not, block by block: WebRTC's detector behind a gate over the room's noise."""

    def __init__(self) -> None:
        import webrtcvad

        self._vad = webrtcvad.Vad(VAD_MODE)
        self._noise: float | None = None

    def voiced(self, sound: Sound) -> bool:
        """The verdict on one block of 320 samples."""
        level = float(np.sqrt(np.mean(np.square(sound, dtype=np.float64)))) + 1.0
        if self._noise is None or level < self._noise:
            self._noise = level if self._noise is None else 0.8 * self._noise + 0.2 * level
        else:
            self._noise *= NOISE_RISE
        loud = level > self._noise * 10 ** (GATE_DB / 20)
        return loud and bool(self._vad.is_speech(sound.tobytes(), SAMPLE_RATE))


def with_dither(sound: Sound, at: Samples) -> Sound:
    """A block of at most 320 samples with a trace of noise, always the same at the same moment."""
    begin = at % SAMPLE_RATE
    noisy = sound.astype(np.int32) + DITHER[begin : begin + len(sound)]
    dithered: Sound = np.clip(noisy, -32768, 32767).astype(np.int16)
    return dithered


class Ears:
    """Listens for what counts now.

    Args:
        model: the loaded speech model.
        hear: "commands" alone, or "words" too.
        on_words: told each utterance when hearing words.
        on_stretch: told each stretch of speech between silences, and the command it was, if any.
        phrases: the phrase table.
    """

    def __init__(
        self,
        *,
        model: SpeechModel,
        hear: Hear = "commands",
        on_words: Callable[[Utterance], None] | None = None,
        on_stretch: Callable[[Stretch], None] = lambda _: None,
        phrases: CommandPhrases | None = None,
    ) -> None:
        self._table = phrases or CommandPhrases.load()
        self._counts = self._table.spoken(())
        self._closed = VoskRecognizer(model, self._counts)
        self._open = VoskRecognizer(model) if hear == "words" else None
        self._on_words = on_words
        self._on_stretch = on_stretch
        self._activity = Activity()
        self._command_end = Endpoint(COMMAND_SILENCE)
        self._words_end = Endpoint(WORDS_SILENCE)
        self._recent: deque[Sound] = deque(maxlen=PRE_ROLL // BLOCK_SAMPLES)
        self._fed: Samples = 0
        self._broken = False
        self._answering = False

    def listen(self, action: Listen) -> None:
        """Know what counts from now on. Speech that is going on is heard out first."""
        self.expect(action.meanings)
        self._expected = self._answering = action.purpose == "answer"
        self._command_end.silence = ANSWER_SILENCE if self._answering else COMMAND_SILENCE

    def expect(self, meanings: Iterable[str]) -> None:
        """Listen for the phrases of these meanings."""
        self.expect_phrases(self._table.spoken(meanings))

    def expect_phrases(self, phrases: dict[str, str]) -> None:
        """Listen for these phrases, each with its meaning.

        Raises:
            RecognizerError: a phrase has a word the model does not know.
        """
        self._counts = phrases
        if not self._command_end.speaking:
            self._closed.allow(self._counts)

    def hear(self, sound: Sound, at: Samples) -> list[AnyEvent]:
        """Take the block that begins at `at`; events are stamped with its end."""
        now = at + len(sound)
        voiced = self._activity.voiced(sound)
        if self._open:
            self._hear_words(sound, at, voiced)
        edge = self._command_end.hear(at=at, length=len(sound), voiced=voiced)
        if edge and edge.kind == "started":
            for earlier in self._recent:
                self._closed.accept(earlier)
            self._fed = 0
            self._broken = False
        sound = with_dither(sound, at)
        self._recent.append(sound)
        if self._command_end.speaking or edge:
            self._closed.accept(sound)
            self._fed += len(sound)
            if self._fed > LONGEST_UTTERANCE:
                self._closed.finish()
                self._fed, self._broken = 0, True
        if not edge:
            return []
        if edge.kind == "started":
            return [SpeechStarted(at=now)]
        return self._ended(edge, now)

    def deafen(self, at: Samples) -> list[AnyEvent]:
        """The coach begins to speak: what was going on has ended and means nothing."""
        was_speaking = self._command_end.speaking
        ended = self._command_end.quiet
        self._command_end.reset()
        self._words_end.reset()
        self._recent.clear()
        self._closed.finish()
        self._closed.allow(self._counts)
        if self._open:
            self._open.finish()
        if not was_speaking:
            return []
        return [SpeechEnded(at=at, started=ended, ended=ended)]

    def _ended(self, edge: Edge, now: Samples) -> list[AnyEvent]:
        command = self._command()
        self._closed.allow(self._counts)
        self._on_stretch(Stretch(started=edge.started, ended=edge.ended, command=command))
        return [
            SpeechEnded(at=now, started=edge.started, ended=edge.ended),
            UtteranceHeard(at=now, meaning=command.meaning if command else None, ended=edge.ended),
        ]

    def _command(self) -> Command | None:
        words = self._closed.finish()
        if self._broken:
            return None  # the tail of a long speech is not alone
        open_text = self._open.partial() if self._open else None
        return interpret(words, self._counts, open_text=open_text, answering=self._answering)

    def _hear_words(self, sound: Sound, at: Samples, voiced: bool) -> None:
        assert self._open
        edge = self._words_end.hear(at=at, length=len(sound), voiced=voiced)
        self._open.accept(sound)  # silence too: the model adapts to the room in it
        if edge and edge.kind == "ended":
            words = self._open.finish()
            if words and self._on_words:
                text = " ".join(word.text for word in words)
                self._on_words(
                    Utterance(text=text, started=edge.started, ended=edge.ended, words=words)
                )
