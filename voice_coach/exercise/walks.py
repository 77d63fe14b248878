"""The ways through an exercise, walked: which step can follow which, and after what.

An arrow from step to step is drawn only if some session can go there. Conditions shut ways that a
look at neighbours alone would leave open, so every way is walked as a session would walk it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import get_args

import msgspec

from voice_coach.exercise.duration import USUAL_NUMBER
from voice_coach.exercise.meanings import NUMBERS
from voice_coach.exercise.plan import PlannedStep, plan
from voice_coach.exercise.route import PASSED, Place, Route, answered
from voice_coach.exercise.script import AnyStep, Ask, Did, Exercise, FloorStep, Mode


class Walk(msgspec.Struct, frozen=True, kw_only=True):
    """From one step straight to another."""

    start: int
    """Which of the mode's steps, counted from 0 through all its parts; -1: the beginning."""
    to: int | None
    """None: an ending."""
    early: bool = False
    """The ending is the early one."""
    answers: tuple[str, ...] = ()
    """After which answers to `start`, where others lead elsewhere; numbers as "0-6"."""
    when: tuple[str, ...] = ()
    """Where the same answers lead on to several steps: what else has to be so for this one."""


def walks(exercise: Exercise, *, mode: Mode) -> tuple[Walk, ...]:
    """Every walk that a session of some length can take, by where it starts and leads.

    Where a part is played again, the way back to its first step is none of them: they all lead
    forward.
    """
    steps = [
        step
        for part in (exercise.couple if mode == "couple" else exercise.solo)
        for step in part.steps
    ]
    found: dict[tuple[int, int | None, bool], dict[str, None]] = {}
    for length in exercise.minutes:
        planned = plan(exercise, mode=mode, length=length)
        places = _places(planned, steps)
        for at, answer, to, early in _walked(planned):
            start = places[at] if at >= 0 else -1
            target = None if to is None else places[to]
            if target is None or target > start:
                found.setdefault((start, target, early), {})[answer] = None
    return tuple(sorted(_told(found, steps), key=lambda each: each.start))


def outcomes_of(step: AnyStep, planned: Sequence[PlannedStep]) -> dict[str, str]:
    """What may come of a step and lead somewhere else, and how it is told; empty: nothing does.

    Each answer of a question; what may be done with a practice partner's line.
    """
    if isinstance(step, Ask):
        return _answers(step, planned)
    if not isinstance(step, FloorStep):
        return {}
    wanted = {*step.on, *(each.step.when.get(step.id, "") for each in planned)}
    leading = {did: str(did) for did in get_args(Did) if did in wanted}
    others = [did for did in get_args(Did) if did not in leading]
    return leading | {did: "otherwise" for did in others[:1]} if leading else {}


def _answers(question: Ask, planned: Sequence[PlannedStep]) -> dict[str, str]:
    """Each answer of a question, and how it is told.

    Of numbers it is one of each kind that leads somewhere else, told as its range: "0-6".
    """
    conditions = [*question.on, *(each.step.when.get(question.id, "") for each in planned)]
    kinds: dict[tuple[bool, ...], list[str]] = {}
    found: dict[str, str] = {}
    for answer in question.answers:
        if answer != "0-10":
            found[answer] = answer
            continue
        for number in (USUAL_NUMBER, *NUMBERS):
            kind = tuple(answered(number, wanted) for wanted in conditions)
            kinds.setdefault(kind, []).append(number)
    for numbers in kinds.values():
        found[numbers[0]] = _ranges(sorted(set(map(int, numbers))))
    if PASSED in conditions:
        found[PASSED] = PASSED
    return found


def _ranges(numbers: Sequence[int]) -> str:
    """Numbers in order, such as [0, 1, 2, 9], as "0-2, 9"."""
    told: list[list[int]] = []
    for number in numbers:
        if told and told[-1][-1] == number - 1:
            told[-1].append(number)
        else:
            told.append([number])
    return ", ".join(f"{each[0]}-{each[-1]}" if len(each) > 1 else str(each[0]) for each in told)


def _places(planned: Sequence[PlannedStep], steps: Sequence[AnyStep]) -> list[int]:
    """Which step of its mode each planned step is."""
    order = {step.id: index for index, step in enumerate(steps)}
    return [order[each.step.id] for each in planned]


def _walked(planned: Sequence[PlannedStep]) -> Iterator[tuple[int, str, int | None, bool]]:
    """Every move: from which planned step, after which answer, to which, and whether early."""
    asked = {name for each in planned for name in each.step.when}
    seen = set[tuple[int, frozenset[tuple[str, str]]]]()
    waiting = [Place(index=-1, answers={})]
    while waiting:
        place = waiting.pop()
        step = planned[place.index].step if place.index >= 0 else None
        led = outcomes_of(step, planned) if step else {}
        choices: Mapping[str, str] | Mapping[None, str] = led or {None: ""}
        for answer, told in choices.items():
            route = Route(planned)
            route.return_to(place)
            there = route.advance(answer)
            to = route.place
            yield place.index, told, to.index if there else None, route.ended_early
            answers = {name: told for name, told in to.answers.items() if name in asked}
            state = (to.index, frozenset(answers.items()))
            if there and state not in seen:
                seen.add(state)
                waiting.append(Place(index=to.index, answers=answers))


def _told(
    found: dict[tuple[int, int | None, bool], dict[str, None]], steps: Sequence[AnyStep]
) -> Iterator[Walk]:
    """Walks, each with what tells it from the others that start where it does."""
    for (start, to, early), answers in found.items():
        beside = [each for key, each in found.items() if key[0] == start and each is not answers]
        others = {answer for each in beside for answer in each}
        when: tuple[str, ...] = ()
        if others & set(answers):
            wanted = steps[to].when if to is not None else {}
            when = tuple(f"{name} is {told}" for name, told in wanted.items()) or ("otherwise",)
        told = tuple(answers) if others - set(answers) else ()
        yield Walk(start=start, to=to, early=early, answers=told, when=when)
