"""Where speech begins and ends, counted in samples from one voiced-or-not verdict a block."""

from __future__ import annotations

from typing import Literal

import msgspec

from voice_coach.signal.units import Samples, samples

ONSET = samples(0.10)
"""Voiced sound within `WINDOW` that makes speech: shorter is a click or a tap."""

WINDOW = samples(0.20)
"""How far back voiced sound counts towards an onset."""


class Edge(msgspec.Struct, frozen=True, kw_only=True):
    """Speech began or ended."""

    kind: Literal["started", "ended"]
    started: Samples
    """First sample of the speech."""
    ended: Samples
    """One past its last voiced sample so far."""


class Endpoint:
    """Turns voiced-or-not blocks into the edges of speech.

    `silence` is the quiet that ends speech, in samples; it may change at any time. A short answer
    ends sooner than a thought does.
    """

    def __init__(self, silence: Samples) -> None:
        self.silence = silence
        self._recent: list[tuple[Samples, bool, Samples]] = []
        self._started: Samples | None = None
        self._last_voiced: Samples = 0

    @property
    def speaking(self) -> bool:
        """Whether speech goes on."""
        return self._started is not None

    @property
    def quiet(self) -> Samples:
        """First sample after the latest voiced one."""
        return self._last_voiced

    def hear(self, *, at: Samples, length: Samples, voiced: bool) -> Edge | None:
        """Take the verdict on the block of `length` samples that begins at `at`."""
        end = at + length
        if voiced:
            self._last_voiced = end
        if self._started is not None:
            if end - self._last_voiced < self.silence:
                return None
            edge = Edge(kind="ended", started=self._started, ended=self._last_voiced)
            self.reset()
            return edge
        self._recent = [each for each in self._recent if end - each[0] <= WINDOW]
        self._recent.append((at, voiced, length))
        heard = sum(size for _, is_voiced, size in self._recent if is_voiced)
        if heard < ONSET:
            return None
        self._started = next(start for start, is_voiced, _ in self._recent if is_voiced)
        return Edge(kind="started", started=self._started, ended=end)

    def reset(self) -> None:
        """Forget the running speech: the ears were closed."""
        self._started = None
        self._recent.clear()
