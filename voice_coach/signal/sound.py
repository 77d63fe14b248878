"""What is done to every sound that comes from elsewhere: one rate, one channel, one level."""

from __future__ import annotations

import threading
from collections import deque
from typing import Any

import numpy as np
import numpy.typing as npt

from voice_coach.signal.channels import OneChannel
from voice_coach.signal.units import SAMPLE_RATE

PROMPT_LEVEL_DBFS = -20.0
"""Loudness of the coach: RMS of its voiced parts, so every prompt is as loud as the last."""

PEAK_LIMIT = 0.95
"""Highest sample, of full scale: levelling never clips."""

QUIET = 10 ** (-50 / 20)
"""Below -50 dBFS a sample counts as silence when a prompt is trimmed."""

LEAD_SAMPLES = 160
TAIL_SAMPLES = 960
"""Silence left before (10 ms) and after (60 ms) a prompt."""

Sound = npt.NDArray[np.int16]
"""Mono 16 kHz samples, shape (n,), int16."""

SILENCE: Sound = np.zeros(0, dtype=np.int16)
"""No sound at all: what a prompt that is only shown plays."""


def to_sound(wave: npt.NDArray[np.float32], rate: int) -> Sound:
    """Turn samples in [-1, 1], shape (n,) or (n, channels), of any rate into our one format."""
    mono = OneChannel().take(_numbers(wave))
    if rate != SAMPLE_RATE:
        import soxr

        mono = soxr.resample(mono, rate, SAMPLE_RATE)
    return _whole_numbers(mono)


class SoundStream:
    """Turns samples of any rate, piece by piece, into our one format.

    Args:
        rate: samples a second of what is added.
    """

    def __init__(self, rate: int) -> None:
        self._channel = OneChannel()
        self._resampler: Any = None
        if rate != SAMPLE_RATE:
            import soxr

            self._resampler = soxr.ResampleStream(rate, SAMPLE_RATE, 1, dtype="float32")

    def add(self, wave: npt.NDArray[np.float32]) -> Sound:
        """The next piece, shape (n,) or (n, channels), in [-1, 1]."""
        mono = self._channel.take(_numbers(wave))
        if self._resampler is not None:
            mono = self._resampler.resample_chunk(np.ascontiguousarray(mono))
        return _whole_numbers(mono)

    def finish(self) -> Sound:
        """What was still under way."""
        if self._resampler is None:
            return SILENCE
        return _whole_numbers(self._resampler.resample_chunk(np.zeros(0, np.float32), last=True))


