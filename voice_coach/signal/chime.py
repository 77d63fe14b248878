"""Soft tones: they mark a floor's beginning and end, and pace the breath."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

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
    "paused": (440.0, 293.66),
    "resumed": (293.66, 440.0),
}
"""Pitch at the beginning and at the end, in Hz; it glides in between."""

TONE_SETS: dict[str, tuple[float, tuple[tuple[float, float], ...]]] = {
    "soft": (1.0, ((1, 0.8), (2, 0.2))),
    "low": (0.7, ((1, 0.7), (2, 0.2), (3, 0.1))),
    "bell": (1.0, ((1, 0.6), (2.76, 0.25), (5.4, 0.15))),
}
"""Each choice of tones: times their pitch, and its partials, as times the pitch and share of the
whole. A second partial keeps a low tone audible on a laptop's loudspeaker."""

STRUCK = "bell"
"""The set whose tones die away as those of a bell."""

BREATHED = ("rise", "fall", "hold")
"""Tones that pace the breath: the same in every set, because they must last."""


def chime(tone: str, lasting: float = 0.5, *, times: float = 1.0, tones: str = "soft") -> Sound:
    """A tone by name, of so many seconds, at so many times its pitch, of one of the sets."""
    count = round(lasting * SAMPLE_RATE)
    chosen = "soft" if tone in BREATHED else tones
    deeper, partials = TONE_SETS[chosen]
    first, last = (each * times * deeper for each in PITCHES[tone])
    phase = 2 * np.pi * np.cumsum(np.linspace(first, last, count)) / SAMPLE_RATE
    wave = sum(share * np.sin(over * phase) for over, share in partials) * _envelope(count, chosen)
    return np.round(wave * LEVEL * 32767).astype(np.int16)


def _envelope(count: int, tones: str) -> npt.NDArray[np.float64]:
    """How loud it is as it goes on, in [0, 1]: it begins and ends without a click."""
    fade = min(count // 2, round(max(FADE_SECONDS, count / SAMPLE_RATE / 4) * SAMPLE_RATE))
    ramp = np.sin(np.linspace(0, np.pi / 2, fade)) ** 2
    envelope = np.ones(count)
    if tones == STRUCK:
        rise = min(fade, round(FADE_SECONDS / 2 * SAMPLE_RATE))
        envelope = np.exp(-3 * np.linspace(0, 1, count))
        envelope[:rise] *= np.sin(np.linspace(0, np.pi / 2, rise)) ** 2
    else:
        envelope[:fade] = ramp
    envelope[count - fade :] *= ramp[::-1]
    return envelope
