"""What each of two people said while the other was out of the room.

It is said back to them once, before the door is opened. It is told to both only in the steps that
tell it, once, and only where both have said something. Nothing of it is shown, and nothing kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from voice_coach.exercise.script import Exercise, Partner, Say
from voice_coach.exercise.script_private import MOST_EACH


class Confided:
    """One session's.

    Args:
        exercise: what is done; None: nothing with a private part.
    """

    def __init__(self, exercise: Exercise | None = None) -> None:
        parts = exercise.couple if exercise else ()
        steps = [(part.private, step) for part in parts for step in part.steps]
        self._private = {step.id for private, step in steps if private}
        self._tells = {step.id: step.tells for _, step in steps if isinstance(step, Say)}
        self._told: dict[str, list[str]] = {}
        self._by: dict[str, Partner] = {}
        self._unread: set[str] = set()
        self._agreed: set[str] = set()
        """Floors that have been said back: what comes later is not what they said yes to."""
        self._step = ""

    def begin(self, step: str) -> None:
        """A step begins; with the first one that is not private the door is open."""
        self._step = step
        if step not in self._private:
            self._unread.clear()

    def holds(self, step: str) -> bool:
        """Whether what is said on a step is said alone."""
        return step in self._private

    def afresh(self, floor: str) -> None:
        """A floor begins: what was told on it before does not count."""
        self._told.pop(floor, None)
        self._by.pop(floor, None)
        self._unread.discard(floor)
        self._agreed.discard(floor)

    def take(self, floor: str, by: Partner, words: str) -> None:
        """Somebody said something fit to be told, on a floor of their own."""
        if floor in self._private and floor not in self._agreed:
            self._told.setdefault(floor, []).append(words)
            self._by[floor] = by
            if self._step in self._private:
                self._unread.add(floor)

    @property
    def telling(self) -> bool:
        """Whether the step that is on tells something of it."""
        return bool(self._tells.get(self._step))

    def lend(self) -> str:
        """The words for the step that is on, once; empty: it may have none."""
        floors = self._tells.get(self._step, ())
        if self._step in self._private:
            chosen = [floor for floor in floors if floor in self._unread]
            self._unread.difference_update(chosen)
            self._agreed.update(chosen)
            return " ".join(self._beginnings([self._told[floor] for floor in chosen]))
        if len(set(self._by.values())) < 2:
            return ""
        return " ".join(self._beginnings([self._told.pop(f) for f in floors if f in self._told]))

    def _beginnings(self, told: Sequence[Sequence[str]]) -> Iterator[str]:
        for each in told:
            yield beginning(each, MOST_EACH)


def with_capitals(words: str) -> str:
    """Words to be read, from an ear that writes no capitals: "i" is "I"."""
    return re.sub(r"\bi\b", "I", words)


def beginning(told: Sequence[str], most: int) -> str:
    """What was told on a floor, as it was heard, or its first words."""
    words = with_capitals(" ".join(told)).split()
    return " ".join(words[:most]) + ("..." if len(words) > most else ".")
