"""The ports: what the shell needs from ears and mouth, whoever provides it.

All sound inside the project is 16 kHz, mono, signed 16-bit: an `int16` array of shape (n,).
A *block* is 320 samples (20 ms). Time is a whole number of samples since the session began.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Literal, Protocol

import msgspec

from voice_coach.signal.sound import Sound


class Word(msgspec.Struct, frozen=True, kw_only=True):
    """One recognised word with its place in the stream."""

    text: str
    start: int
    """First sample, counted from the first sample the recogniser was ever given."""
    end: int
    """One past the last sample."""
    confidence: float
    """In [0, 1]; how much it means depends on the model (docs/models.md)."""


class Transcriber(Protocol):
    """A stretch of sound in, words out."""

    def transcribe(self, sound: Sound, hint: str = "") -> tuple[Word, ...]:
        """The words of a stretch of speech, which is never longer than 30 s.

        Their places are counted from its first sample. This may take seconds.

        Args:
            sound: the stretch.
            hint: what is likely to be said: a transcriber that can hears its words more easily.

        Raises:
            EngineError: it died or hangs, and will hear nothing any more.
        """

    def close(self) -> None:
        """Give back what it holds. A `transcribe` that waits in another thread fails."""


def said_as_words(text: str) -> str:
    """A prompt as an engine is given it: what stands in it, names too, is read and not obeyed.

    "[[" begins phonemes for espeak-ng and orders for the voices of macOS, "<" a tag for those of
    Windows.
    """
    return text.replace("[[", "[ [").replace("<", " ").encode(errors="replace").decode()


# --- What a source tells the shell: facts, in the order they happened. ---------------------


class BlockHeard(msgspec.Struct, frozen=True, kw_only=True):
    """A block of microphone sound."""

    sound: Sound


class SoundLost(msgspec.Struct, frozen=True, kw_only=True):
    """Samples that went by unheard: an overflow, a stall, a suspended laptop."""

    samples: int
    """How many samples passed, so the session clock can be moved on."""
    cause: str
    """Plain words: "overflow", "stalled", "vanished", "switched", "server gone"."""


class SourceFailed(msgspec.Struct, frozen=True, kw_only=True):
    """The microphone stopped giving sound; the source is trying to get it back."""

    cause: str


class SourceRestored(msgspec.Struct, frozen=True, kw_only=True):
    """The microphone gives sound again."""


class PlaybackFinished(msgspec.Struct, frozen=True, kw_only=True):
    """The last sample given to `Player.play` under this number has been played."""

    number: int


class PlaybackFailed(msgspec.Struct, frozen=True, kw_only=True):
    """The loudspeaker is gone; prompts are shown instead until `PlaybackRestored`."""

    cause: str


class PlaybackRestored(msgspec.Struct, frozen=True, kw_only=True):
    """The loudspeaker plays again."""


class KeyPressed(msgspec.Struct, frozen=True, kw_only=True):
    """A key that stands for a command; works whatever the ears do."""

    key: str


class LineTyped(msgspec.Struct, frozen=True, kw_only=True):
    """A typed line that stands for one utterance."""

    text: str


class TypingBegan(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody has begun a line, which counts as speaking until it is typed or taken away."""


class TypingLeft(msgspec.Struct, frozen=True, kw_only=True):
    """What was typed of a line was taken away again."""


class InputEnded(msgspec.Struct, frozen=True, kw_only=True):
    """There is no more input: end of a recording or of piped lines."""


class EndingOverdue(msgspec.Struct, frozen=True, kw_only=True):
    """The program was told to end a while ago, and should have: nothing is waited for any more."""


Fact = (
    BlockHeard
    | SoundLost
    | SourceFailed
    | SourceRestored
    | PlaybackFinished
    | PlaybackFailed
    | PlaybackRestored
    | KeyPressed
    | LineTyped
    | TypingBegan
    | TypingLeft
    | InputEnded
    | EndingOverdue
)

Post = Callable[[Fact], None]
"""How a device thread hands a fact to the one queue. Must not block."""


class Source(Protocol):
    """Where facts come from. Iterating drives a virtual clock or waits for a real one."""

    def facts(self) -> Iterator[Fact]: ...


class SystemVoice(msgspec.Struct, frozen=True, kw_only=True):
    """A voice that this system offers, whichever of its engines speaks with it."""

    name: str
    """What it is asked for by. One that begins with "+" is a variant, put behind another's name."""
    title: str
    """What it calls itself."""
    language: str
    """Such as "en-us"; empty where it does not say, and for a variant."""
    gender: Literal["female", "male", ""]
    id: str
    """What its engine knows it by."""
    engine: str
    terms: str = ""
    """Its licence and whom to thank, where it tells."""

    @property
    def english(self) -> bool:
        """Whether English is its language."""
        return self.language.partition("-")[0] == "en"


class Voice(Protocol):
    """Text in, samples out."""

    name: str

    def speak(self, text: str, *, rate: float = 1.0) -> Sound:
        """Synthesise a prompt. `rate` 1.0 is the coach's normal pace, 0.8 is slower.

        Raises:
            VoiceError: the engine is missing, or hung or died and could not be brought back.
        """

    def prepare(self, texts: Iterable[str]) -> None:
        """Synthesise these ahead of need, in the background; errors are kept for `speak`."""


class KeptLines(Protocol):
    """Sound of lines, kept from one day to another. No line in it has a name of people."""

    def find(self, text: str, pace: int) -> Sound | None:
        """A line at so many words a minute; None: it was not kept."""

    def keep(self, text: str, pace: int, sound: Sound) -> None:
        """Keep a line, if it may be kept. Failing to is no fault."""


class Player(Protocol):
    """Samples out to the room."""

    def play(self, sound: Sound, *, number: int) -> None:
        """Queue samples behind what is playing; a `PlaybackFinished(number)` fact follows."""

    def stop(self) -> None:
        """Fall silent at once and forget what was queued. No `PlaybackFinished` follows."""

    def played(self, length: int) -> Sound:
        """The next `length` samples that went out, silence included: what echo is made of.

        Asked for once with every block heard, so that both streams run in step.
        """

    def close(self) -> None:
        """Give the device back."""
