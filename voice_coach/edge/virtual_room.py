"""A room made of samples: the source and the player of a session without any hardware.

One clock drives everything. Each block, the coach's playback and the performers' sounds are taken
for the same 320 samples; the microphone hears the performers, the background, and the coach as an
echo. So a whole session runs as fast as the processor allows, and the same way every time.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from voice_coach.core.actions import AnyAction
from voice_coach.core.events import AnyEvent
from voice_coach.edge.ports import BlockHeard, Fact, InputEnded, PlaybackFinished
from voice_coach.signal.play_queue import PlayQueue
from voice_coach.signal.sound import Sound
from voice_coach.signal.units import BLOCK_SAMPLES, SAMPLE_RATE

QUIET = np.zeros(BLOCK_SAMPLES, dtype=np.int16)


class Performer(Protocol):
    """Somebody or something in the room."""

    def noticed(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        """See what the coach does, to react to it."""

    def facts(self, at: int) -> Iterable[Fact]:
        """Facts other than sound that happen in the block at `at`, such as a typed line."""

    def sound(self, at: int, length: int) -> Sound | None:
        """What they sound like in the `length` samples at `at`; None is silence."""


class RoomEcho:
    """The way from the loudspeaker to the microphone.

    Args:
        gain_db: how loud the coach comes back, against what was played.
        delay_ms: how long it takes through buffers and air.
        response: the room's impulse response, 16 kHz; None: an echo without reverberation.
    """

    RESPONSE_SAMPLES = 6400
    """What is kept of a response: 0.4 s, from its loudest sample on."""

    def __init__(
        self, *, gain_db: float, delay_ms: float, response: npt.NDArray[np.int16] | None = None
    ) -> None:
        kernel = np.ones(1) if response is None else response.astype(np.float64)
        kernel = kernel[int(np.argmax(np.abs(kernel))) :][: self.RESPONSE_SAMPLES]
        kernel *= 10 ** (gain_db / 20) / np.sqrt(np.sum(kernel**2))
        self._size = 1 << (len(kernel) + BLOCK_SAMPLES - 1).bit_length()
        self._kernel = np.fft.rfft(kernel, self._size)
        self._tail = np.zeros(self._size)
        delay = round(delay_ms * SAMPLE_RATE / 1000)
        self._waiting: Sound = np.zeros(delay, dtype=np.int16)

    def hear(self, played: Sound) -> Sound:
        """What the microphone gets of a block of playback."""
        self._tail += np.fft.irfft(np.fft.rfft(played, self._size) * self._kernel, self._size)
        echo = np.clip(np.round(self._tail[:BLOCK_SAMPLES]), -32768, 32767).astype(np.int16)
        self._tail = np.concatenate([self._tail[BLOCK_SAMPLES:], np.zeros(BLOCK_SAMPLES)])
        self._waiting = np.concatenate([self._waiting, echo])
        heard, self._waiting = self._waiting[:BLOCK_SAMPLES], self._waiting[BLOCK_SAMPLES:]
        return heard


class VirtualRoom:
    """Source and player in one.

    Args:
        performers: who is in it.
        echo: how the coach gets into the microphone; None: not at all.
        recorder: given each block as (coach, partners), for a recording.
    """

    def __init__(
        self,
        performers: Sequence[Performer],
        *,
        echo: RoomEcho | None = None,
        recorder: Callable[[Sound, Sound], None] | None = None,
    ) -> None:
        self._performers = performers
        self._echo = echo
        self._recorder = recorder
        self._queue = PlayQueue()
        self._posted: deque[Fact] = deque()
        self._played = QUIET
        self._at = 0

    def facts(self) -> Iterator[Fact]:
        """Drive the clock. Ends after a performer says that input has ended."""
        while True:
            coach, finished = self._queue.take(BLOCK_SAMPLES) if self._queue else (QUIET, [])
            partners = self._performance()
            heard = partners
            if self._echo:
                heard = _mixed([partners, self._echo.hear(coach)])
            if self._recorder:
                self._recorder(coach, partners)
            self._at += BLOCK_SAMPLES
            self._played = coach
            yield BlockHeard(sound=heard)
            for number in finished:
                yield PlaybackFinished(number=number)
            while self._posted:
                yield self._posted.popleft()
            for performer in self._performers:
                for fact in performer.facts(self._at):
                    yield fact
                    if isinstance(fact, InputEnded):
                        return

    def post(self, fact: Fact) -> None:
        """Have something happen in the room in its next block, such as a key pressed."""
        self._posted.append(fact)

    def close(self) -> None:
        """Nothing is open."""

    def play(self, sound: Sound, *, number: int) -> None:
        self._queue.add(number, sound)

    def stop(self) -> None:
        self._queue.clear()

    def played(self, length: int) -> Sound:
        return self._played if length == BLOCK_SAMPLES else np.zeros(length, dtype=np.int16)

    def _performance(self) -> Sound:
        sounds = [each.sound(self._at, BLOCK_SAMPLES) for each in self._performers]
        return _mixed([sound for sound in sounds if sound is not None])


def _mixed(sounds: Sequence[Sound]) -> Sound:
    if not sounds:
        return QUIET
    if len(sounds) == 1:
        return sounds[0]
    total = np.sum(np.stack(sounds), axis=0, dtype=np.int32)
    return np.clip(total, -32768, 32767).astype(np.int16)


class Recording:
    """A performer that is a recording, played from the beginning of the session.

    Args:
        blocks: the recording in blocks of 320 samples, taken as they are needed.
    """

    GRACE_SAMPLES = 30 * SAMPLE_RATE
    """Quiet after its end in which the session may come to its own end."""

    def __init__(self, blocks: Iterable[Sound]) -> None:
        self._blocks = iter(blocks)
        self._ended: int | None = None

    def noticed(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        """Recordings do not react."""

    def facts(self, at: int) -> Iterable[Fact]:
        if self._ended is not None and at >= self._ended + self.GRACE_SAMPLES:
            yield InputEnded()

    def sound(self, at: int, length: int) -> Sound | None:
        block = next(self._blocks, None)
        if block is None and self._ended is None:
            self._ended = at
        return block
