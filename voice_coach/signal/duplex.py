"""The coach's own voice in the microphone: cancelled where it can be, else the ears are closed.

The way from the loudspeaker to the microphone is measured from the first seconds the coach says.
Where the canceller (WebRTC's AEC3) copes with it, people are heard while the coach speaks: full
duplex. Where the echo comes too late or too much of it stays, they are not: half duplex. What they
say is then taken from a filter found by least squares, which holds back nothing of it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any, Literal

import numpy as np

from voice_coach.signal.echo_filter import EchoFilter
from voice_coach.signal.echo_path import (
    FALL,
    LONGEST_DELAY,
    MOSTLY_ECHO,
    NO_ECHO_DB,
    SEARCHED,
    SPOKEN_LEVEL,
    EchoPath,
    level,
    measured,
)
from voice_coach.signal.sound import Sound
from voice_coach.signal.units import BLOCK_SAMPLES, SAMPLE_RATE

DuplexMode = Literal["auto", "full", "half"]

SPOKEN_BLOCKS = 150
"""Three seconds of the coach's voice are measured: by then the canceller has settled."""

WINDOW_BLOCKS = 500
"""What is looked at: the latest ten seconds of prompts and what follows them."""

SAME_DELAY = 0.02
"""Seconds two measurements may differ by and be of the same echo."""

GATE_MARGIN_DB = 6.0
"""A person must be this much louder than what is left of the coach."""

NOISE_RISE = 10 ** (0.01 / 20)
"""How fast the estimate of the room's noise may rise, a block."""

TAIL = round(0.15 * SAMPLE_RATE)
"""The room still rings with the coach's voice this long after its echo's end."""

FULL_LINE = "I can hear you while I speak: a word like pause or stop works at any time."
HALF_LINE = "While I speak I can't hear you: my voice comes back too {why}. Keys always work."

UNMEASURED = EchoPath(delay_seconds=None, gain_db=0.0, cancelled_db=0.0, left_db=0.0)
"""What is taken for true before anything is known: the echo is as loud as the coach."""


class Duplex:
    """Decides, block by block, what the ears may hear.

    Args:
        mode: "auto" chooses by measuring; "full" and "half" are as they are.
        tell: shows one plain line when it was chosen.
        echo: whether the coach can come back at all. Where it cannot, as in a virtual room without
            an echo, nothing is looked for to cancel; what is decided is the same.
    """

    def __init__(
        self,
        mode: DuplexMode = "auto",
        *,
        tell: Callable[[str], None] = lambda _: None,
        echo: bool = True,
    ) -> None:
        self._mode = mode
        self._cancels = echo and mode != "half"
        self._tell = tell
        self._canceller: Any = None
        self._filter = EchoFilter()
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
        cleaned, rest = heard, None
        if self._cancels:
            cleaned, rest = self._cancel(heard, played), self._filter.subtract(heard, played)
        self._quietest = min(level(heard), self._quietest * NOISE_RISE)
        self._ring(played)
        self._measure(played, heard, cleaned)
        if speaking and not self.full:
            return None
        path = self.path or UNMEASURED
        if path.gain_db < NO_ECHO_DB or not (speaking or self._rings(path.gain_db)):
            return heard
        if not self.full:
            return self._gated(heard, path.gain_db)
        if rest is not None:
            return self._gated(rest, self._filter.left_db)
        taken = level(cleaned) < level(heard) * MOSTLY_ECHO
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
        self._levels.append(level(played))
        late = (self.path or UNMEASURED).delay_seconds or 0.0
        back = min(round(late * SAMPLE_RATE) // BLOCK_SAMPLES, len(self._levels) - 1)
        self._ringing = max(self._levels[-1 - back], self._ringing * FALL)

    def _rings(self, gain_db: float) -> bool:
        """Whether an echo of this loudness still stands out of the room's noise."""
        return self._ringing * 10 ** ((gain_db + GATE_MARGIN_DB) / 20) > self._quietest

    def _gated(self, sound: Sound, left_db: float) -> Sound:
        """The block, or the room's noise where it may be no more than what is left of an echo."""
        if level(sound) > self._ringing * 10 ** ((left_db + GATE_MARGIN_DB) / 20):
            return sound
        noise = self._noise.normal(0, self._quietest * 32768, BLOCK_SAMPLES)
        return noise.round().astype(np.int16)

    def _measure(self, played: Sound, heard: Sound, cleaned: Sound) -> None:
        spoken = level(played) > SPOKEN_LEVEL
        self._quiet = 0 if spoken else self._quiet + 1
        if self._quiet > SEARCHED // BLOCK_SAMPLES:
            return  # long silences tell nothing
        self._window.append((played, heard, cleaned))
        self._spoken += spoken
        if self._spoken < SPOKEN_BLOCKS:
            return
        self._spoken = 0
        out, back, rest = (np.concatenate(each) for each in zip(*self._window, strict=True))
        path = measured(out, back, rest)
        late = (path.delay_seconds or 0.0) > LONGEST_DELAY
        if not path.known or (self.full and not path.usable and not late):
            return  # somebody talked over the coach: that tells nothing about the echo
        if self.full and late and not self._confirmed(path.delay_seconds or 0.0):
            return
        first, self.path = self.path is None, path
        if path.usable and path.delay_seconds is not None:
            self._filter.learn(out, back, rest, delay_seconds=path.delay_seconds)
        if self._mode == "auto" and (first or self.full != path.usable):
            self.full = path.usable
            self._tell(_line(path))

    def _confirmed(self, delay: float) -> bool:
        """Whether a late echo was found twice, in different sound: two voices may look like one."""
        before, self._doubted = self._doubted, delay
        self._window.clear()
        return before is not None and abs(before - delay) <= SAME_DELAY


def _line(path: EchoPath) -> str:
    if path.usable:
        return FULL_LINE
    late = path.delay_seconds is not None and path.delay_seconds > LONGEST_DELAY
    return HALF_LINE.format(why="late" if late else "strongly")