def _numbers(wave: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """What is no number, as files can hold, is silence."""
    return np.clip(np.nan_to_num(wave, nan=0.0), -8, 8)


def _whole_numbers(mono: npt.NDArray[np.float32]) -> Sound:
    whole: Sound = np.clip(np.round(mono * 32767), -32768, 32767).astype(np.int16)
    return whole


def finished_prompt(wave: npt.NDArray[np.float32], rate: int) -> Sound:
    """A synthesised prompt as it is played: trimmed, at the coach's level."""
    sound = to_sound(wave, rate).astype(np.float32) / 32767
    loud = np.flatnonzero(np.abs(sound) > QUIET)
    if not len(loud):
        return np.zeros(0, dtype=np.int16)
    sound = sound[max(0, loud[0] - LEAD_SAMPLES) : loud[-1] + TAIL_SAMPLES]
    voiced = sound[np.abs(sound) > QUIET]
    gain = 10 ** (PROMPT_LEVEL_DBFS / 20) / float(np.sqrt(power(voiced)))
    gain = min(gain, PEAK_LIMIT / float(np.abs(sound).max()))
    return np.round(sound * gain * 32767).astype(np.int16)


def limited(wave: npt.NDArray[np.float64], most: float) -> npt.NDArray[np.float64]:
    """A wave whose highest peaks are turned down for some milliseconds, so that none is above this.

    Each sample's gain is the mean, by a Hann window, of the least gain that any sample near needs:
    none is left too high, and none is cut flat.
    """
    needed = most / np.maximum(np.abs(wave), most)
    near = np.pad(needed, 2 * LIMIT_SAMPLES, constant_values=1.0)
    window = np.hanning(2 * LIMIT_SAMPLES + 3)[1:-1]
    least = np.lib.stride_tricks.sliding_window_view(near, len(window)).min(axis=1)
    gain: npt.NDArray[np.float64] = np.convolve(least, window / window.sum(), mode="valid")
    return wave * gain


LIMIT_SAMPLES = SAMPLE_RATE // 200
"""How far around a peak its gain is turned down: 5 ms each way, too short to be heard as a dip."""


def power(wave: npt.NDArray[Any]) -> float:
    """Mean square of samples, shape (n,), n at least 1: the square of their RMS, in their unit."""
    return float(np.mean(np.square(wave, dtype=np.float64)))


def alike(one: Sound, other: Sound) -> bool:
    """Whether two prompts sound the same, but for what an engine makes a little differently."""
    length = min(len(one), len(other))
    if max(len(one), len(other)) - length > ALIKE_SAMPLES:
        return False
    if not length:
        return True
    a, b = (each[:length].astype(np.float64) for each in (one, other))
    scale = float(np.sqrt(np.sum(a * a) * np.sum(b * b)))
    return scale == 0 or float(np.sum(a * b)) > ALIKE * scale


ALIKE = 0.95
ALIKE_SAMPLES = SAMPLE_RATE // 50
"""Correlation, and difference of length, of the very same words said twice."""


def louder(sound: Sound, decibels: float) -> Sound:
    """A sound made so many dB louder, quieter if negative; never so loud that it clips."""
    if not decibels or not len(sound):
        return sound
    wave = sound.astype(np.float64) * 10 ** (decibels / 20)
    highest = float(np.abs(wave).max())
    scale = min(1.0, PEAK_LIMIT * 32767 / highest) if highest else 1.0
    scaled: Sound = np.round(wave * scale).astype(np.int16)
    return scaled


def level_dbfs(sound: Sound) -> float:
    """RMS level in dBFS; -inf for silence."""
    if not len(sound):
        return float("-inf")
    level = power(sound)
    return 10 * float(np.log10(level / 32768**2)) if level else float("-inf")


class PlayedSound:
    """What a loudspeaker was given, kept until the microphone's block of the same moment comes.

    Both are counted in samples: the device that fills its buffer before it plays is ahead by that
    buffer, and stays so, which is what makes an echo come after its cause. Where it is late all the
    same, silence is handed out, and the rest comes that much later.

    Args:
        rate: samples a second of what is added.
    """

    AT_MOST = 4 * SAMPLE_RATE
    """More than this waiting is no busy moment: blocks of the microphone were lost. Start anew."""

    CALLS_KEPT = 400

    def __init__(self, rate: int = SAMPLE_RATE) -> None:
        self._lock = threading.Lock()
        self._resampler: Any = None
        if rate != SAMPLE_RATE:
            import soxr

            self._resampler = soxr.ResampleStream(rate, SAMPLE_RATE, 1, dtype="int16")
        self._added: deque[Sound] = deque(maxlen=self.CALLS_KEPT)
        self._waiting: Sound = np.zeros(0, dtype=np.int16)

    def add(self, sound: Sound) -> None:
        """Called by the device's callback: keeps the samples and returns."""
        with self._lock:
            self._added.append(sound)

    def take(self, length: int) -> Sound:
        """The next `length` samples; silence while there are not enough."""
        with self._lock:
            added, self._added = self._added, deque(maxlen=self.CALLS_KEPT)
        for sound in added:
            part = sound if self._resampler is None else self._resampler.resample_chunk(sound)
            self._waiting = np.concatenate([self._waiting, part])
        if len(self._waiting) > self.AT_MOST:
            self._waiting = self._waiting[-length:]
        if len(self._waiting) < length:
            return np.zeros(length, dtype=np.int16)
        taken, self._waiting = self._waiting[:length], self._waiting[length:]
        return taken
