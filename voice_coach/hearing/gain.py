"""A slow gain: brings a quiet voice up to where detectors and recognisers know voices.

It follows the noise of the room and not the voice, so a raised voice stays raised, and it changes
too slowly to be heard within a word.
"""

from __future__ import annotations

import numpy as np

from voice_coach.signal.sound import Sound, power
from voice_coach.signal.units import BLOCK_SAMPLES, SAMPLE_RATE

NOISE_TO_DB = -62.0
"""Level the room's noise is brought up to, in dBFS: a quiet laptop microphone's own."""

MOST_DB = 20.0
"""Highest gain: a recording whose silence is none at all is not to be blown up."""

FASTEST = 10 ** (12 / 20 * BLOCK_SAMPLES / SAMPLE_RATE)
"""Change of the gain from block to block at most: 12 dB a second."""

PEAK = 20_000
"""Highest sample after the gain: it never clips. It comes down at once, and up again slowly."""

FALL = 0.2
"""Share of the way that the estimate goes to a quieter block."""

RISE_DB = 0.5 * BLOCK_SAMPLES / SAMPLE_RATE
"""How fast the estimate may rise: half a decibel a second, so that talk is not taken for noise."""

FULL_SCALE_DB = 20 * float(np.log10(32768))


class Gain:
    """Follows the noise of a room, and brings its sound up."""

    def __init__(self) -> None:
        self._noise: float | None = None
        self._gain = 1.0

    @property
    def noise(self) -> float:
        """The room's noise, in dBFS; full scale before anything was heard."""
        return 0.0 if self._noise is None else self._noise

    def apply(self, sound: Sound) -> Sound:
        """The block, louder where the room is quiet."""
        wave = sound.astype(np.float64)
        level = 10 * float(np.log10(power(sound) + 1)) - FULL_SCALE_DB
        if self._noise is None:
            self._noise = level
        elif level < self._noise:
            self._noise += FALL * (level - self._noise)
        else:
            self._noise += RISE_DB
        wanted = 10 ** (min(MOST_DB, max(0.0, NOISE_TO_DB - self._noise)) / 20)
        self._gain = min(max(wanted, self._gain / FASTEST), self._gain * FASTEST)
        self._gain = min(self._gain, max(1.0, PEAK / (float(np.abs(wave).max()) + 1)))
        louder: Sound = np.round(wave * self._gain).astype(np.int16)
        return louder
