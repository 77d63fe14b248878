"""The way through the plan: which step it is now, what was answered, and which comes next."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from voice_coach.exercise.plan import PlannedStep
from voice_coach.exercise.script import AnyStep, Ask, FloorStep

PASSED = "pass"
"""The answer of a step that was skipped."""

LIGHTER = "lighter"
"""The same of a step for which something lighter was asked; afterwards it has been skipped."""


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A place on the way, and what had been answered when it was reached."""

    index: int
    answers: dict[str, str]


class Route:
    """One session's way through its plan."""

    def __init__(self, steps: Sequence[PlannedStep]) -> None:
        self._steps = steps
        self._index = -1
        self._answers: dict[str, str] = {}
        self._ended_early = False
        self._before: list[Place] = []

    @property
    def planned(self) -> PlannedStep:
        """The step it has come to; the first one before the start."""
        return self._steps[max(self._index, 0)]

    @property
    def ended_early(self) -> bool:
        """Whether the latest answer led out of the exercise."""
        return self._ended_early

    def advance(self, answer: str | None = None) -> PlannedStep | None:
        """Go to the next step that applies, after what was answered, or done, in the current one.

        None: there is none, or an answer led out (`ended_early`).
        """
        target, left = "next", self.place
        if self._index >= 0:
            target = self._target(self.planned.step, answer)
        if target == "end":
            self._ended_early = True
            return None
        for index in range(self._index + 1, len(self._steps)):
            step = self._steps[index].step
            named = target not in ("next", step.id)
            if not named and (target == step.id or self._applies(step)):
                self._index = index
                if left.index >= 0:
                    self._before.append(left)
                return self.planned
        return None

    @property
    def place(self) -> Place:
        """Where it is, to come back to."""
        return Place(index=self._index, answers=dict(self._answers))

    def return_to(self, place: Place) -> PlannedStep:
        """Come back to a place, as things were when it was left."""
        while self._before and self._before[-1].index >= place.index:
            self._before.pop()
        self._index, self._answers = place.index, dict(place.answers)
        self._ended_early = False
        return self.planned

    def close_behind(self) -> None:
        """From here no way leads back."""
        self._before.clear()

    def back(self) -> PlannedStep:
        """Go to the step before this one; the first one stays where it is."""
        return self.return_to(self._before[-1]) if self._before else self.planned

    def _target(self, step: AnyStep, answer: str | None) -> str:
        if answer is None:
            return step.then
        if answer == LIGHTER:
            answer = PASSED
            if step.lighter != "next":
                self._answers[step.id] = answer
                return step.lighter
        self._answers[step.id] = answer
        if isinstance(step, Ask | FloorStep):
            for wanted, target in step.on.items():
                if answered(answer, wanted):
                    return target
        return step.then

    def _applies(self, step: AnyStep) -> bool:
        return all(answered(self._answers.get(asked), want) for asked, want in step.when.items())


def answered(given: str | None, wanted: str) -> bool:
    """Whether an answer is the one a condition names: a word, or a range of numbers "0-6"."""
    if given is None:
        return False
    if match := re.fullmatch(r"(\d+)-(\d+)", wanted):
        return given.isdigit() and int(match[1]) <= int(given) <= int(match[2])
    return given == wanted
