"""The coach's echo taken away by a fixed filter, which leaves whoever talks over it as they are.

A canceller that adapts all the time holds people back too while the coach speaks: of eighteen
commands said over a prompt it left six to be understood, this filter seventeen
(`benchmarks/barge_in.py`). The filter is found by least squares over some seconds of the coach's
voice (Wiener's solution; conjugate gradients on the Toeplitz normal equations), and found anew
every few seconds, for people move.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from voice_coach.signal.echo_path import (
    LONGEST_DELAY,
    MOSTLY_ECHO,
    SPOKEN_LEVEL,
    Wave,
    later,
    left_of,
    levels,
    ringing_of,
)
from voice_coach.signal.sound import Sound
from voice_coach.signal.units import BLOCK_SAMPLES, SAMPLE_RATE

TAPS = 4096
"""Samples of a room's response that are followed: a quarter of a second."""

LEAD = 64
"""Samples before the strongest arrival at which the response may begin."""

STEPS = 60
"""Of the conjugate gradients: more change the result by less than the room's noise."""

LOADING = 1e-4
"""Of the played sound's power: keeps the solution quiet where the coach has no sound."""

LEAST_BLOCKS = 50
"""A filter is judged on at least a second of the coach's voice alone."""

BETTER_DB = 1.0
"""A new filter must leave so much less: who talked over the coach has taught it wrong."""

KEPT = TAPS + round(LONGEST_DELAY * SAMPLE_RATE) + BLOCK_SAMPLES
"""Played samples that may still come back."""

SEGMENT = TAPS + BLOCK_SAMPLES
"""Samples a block's echo comes from; also the length of the transform."""


class EchoFilter:
    """Follows what was played, and takes its echo out of what is heard."""

    def __init__(self) -> None:
        self._played = np.zeros(KEPT)
        self._lag = 0
        self._response: Wave | None = None
        self._spectrum: npt.NDArray[np.complex128] | None = None
        self.left_db = 0.0
        """What is left of the coach at most, against what was played and rings on."""

    def subtract(self, heard: Sound, played: Sound) -> Sound | None:
        """A block without the coach's echo; None: no echo is known yet."""
        self._played = np.concatenate([self._played[len(played) :], played])
        if self._spectrum is None:
            return None
        if not self._played.any():
            return heard
        end = KEPT - self._lag
        segment = np.fft.rfft(self._played[end - SEGMENT : end])
        echo = np.fft.irfft(segment * self._spectrum, SEGMENT)[-len(heard) :]
        return np.clip(heard - echo, -32768, 32767).round().astype(np.int16)

    def learn(self, played: Sound, heard: Sound, cancelled: Sound, delay_seconds: float) -> None:
        """Find the response anew, and keep it if it leaves clearly less than the present one.

        An echo later than `LONGEST_DELAY` teaches nothing: what it comes from is no longer kept.

        Args:
            played: some seconds that went to the loudspeaker.
            heard: what the microphone gave meanwhile.
            cancelled: the same after the canceller, which tells when only the coach was heard.
            delay_seconds: how late the echo is.
        """
        if delay_seconds > LONGEST_DELAY:
            return
        lag = max(0, round(delay_seconds * SAMPLE_RATE) - LEAD)
        out, back = later(played.astype(np.float64), lag), heard.astype(np.float64)
        alone = levels(cancelled / 32768.0) < levels(back / 32768) * MOSTLY_ECHO
        ringing = ringing_of(levels(out / 32768))
        judged = alone & (ringing > SPOKEN_LEVEL)
        if np.count_nonzero(judged) < LEAST_BLOCKS:
            return

        def left_db(response: Wave, by: Wave) -> float:
            stayed = levels((back - _echo(by, response)) / 32768)
            return left_of(stayed, ringing, judged)

        response = _response(out, back)
        left = left_db(response, out)
        if self._response is not None:
            before = left_db(self._response, later(played.astype(np.float64), self._lag))
            if before <= left + BETTER_DB:
                self.left_db = before
                return
        self._lag, self._response, self.left_db = lag, response, left
        self._spectrum = np.fft.rfft(response, SEGMENT)


def _echo(out: Wave, response: Wave) -> Wave:
    size = 1 << (len(out) + TAPS).bit_length()
    return np.fft.irfft(np.fft.rfft(out, size) * np.fft.rfft(response, size), size)[: len(out)]


def _response(out: Wave, back: Wave) -> Wave:
    """The response of `TAPS` samples that makes most of `back` out of `out`."""
    size = 1 << (len(out) + TAPS).bit_length()
    spectrum = np.fft.rfft(out, size)
    own = np.fft.irfft(np.abs(spectrum) ** 2, size)[:TAPS]
    own[0] *= 1 + LOADING
    rest = np.fft.irfft(np.conj(spectrum) * np.fft.rfft(back, size), size)[:TAPS]
    # The symmetric Toeplitz matrix of `own`, as the circulant it is a corner of.
    circulant = np.fft.rfft(np.concatenate([own, [0.0], own[:0:-1]]))
    found = np.zeros(TAPS)
    direction, power = rest.copy(), float(rest @ rest)
    for _ in range(STEPS):
        if not power:
            break
        turned = np.fft.irfft(circulant * np.fft.rfft(direction, 2 * TAPS), 2 * TAPS)[:TAPS]
        step = power / float(direction @ turned)
        found += step * direction
        rest = rest - step * turned
        before, power = power, float(rest @ rest)
        direction = rest + power / before * direction
    return found
