"""Soft tones: they mark a floor's beginning and end, and pace the breath."""

from __future__ import annotations

import numpy as np

from voice_coach.signal.sound import Sound
from voice_coach.signal.units import SAMPLE_RATE

LEVEL = 10 ** (-20 / 20)
"""Peak of -20 dBFS: present, never startling."""

FADE_SECONDS = 0.06
"""Shortest fade at either end; without one a tone clicks."""

PITCHES: dict[str, tuple[float, float]] = {
    "start": (523.25, 659.25),
    "soft": (440.0, 440.0),
    "end": (659.25, 523.25),
    "rise": (220.0, 330.0),
    "fall": (330.0, 220.0),
    "hold": (330.0, 330.0),
    "unclear": (392.0, 349.23),
}
"""Pitch at the beginning and at the end, in Hz; it glides in between."""


def chime(tone: str, lasting: float = 0.5, *, times: float = 1.0) -> Sound:
    """A tone by name, of so many seconds, at so many times its pitch."""
    count = round(lasting * SAMPLE_RATE)
    first, last = PITCHES[tone]
    pitch = np.linspace(first * times, last * times, count)
    phase = 2 * np.pi * np.cumsum(pitch) / SAMPLE_RATE
    fade = min(count // 2, round(max(FADE_SECONDS, lasting / 4) * SAMPLE_RATE))
    envelope = np.ones(count)
    ramp = np.sin(np.linspace(0, np.pi / 2, fade)) ** 2
    envelope[:fade] = ramp
    envelope[count - fade :] = ramp[::-1]
    # A second partial an octave up keeps a low tone audible on a laptop's loudspeaker.
    wave = (0.8 * np.sin(phase) + 0.2 * np.sin(2 * phase)) * envelope * LEVEL
    return np.round(wave * 32767).astype(np.int16)
