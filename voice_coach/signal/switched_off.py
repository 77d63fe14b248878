"""A microphone that is switched off or muted: it gives sound, but nothing is in it."""

from __future__ import annotations

from voice_coach.signal.sound import Sound, level_dbfs
from voice_coach.signal.units import Samples, samples

DEAD_DBFS = -85.0
"""RMS of a block under which no room is: the quietest have a hum of -75, a switched-off microphone
nothing, or a trace of dither at -90 and less."""

OFF_AFTER = samples(30)
"""Nothing for so long is no quiet room."""

GATED_AFTER = samples(1)
"""A microphone that falls dead for so long between sounds does so whenever nobody speaks: some
programs that remove noise cut it out altogether. Of such a one silence tells nothing."""


class SwitchedOff:
    """Tells from blocks of sound whether the microphone is switched off.

    Args:
        after: how long nothing must be in it.
    """

    def __init__(self, *, after: Samples = OFF_AFTER) -> None:
        self._after = after
        self._dead: Samples = 0
        self._sounded = False
        self._gated = False

    def hear(self, sound: Sound) -> bool:
        """Take the next block; whether the microphone seems to be off."""
        if level_dbfs(sound) < DEAD_DBFS:
            self._dead += len(sound)
            return self._off
        if self._sounded and self._dead >= GATED_AFTER and not self._off:
            self._gated = True
        self._sounded = True
        self._dead = 0
        return False

    @property
    def _off(self) -> bool:
        return self._dead >= self._after and not self._gated
