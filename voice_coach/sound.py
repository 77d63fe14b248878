"""What is done to every sound that comes from elsewhere: one rate, one channel, one level."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

SAMPLE_RATE = 16_000

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


def to_sound(wave: npt.NDArray[np.float32], rate: int) -> Sound:
    """Turn samples in [-1, 1], shape (n,) or (n, channels), of any rate into our one format."""
    mono = wave if wave.ndim == 1 else wave.mean(axis=1)
    if rate != SAMPLE_RATE:
        import soxr

        mono = soxr.resample(mono, rate, SAMPLE_RATE)
    clipped: Sound = np.clip(np.round(mono * 32767), -32768, 32767).astype(np.int16)
    return clipped


def finished_prompt(wave: npt.NDArray[np.float32], rate: int) -> Sound:
    """A synthesised prompt as it is played: trimmed, at the coach's level."""
    sound = to_sound(wave, rate).astype(np.float32) / 32767
    loud = np.flatnonzero(np.abs(sound) > QUIET)
    if not len(loud):
        return np.zeros(0, dtype=np.int16)
    sound = sound[max(0, loud[0] - LEAD_SAMPLES) : loud[-1] + TAIL_SAMPLES]
    voiced = sound[np.abs(sound) > QUIET]
    gain = 10 ** (PROMPT_LEVEL_DBFS / 20) / float(np.sqrt(np.mean(voiced**2)))
    gain = min(gain, PEAK_LIMIT / float(np.abs(sound).max()))
    return np.round(sound * gain * 32767).astype(np.int16)


def level_dbfs(sound: Sound) -> float:
    """RMS level in dBFS; -inf for silence."""
    if not len(sound):
        return float("-inf")
    power = float(np.mean((sound.astype(np.float64) / 32768) ** 2))
    return 10 * float(np.log10(power)) if power else float("-inf")
