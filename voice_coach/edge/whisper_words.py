"""Whisper as a second ear: the words of a stretch of speech, by a supervised worker process.

Whisper was trained to write something down, and does so of a fan, a bell or nothing at all. What it
writes is believed only where its own figures say that there was speech and that it is sure.
"""

from __future__ import annotations

import base64
import math
import re
from collections.abc import Sequence
from pathlib import Path

import msgspec

from voice_coach.edge.ports import Word
from voice_coach.edge.worker import Worker, worker_command
from voice_coach.errors import RecognizerError
from voice_coach.signal.sound import Sound
from voice_coach.signal.units import SAMPLE_RATE

START_SECONDS = 60.0
"""Longest wait for the model: three seconds, and more where everything else starts too."""

DEADLINE_SECONDS = 60.0
"""Longest wait for one stretch: it takes half a second to three, and more on a busy machine. Nobody
waits meanwhile; after it, there are no more words."""

MOST_NO_SPEECH = 0.45
LEAST_LOG_PROBABILITY = -0.8
"""What is less likely is not believed. By these two alone the guard leaves out what was wrong of
readers, and lets through three of 130 sounds of dogs, rain, rooms and sneezes."""

FEW_WORDS = 3
LEAST_LOG_PROBABILITY_OF_FEW = -0.4
"""Of so few words it must be surer."""

LEAST_WORDS = 3
"""One or two words are what is made up of a sneeze or a laugh, and Whisper is as sure of them as of
a person's "no" or "stop" (-0.2 to -0.65 both): never believed of it alone."""

LEAST_POSSIBLE_LOG_PROBABILITY = -1.0
"""Few words below this are not even possible: Whisper's own cut."""

MOST_COMPRESSION = 2.4
"""Whisper's own: a text smaller than that repeats itself."""


class Segment(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of what Whisper wrote, and its own figures about it."""

    text: str
    start: float
    """Seconds from the beginning of the stretch."""
    end: float
    no_speech: float
    """Its probability that nobody speaks, in [0, 1]."""
    log_probability: float
    """Mean natural logarithm of its tokens' probabilities: 0 is certain."""
    compression: float
    """How much smaller zlib makes the text: one that repeats itself becomes very small."""

    @property
    def believed(self) -> bool:
        """Whether somebody is likely to have said this."""
        said = self._said
        few = len(said) <= FEW_WORDS
        least = LEAST_LOG_PROBABILITY_OF_FEW if few else LEAST_LOG_PROBABILITY
        return (
            self._is_speech
            and self.log_probability >= least
            and len(said) >= LEAST_WORDS
            and len(set(said)) > 1
        )

    @property
    def possible(self) -> bool:
        """Whether it is a few words that may have been said, if another ear hears them too."""
        return (
            self._is_speech
            and self.log_probability >= LEAST_POSSIBLE_LOG_PROBABILITY
            and len(self._said) <= FEW_WORDS
        )

    @property
    def _said(self) -> list[str]:
        return re.findall(r"[\w']+", self.text.lower())

    @property
    def _is_speech(self) -> bool:
        return self.no_speech <= MOST_NO_SPEECH and self.compression <= MOST_COMPRESSION


class WhisperWords:
    """Hears words with the Whisper model in a folder.

    Args:
        folder: the model, as CTranslate2 has it.
        deadline_seconds: longest wait for one stretch.
        command: the worker program and its arguments; None: ours.
    """

    def __init__(
        self,
        folder: Path,
        *,
        deadline_seconds: float = DEADLINE_SECONDS,
        command: Sequence[str] | None = None,
    ) -> None:
        self._deadline = deadline_seconds
        ours = worker_command("voice_coach.edge.whisper_worker", str(folder))
        self._worker = Worker(
            command or ours,
            name="word worker",
            fails_with=RecognizerError,
            start_seconds=START_SECONDS,
        )

    def transcribe(self, sound: Sound, hint: str = "") -> tuple[Word, ...]:
        """What is believed, or the few words that are all there is and possible.

        With a practice line as a hint, Whisper wrote 45 words wrongly in place of 81 of 140 spoken
        replies that left a point of it out or turned it round, and none of them became the line's.
        """
        segments = self.segments(sound, hint)
        believed = [each for each in segments if each.believed]
        if not believed and len(segments) == 1 and segments[0].possible:
            believed = segments
        return tuple(word for each in believed for word in _words(each))

    def segments(self, sound: Sound, hint: str = "") -> list[Segment]:
        """Everything Whisper writes of a stretch, believed or not.

        Raises:
            RecognizerError: the worker does not start, died, hangs or failed.
        """
        if not self._worker.ready(within=START_SECONDS):
            raise RecognizerError("The word worker does not start.")
        encoded = base64.b64encode(sound.tobytes()).decode("ascii")
        request: dict[str, object] = {"sound": encoded, "hint": hint}
        reply = self._worker.ask(request, within=self._deadline)
        return msgspec.convert(reply["segments"], list[Segment])

    def close(self) -> None:
        self._worker.close()


def _words(segment: Segment) -> list[Word]:
    """Its words. Where in the segment each lies is not asked: that costs as much again."""
    return [
        Word(
            text=text,
            start=round(segment.start * SAMPLE_RATE),
            end=round(segment.end * SAMPLE_RATE),
            confidence=math.exp(segment.log_probability),
        )
        for text in segment.text.split()
    ]
