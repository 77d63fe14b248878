"""The coach's own voice in the microphone: cancelled where it can be, else the ears are closed.

The way from the loudspeaker to the microphone is measured from the first seconds the coach says.
Where the canceller (WebRTC's AEC3) copes with it, people are heard while the coach speaks: full
duplex. Where the echo comes too late or too much of it stays, they are not: half duplex.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any, Literal

import msgspec
import numpy as np
import numpy.typing as npt

from voice_coach.edge.ports import BLOCK_SAMPLES, SAMPLE_RATE, Sound

DuplexMode = Literal["auto", "full", "half"]

LONGEST_DELAY = 0.48
"""Seconds of delay the canceller copes with: measured in a reverberant room, 0.45 s is cancelled
steadily, 0.50 s comes and goes, 0.55 s is not."""

LEAST_CANCELLED_DB = 12.0
"""Below this the coach would hear itself; the worst usable room measured gave 18 dB."""

NO_ECHO_DB = -30.0
"""What comes back this far below what was played is no echo worth cancelling."""

SPOKEN_BLOCKS = 150
"""Three seconds of the coach's voice are measured: by then the canceller has settled."""

WINDOW_BLOCKS = 500
"""What is looked at: the latest ten seconds of prompts and what follows them."""

SEARCHED = round(1.5 * SAMPLE_RATE)
"""Samples of delay in which an echo is looked for."""

CLEAR_PEAK = 12.0
"""How far a correlation must stand out of the rest, in standard deviations, to be an echo's."""

SAME_DELAY = 0.02
"""Seconds two measurements may differ by and be of the same echo."""

SPOKEN_LEVEL = 10 ** (-50 / 20)
"""A block the coach is heard in."""

GATE_MARGIN_DB = 6.0
"""A person must be this much louder than what is left of the coach."""

MOSTLY_ECHO = 10 ** (-8 / 20)
"""A block the canceller took more than this from was the coach's, whatever is left of it."""

FALL = 10 ** (-0.8 / 20)
"""How fast an echo dies away in a room, a block: 40 dB a second, slower than rooms do."""

NOISE_RISE = 10 ** (0.01 / 20)
"""How fast the estimate of the room's noise may rise, a block."""

TAIL = round(0.15 * SAMPLE_RATE)
"""The room still rings with the coach's voice this long after its echo's end."""

FULL_LINE = "I can hear you while I speak: a word like pause or stop works at any time."
HALF_LINE = "While I speak I can't hear you: my voice comes back too {why}. Keys always work."

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


UNMEASURED = EchoPath(delay_seconds=None, gain_db=0.0, cancelled_db=0.0, left_db=0.0)
"""What is taken for true before anything is known: the echo is as loud as the coach."""


