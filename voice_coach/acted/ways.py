"""Every way through an exercise, gone once: each answer that leads somewhere else, each step.

What somebody does with a practice partner's line counts as an answer, where it leads on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from voice_coach.acted.couples import Answering
from voice_coach.acted.rehearsal import Rehearsal, Rehearsed
from voice_coach.core.actions import AnyAction, ShowStep
from voice_coach.core.events import AnyEvent
from voice_coach.core.session import Session
from voice_coach.core.settings import SessionSettings
from voice_coach.exercise.duration import usual_outcome
from voice_coach.exercise.plan import PlannedStep, plan
from voice_coach.exercise.walks import outcomes_of

Step = tuple[str, str]
"""A part and a step in it, by their names."""


class Way(msgspec.Struct, frozen=True, kw_only=True):
    """One way through an exercise."""

    answers: dict[str, str]
    """By question, what was answered other than usual."""
    done: Rehearsed
    steps: tuple[Step, ...]
    """Those it came to."""


class Ways(msgspec.Struct, frozen=True, kw_only=True):
    """All of them, in one mode and length."""

    gone: tuple[Way, ...]
    never: tuple[Step, ...]
    """The steps that no way came to."""


class Steps:
    """Watches which steps a session comes to."""

    def __init__(self) -> None:
        self.seen: dict[Step, None] = {}

    def noticed(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        for action in actions:
            if isinstance(action, ShowStep):
                self.seen[action.part, action.step] = None


def every_way(settings: SessionSettings) -> Ways:
    """Go every way once: from each way that came to a question, with each other answer to it.

    A step on several conditions may still be left out; then these conditions are met, all at once.
    """
    planned = plan(settings.exercise, mode=settings.mode, length=settings.length)
    every = list(dict.fromkeys((each.part, each.step.id) for each in planned))
    gone = [_gone(settings, {})]
    tried = {(each.step.id, usual_outcome(each.step)) for each in planned}
    for way in gone:  # and those that are found on the way
        for answers in _others(way, planned, tried):
            gone.append(_gone(settings, answers))
    seen = {step for way in gone for step in way.steps}
    for each in planned:
        if (each.part, each.step.id) not in seen:
            way = _gone(settings, _met(each, planned))
            if seen < (seen := seen | set(way.steps)):
                gone.append(way)
    return Ways(gone=tuple(gone), never=tuple(each for each in every if each not in seen))


def _gone(settings: SessionSettings, answers: Mapping[str, str]) -> Way:
    steps = Steps()
    couple = Answering(settings.exercise, answers)
    done = Rehearsal(Session(settings), couple, observers=[steps]).run()
    return Way(answers=dict(answers), done=done, steps=tuple(steps.seen))


def _others(
    way: Way, planned: Sequence[PlannedStep], tried: set[tuple[str, str | None]]
) -> Iterator[dict[str, str]]:
    """The ways that leave one where it came to a question, each answer being tried once."""
    for each in planned:
        if (each.part, each.step.id) in way.steps:
            for answer in outcomes_of(each.step, planned):
                if (each.step.id, answer) not in tried:
                    tried.add((each.step.id, answer))
                    yield way.answers | {each.step.id: answer}


def _met(planned: PlannedStep, every: Sequence[PlannedStep]) -> dict[str, str]:
    """Answers that meet the conditions of a step, and those of the questions they are about."""
    wanted = dict(planned.step.when)
    asked = {each.step.id: each.step for each in every}
    for question in planned.step.when:
        wanted |= asked[question].when
    return {asked: re.sub(r"^(\d+)-\d+$", r"\1", each) for asked, each in wanted.items()}
