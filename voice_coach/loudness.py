"""A raised voice: how loud somebody is against their own calm speech.

Loudness finds a raised voice and not anger: joy is as loud (on acted speech strong anger is 21 dB
over neutral, strong joy 14, fear 18). So it is one sign of several, and the same for both partners.
"""

from __future__ import annotations

from collections import deque

import numpy as np

from voice_coach.core.events import Partner
from voice_coach.core.timeline import samples
from voice_coach.edge.ports import BLOCK_SAMPLES, Sound

RAISED_DB = 10.0
"""How far above their own calm speech a voice counts as raised. The loudest second of each of
fifteen people who read aloud lay at most 6.4 dB above their median second
(`benchmarks/raised_voice.py`)."""

MOMENT = samples(1) // BLOCK_SAMPLES
"""Voiced blocks whose loudness is taken together: a shout lasts, a stressed word does not."""

KNOWN_AFTER = samples(5) // BLOCK_SAMPLES
"""Moments of calm speech, one a voiced block, before a person's own loudness is known."""

REMEMBERED = samples(120) // BLOCK_SAMPLES
"""Moments the median is taken over: people move about, and a room changes."""


class Loudness:
    """Follows both partners' loudness; the turn tells who is talking."""

    def __init__(self) -> None:
        self._calm: dict[Partner, deque[float]] = {
            "a": deque(maxlen=REMEMBERED),
            "b": deque(maxlen=REMEMBERED),
        }
        self._powers: deque[float] = deque(maxlen=MOMENT)
        self._moments: list[float] = []
        self._raised = False
        self._usual: float | None = None

    def hear(self, sound: Sound, partner: Partner) -> float | None:
        """Take a voiced block of somebody's.

        Returns:
            Decibels above their calm speech, once a stretch, as soon as a moment of it is raised.
        """
        self._powers.append(float(np.mean(np.square(sound, dtype=np.float64))) + 1.0)
        if len(self._powers) < MOMENT:
            return None
        loudness = 10 * float(np.log10(sum(self._powers) / MOMENT))
        self._moments.append(loudness)
        if self._usual is None:
            calm = self._calm[partner]
            self._usual = float(np.median(calm)) if len(calm) >= KNOWN_AFTER else float("inf")
        if self._raised:
            return None
        above = loudness - self._usual
        self._raised = above >= RAISED_DB
        return round(above, 1) if self._raised else None

    def finish(self, partner: Partner) -> None:
        """The stretch is over: calm speech becomes part of what is usual for them."""
        if not self._raised:
            self._calm[partner].extend(self._moments)
        self.forget()

    def forget(self) -> None:
        """Drop the running stretch: it is not known whose it was."""
        self._powers.clear()
        self._moments, self._raised, self._usual = [], False, None
