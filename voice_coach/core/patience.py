"""How much the coach says beyond the script, where it meets with silence or with refusal.

Its voice has a budget (exercises.md, B.0), and silence is tolerated (row 64): what is said in vain
is not said again and again. None of this ever moves a floor on; only the coach grows quieter.
"""

from __future__ import annotations

from collections import Counter

from voice_coach.exercise.coach_lines import CoachLines
from voice_coach.signal.units import Samples, samples

MOST_IN_VAIN = 2
"""Offers, hints and reprompts in a row that nobody makes a sound after; then no more of them."""

EXPLAINED = 2
"""How often what is said at every mirror is said in full; afterwards they know how it goes."""

MIRROR_LOOPS = (3, 1, 0)
"""Mirrors of one piece that may fail: three, and then "close enough for now?" (block B4). After
that the next one that fails is left at that, and then nobody is asked how a mirror landed: they
go on, but being asked again and again would only tell two people that they fail."""


HASTY = samples(5)
"""A floor used for less needs no thanks, and its partners no telling that they change roles."""


class Patience:
    """One session's."""

    def __init__(self) -> None:
        self._in_vain = 0
        self._explained: Counter[str] = Counter()
        self._refused = 0
        self._switches = 0
        self._hasty = False

    def heard(self) -> None:
        """Somebody made a sound, or pressed a key: they are there."""
        self._in_vain = 0

    @property
    def mirror_loops(self) -> int:
        """How many mirrors of one piece may fail; none: nobody is asked how it landed."""
        return MIRROR_LOOPS[self._refused]

    def refused(self) -> bool:
        """One piece's mirrors failed as often as they may. True if others did before."""
        self._refused += 1
        return self._refused > 1

    def explains(self, line: str) -> bool:
        """Whether a line that comes now is said in full."""
        self._explained[line] += 1
        return self._explained[line] <= EXPLAINED

    def thanks(self, lines: CoachLines) -> str:
        """What is said as the partners change roles: never the same twice in a row.

        Nothing, where the turn before was hardly used: the next prompt names who is meant, and
        nobody is thanked for what did not happen.
        """
        self._switches += 1
        if self._hasty:
            return ""
        varied = (lines.switch, lines.switch_again, lines.switch_once_more)
        return varied[(self._switches - 1) % len(varied)]

    def held(self, used: Samples, *, thanked: bool) -> None:
        """A floor is over of which so much was used; `thanked`: there is something to thank for."""
        self._hasty = not thanked or used < HASTY

    def speaks_up(self) -> bool:
        """Whether to say something nobody asked for, which then is being said."""
        if self._in_vain >= MOST_IN_VAIN:
            return False
        self._in_vain += 1
        return True
