"""The way of the coach's voice from the loudspeaker to the microphone, measured as it is used."""

from __future__ import annotations

import math

import msgspec
import numpy as np
import numpy.typing as npt

from voice_coach.signal.sound import Sound, power
from voice_coach.signal.units import BLOCK_SAMPLES, SAMPLE_RATE

LONGEST_DELAY = 0.48
"""Seconds of delay the canceller copes with: measured in a reverberant room, 0.45 s is cancelled
steadily, 0.50 s comes and goes, 0.55 s is not."""

LEAST_CANCELLED_DB = 12.0
"""Below this the coach would hear itself; the worst usable room measured gave 18 dB."""

NO_ECHO_DB = -30.0
"""What comes back this far below what was played is no echo worth cancelling."""

SEARCHED = round(1.5 * SAMPLE_RATE)
"""Samples of delay in which an echo is looked for."""

CLEAR_PEAK = 12.0
"""How far a correlation must stand out of the rest, in standard deviations, to be an echo's."""

LEFT_OUT_DB = 15.0
"""An echo is never so far below its own mean in a quarter of what was played: in the rooms and
delays of `tests/signal`, some with talk over the coach, that quarter is at most 10 dB below; of
answers taken for an echo in an acted session it was 90."""

SPOKEN_LEVEL = 10 ** (-50 / 20)
"""A block the coach is heard in."""

MOSTLY_ECHO = 10 ** (-8 / 20)
"""A block the canceller took more than this from was the coach's, whatever is left of it."""

FALL = 10 ** (-0.8 / 20)
"""How fast an echo dies away in a room, a block: 40 dB a second, slower than rooms do."""

Wave = npt.NDArray[np.float64]


class EchoPath(msgspec.Struct, frozen=True, kw_only=True):
    """The way from the loudspeaker to the microphone."""

    delay_seconds: float | None
    """None: none stands out, as with headphones."""
    gain_db: float
    """How loud the coach comes back, against what was played."""
    cancelled_db: float
    """How much of what came back the canceller takes away."""
    left_db: float
    """What is left at most, against what was played and rings on: the 95th percentile."""

    @property
    def usable(self) -> bool:
        """Whether people can be heard over it."""
        if self.gain_db < NO_ECHO_DB:
            return True
        if self.delay_seconds is None or self.delay_seconds > LONGEST_DELAY:
            return False
        return self.cancelled_db >= LEAST_CANCELLED_DB

    @property
    def known(self) -> bool:
        """Whether it could be told at all: else somebody talked all the time."""
        return self.delay_seconds is not None or self.gain_db < NO_ECHO_DB


def measured(played: Sound, heard: Sound, cleaned: Sound) -> EchoPath:
    """The echo path, from some seconds of the coach's voice, its pauses included."""
    out, back, rest = (each.astype(np.float64) / 32768 for each in (played, heard, cleaned))
    delay = _delay(out, back)
    went = later(levels(out), (delay or 0) // BLOCK_SAMPLES, quiet=1e-6)
    ringing = ringing_of(went)
    spoken = np.flatnonzero(went > SPOKEN_LEVEL)
    settled = slice(spoken[len(spoken) // 2], None)
    came, stayed, went, ringing = (
        each[settled] for each in (levels(back), levels(rest), went, ringing)
    )
    if delay is not None and _left_out(came, went):
        delay = None
    return EchoPath(
        delay_seconds=None if delay is None else round(delay / SAMPLE_RATE, 3),
        gain_db=decibels(np.sum(came**2) / np.sum(went**2)),
        cancelled_db=decibels(np.sum(came**2) / np.sum(stayed**2)),
        left_db=left_of(stayed, ringing, ringing > SPOKEN_LEVEL),
    )


def _delay(out: Wave, back: Wave) -> int | None:
    """Samples from playing to hearing: the peak of the phase correlation, if it stands out."""
    size = 1 << (len(out) + SEARCHED).bit_length()
    spectrum = np.fft.rfft(back, size) * np.conj(np.fft.rfft(out, size))
    correlation = np.fft.irfft(spectrum / (np.abs(spectrum) + 1e-9), size)[:SEARCHED]
    peak = int(np.argmax(np.abs(correlation)))
    return peak if abs(correlation[peak]) > CLEAR_PEAK * float(np.std(correlation)) else None


def _left_out(came: Wave, went: Wave) -> bool:
    """Whether a quarter of what was played did not come back, however well the rest fits.

    Whoever talks adds to an echo and takes nothing from it. What people answer, half a second to a
    second and a half after a prompt, may fit the prompt well and leaves most of it out.
    """
    spoken = went > SPOKEN_LEVEL
    least = float(np.percentile(came[spoken] / went[spoken], 25))
    mean = float(np.sum(came[spoken] ** 2) / np.sum(went[spoken] ** 2))
    return decibels(least**2) < decibels(mean) - LEFT_OUT_DB


def levels(wave: Wave) -> Wave:
    """The level of each block, with a floor far below anything heard."""
    levels: Wave = np.sqrt(np.mean(wave.reshape(-1, BLOCK_SAMPLES) ** 2, axis=1)) + 1e-6
    return levels


def ringing_of(spoken: Wave) -> Wave:
    """Levels of blocks, as a room lets them die away."""
    ringing = spoken.copy()
    for index in range(1, len(ringing)):
        ringing[index] = max(ringing[index], ringing[index - 1] * FALL)
    return ringing


def later(wave: Wave, by: int, *, quiet: float = 0.0) -> Wave:
    """The same so many places later, as long as before."""
    return np.concatenate([np.full(by, quiet), wave])[: len(wave)]


def left_of(stayed: Wave, ringing: Wave, where: npt.NDArray[np.bool_]) -> float:
    """Decibels of the coach left at most in these blocks, against what was played and rings on."""
    return decibels(float(np.percentile((stayed / ringing)[where], 95)) ** 2)


def level(sound: Sound) -> float:
    """Its level, full scale being 1, with a floor far below anything heard."""
    return math.sqrt(power(sound)) / 32768 + 1e-6


def decibels(power: float) -> float:
    """The decibels of a ratio of powers."""
    return round(10 * float(np.log10(power + 1e-12)), 1)
