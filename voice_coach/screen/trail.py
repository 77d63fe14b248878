"""The way through an exercise, as a trail of a few dots."""

from __future__ import annotations

from collections.abc import Sequence

from voice_coach.exercise.plan import PlannedStep
from voice_coach.exercise.script import Partner

MOST_DOTS = 16
"""More are not told apart at a glance."""


class Trail:
    """How far along they are: a dot for each stretch of steps with one purpose and one speaker.

    Args:
        planned: the steps of the session, in order.
    """

    def __init__(self, planned: Sequence[PlannedStep]) -> None:
        self._stretches: list[tuple[str, Partner, set[str]]] = []
        for each in planned:
            last = self._stretches[-1] if self._stretches else None
            same = last and last[:2] == (each.part, each.speaker) and each.step.id not in last[2]
            if not last or not same:
                self._stretches.append((each.part, each.speaker, set()))
            self._stretches[-1][2].add(each.step.id)
        self._at = -1

    def come_to(self, step: str, part: str, speaker: Partner) -> None:
        """A step begins: the nearest one ahead, else the nearest one behind."""
        ahead = range(max(0, self._at), len(self._stretches))
        for at in (*ahead, *reversed(range(max(0, self._at)))):
            its_part, its_speaker, steps = self._stretches[at]
            if (its_part, its_speaker) == (part, speaker) and step in steps:
                self._at = at
                return

    @property
    def dots(self) -> tuple[int, int]:
        """How many dots are begun or done, and how many there are."""
        count, begun = len(self._stretches), self._at + 1
        if count <= MOST_DOTS:
            return begun, count
        return -(-begun * MOST_DOTS // count), MOST_DOTS
