"""Both partners talking at once, heard through one microphone.

A network tells, sixty times a second, how sure it is that two people talk (`two_voices.py`).
It knows neither what they say nor who began, and nobody asks it (exercises.md B2).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from voice_coach.hearing.two_voices import FIRST_CENTRE, FRAME, Wave
from voice_coach.signal.sound import Sound
from voice_coach.signal.units import Samples, samples

WINDOW = samples(4.0)
"""What the network is given each time, up to now. With less it takes the beginning of one voice for
two, so it is not asked before."""

HOP = samples(1.0)
"""How often it is asked."""

LATE = samples(0.75)
"""The newest frames of a window are not believed yet: what comes after them changes many."""

LIKELY, SURE = 0.2, 0.85
"""A stretch is as long as two people are likely to talk, and counts where that is sure at least
once: one reader in an echoing room seems likely to be two for a while, but seldom surely."""

GAP = samples(0.25)
"""A break this short, such as one of them drawing breath, does not end a stretch."""

SHORTEST = samples(0.8)
"""A shorter stretch counts at no sensitivity, and is not told (core/heat.py)."""

LONGEST = samples(2.0)
"""A stretch this long counts at every sensitivity, and is told though it goes on."""


class Overlap:
    """Follows the sound of a floor, and tells each stretch in which two people talk, once.

    Args:
        both: gives for a piece of sound how sure it is that two people talk, frame by frame.
    """

    def __init__(self, both: Callable[[Sound], Wave]) -> None:
        self._both = both
        self._blocks: list[Sound] = []
        self._heard: Samples = 0
        self._talk: Samples = 0
        """Where somebody was last heard to talk."""
        self._settled: Samples = 0
        """Up to here it is known whether two talked."""
        self._began: Samples | None = None
        self._ended: Samples = 0
        self._sure = self._told = False

    def forget(self) -> None:
        """Begin anew: what was heard belongs to another moment."""
        self._blocks.clear()
        self._heard = self._talk = self._settled = self._ended = 0
        self._began, self._sure, self._told = None, False, False

    def hear(self, sound: Sound, *, voiced: bool) -> Samples | None:
        """Take the next block.

        Returns:
            How long two people have talked at once: when that is over, or `LONGEST` long.
        """
        self._blocks.append(sound)
        self._heard += len(sound)
        if voiced:
            self._talk = self._heard
        due = self._heard % HOP < len(sound) and self._heard >= WINDOW
        return self._look() if due else None

    def _look(self) -> Samples | None:
        window = np.concatenate(self._blocks)[-WINDOW:]
        self._blocks = [window]
        settled, told = self._heard - LATE, None
        for at, sure in self._frames(window, settled) if self._settled < self._talk else ():
            if self._began is None or at - self._ended > GAP:
                told = self._close() or told
                self._began = at
            self._ended = at + FRAME
            self._sure |= sure
        self._settled = settled
        if self._began is not None:
            if settled - self._ended > GAP:
                return self._close() or told
            if self._sure and not self._told and self._ended - self._began >= LONGEST:
                self._told = True
                return self._ended - self._began
        return told

    def _frames(self, window: Sound, settled: Samples) -> list[tuple[Samples, bool]]:
        """Where the new frames begin in which two likely talk, and whether that is sure."""
        sure = self._both(window)
        begin = self._heard - WINDOW + FIRST_CENTRE - FRAME // 2 + FRAME * np.arange(len(sure))
        new = (begin >= self._settled) & (begin < settled)
        likely = new & (sure >= LIKELY)
        return list(zip(begin[likely].tolist(), (sure[likely] >= SURE).tolist(), strict=True))

    def _close(self) -> Samples | None:
        """End the running stretch."""
        began, counts = self._began, self._sure and not self._told
        self._began, self._sure, self._told = None, False, False
        if began is None or not counts or self._ended - began < SHORTEST:
            return None
        return self._ended - began
