"""Whether an exercise keeps to the time it says: what its steps were reckoned to take, and took.

Once it is late, nothing that could be left out is begun: no further piece, no mirror once more. So
two people who take care over a mirror may do so, and those who refuse every one of them are not
kept for twice as long as they were told.
"""

from __future__ import annotations

from voice_coach.signal.units import Samples

LEEWAY = 0.1
"""How late is late, in parts of the whole; half of what a session may be off."""


class Timetable:
    """One session's.

    Args:
        whole: how long the exercise takes, as its script says.
    """

    def __init__(self, whole: Samples) -> None:
        self._whole = whole
        self._leeway = round(whole * LEEWAY)
        self._reckoned: Samples = 0

    def begin(self, reckoned: Samples) -> None:
        """A step begins that takes about so long."""
        self._reckoned += reckoned

    def left(self, elapsed: Samples) -> Samples:
        """About how much of the time the exercise says it takes is left, of so much gone by."""
        return max(0, self._whole - elapsed)

    def late(self, elapsed: Samples) -> bool:
        """Whether more time has gone by than even the step that is on should end after."""
        return elapsed > self._reckoned + self._leeway