class Duplex:
    """Decides, block by block, what the ears may hear.

    Args:
        mode: "auto" chooses by measuring; "full" and "half" are as they are.
        tell: shows one plain line when it was chosen.
    """

    def __init__(
        self, mode: DuplexMode = "auto", *, tell: Callable[[str], None] = lambda _: None
    ) -> None:
        self._mode = mode
        self._tell = tell
        self._canceller: Any = None
        self._window: deque[tuple[Sound, Sound, Sound]] = deque(maxlen=WINDOW_BLOCKS)
        self._spoken = 0
        self._quiet = SEARCHED
        self._levels: deque[float] = deque([0.0], maxlen=SEARCHED // BLOCK_SAMPLES)
        self._ringing = 0.0
        self._quietest = 1.0
        self._noise = np.random.default_rng(0)
        self._doubted: float | None = None
        self.full = mode == "full"
        self.path: EchoPath | None = None

    @property
    def tail(self) -> int:
        """Samples after a prompt in which the coach can still be heard."""
        late = self.path.delay_seconds or 0.0 if self.path else LONGEST_DELAY
        return TAIL + round(late * SAMPLE_RATE)

    def clean(self, heard: Sound, played: Sound, *, speaking: bool) -> Sound | None:
        """What the ears may hear of a block, or None while they are closed.

        Args:
            heard: a block of 320 samples from the microphone.
            played: what went to the loudspeaker in the same time.
            speaking: whether the coach is being heard.
        """
        cleaned = heard if self._mode == "half" else self._cancel(heard, played)
        self._quietest = min(_level(heard), self._quietest * NOISE_RISE)
        self._ring(played)
        self._measure(played, heard, cleaned)
        if speaking and not self.full:
            return None
        path = self.path or UNMEASURED
        if path.gain_db < NO_ECHO_DB or not (speaking or self._rings(path.gain_db)):
            return heard
        if not self.full:
            return self._gated(heard, path.gain_db)
        taken = _level(cleaned) < _level(heard) * MOSTLY_ECHO
        return self._gated(cleaned, 0.0 if taken else path.left_db)

    def _cancel(self, heard: Sound, played: Sound) -> Sound:
        if self._canceller is None:
            from pywebrtc_audio import EchoCanceller

            self._canceller = EchoCanceller(SAMPLE_RATE)
        half = BLOCK_SAMPLES // 2
        halves = [
            self._canceller.process(heard[part], played[part])
            for part in (slice(0, half), slice(half, BLOCK_SAMPLES))
        ]
        cleaned: Sound = np.concatenate(halves)
        return cleaned

    def _ring(self, played: Sound) -> None:
        """Follow how loud the coach is in the room."""
        self._levels.append(_level(played))
        late = (self.path or UNMEASURED).delay_seconds or 0.0
        back = min(round(late * SAMPLE_RATE) // BLOCK_SAMPLES, len(self._levels) - 1)
        self._ringing = max(self._levels[-1 - back], self._ringing * FALL)

    def _rings(self, gain_db: float) -> bool:
        """Whether an echo of this loudness still stands out of the room's noise."""
        return self._ringing * 10 ** ((gain_db + GATE_MARGIN_DB) / 20) > self._quietest

    def _gated(self, sound: Sound, left_db: float) -> Sound:
        """The block, or the room's noise where it may be no more than what is left of an echo."""
        if _level(sound) > self._ringing * 10 ** ((left_db + GATE_MARGIN_DB) / 20):
            return sound
        noise = self._noise.normal(0, self._quietest * 32768, BLOCK_SAMPLES)
        return noise.round().astype(np.int16)

    def _measure(self, played: Sound, heard: Sound, cleaned: Sound) -> None:
        spoken = _level(played) > SPOKEN_LEVEL
        self._quiet = 0 if spoken else self._quiet + 1
        if self._quiet > SEARCHED // BLOCK_SAMPLES:
            return  # long silences tell nothing
        self._window.append((played, heard, cleaned))
        self._spoken += spoken
        if self._spoken < SPOKEN_BLOCKS:
            return
        self._spoken = 0
        path = measured(*(np.concatenate(each) for each in zip(*self._window, strict=True)))
        late = (path.delay_seconds or 0.0) > LONGEST_DELAY
        if not path.known or (self.full and not path.usable and not late):
            return  # somebody talked over the coach: that tells nothing about the echo
        if self.full and late and not self._confirmed(path.delay_seconds or 0.0):
            return
        first, self.path = self.path is None, path
        if self._mode == "auto" and (first or self.full != path.usable):
            self.full = path.usable
            self._tell(_line(path))

    def _confirmed(self, delay: float) -> bool:
        """Whether a late echo was found twice, in different sound: two voices may look like one."""
        before, self._doubted = self._doubted, delay
        self._window.clear()
        return before is not None and abs(before - delay) <= SAME_DELAY


def measured(played: Sound, heard: Sound, cleaned: Sound) -> EchoPath:
    """The echo path, from some seconds of the coach's voice, its pauses included."""
    out, back, rest = (each.astype(np.float64) / 32768 for each in (played, heard, cleaned))
    delay = _delay(out, back)
    shift = (delay or 0) // BLOCK_SAMPLES
    went = np.concatenate([np.full(shift, 1e-6), _levels(out)])[: len(out) // BLOCK_SAMPLES]
    ringing = _ringing(went)
    spoken = np.flatnonzero(went > SPOKEN_LEVEL)
    settled = slice(spoken[len(spoken) // 2], None)
    came, stayed, went, ringing = (
        each[settled] for each in (_levels(back), _levels(rest), went, ringing)
    )
    ringing_on = ringing > SPOKEN_LEVEL
    return EchoPath(
        delay_seconds=None if delay is None else round(delay / SAMPLE_RATE, 3),
        gain_db=_db(np.sum(came**2) / np.sum(went**2)),
        cancelled_db=_db(np.sum(came**2) / np.sum(stayed**2)),
        left_db=_db(float(np.percentile((stayed / ringing)[ringing_on], 95)) ** 2),
    )


def _delay(out: Wave, back: Wave) -> int | None:
    """Samples from playing to hearing: the peak of the phase correlation, if it stands out."""
    size = 1 << (len(out) + SEARCHED).bit_length()
    spectrum = np.fft.rfft(back, size) * np.conj(np.fft.rfft(out, size))
    correlation = np.fft.irfft(spectrum / (np.abs(spectrum) + 1e-9), size)[:SEARCHED]
    peak = int(np.argmax(np.abs(correlation)))
    return peak if abs(correlation[peak]) > CLEAR_PEAK * float(np.std(correlation)) else None


def _levels(wave: Wave) -> Wave:
    """The level of each block, with a floor far below anything heard."""
    levels: Wave = np.sqrt(np.mean(wave.reshape(-1, BLOCK_SAMPLES) ** 2, axis=1)) + 1e-6
    return levels


def _ringing(levels: Wave) -> Wave:
    """Levels as a room lets them die away."""
    ringing = levels.copy()
    for index in range(1, len(ringing)):
        ringing[index] = max(ringing[index], ringing[index - 1] * FALL)
    return ringing


def _level(sound: Sound) -> float:
    return float(np.sqrt(np.mean(np.square(sound, dtype=np.float64)))) / 32768 + 1e-6


def _db(power: float) -> float:
    return round(10 * float(np.log10(power + 1e-12)), 1)


def _line(path: EchoPath) -> str:
    if path.usable:
        return FULL_LINE
    late = path.delay_seconds is not None and path.delay_seconds > LONGEST_DELAY
    return HALF_LINE.format(why="late" if late else "strongly")
