"""What must hold in a script beyond its shape: everything a person who writes one can get wrong."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import get_args

from voice_coach.exercise.duration import estimated_seconds, talk_seconds
from voice_coach.exercise.meanings import ANY_TIME, NUMBERS
from voice_coach.exercise.script import (
    AnyCard,
    AnyStep,
    Ask,
    Breathe,
    ByLength,
    Did,
    Exercise,
    FloorStep,
    Mode,
    Part,
    Quiet,
    Say,
    Step,
    model,
    said,
)
from voice_coach.exercise.script_private import MOST_EACH, private_problems
from voice_coach.exercise.script_shape import Problem
from voice_coach.exercise.script_words import (
    letter_problems,
    line_problems,
    nearest,
    word_problems,
)

MAX_TIME_OFF = 0.2
"""How far the length an exercise says may be from what its steps take."""

MOST_BACK = 20
"""Words that the coach says back of a floor, at most: `{back}`."""

MAX_UNEQUAL = 0.1
"""How much more talk one partner may be given than the other."""

SHOWN = ("title", "purpose", "about")
"""What is shown of an exercise, and hardly ever said."""

NOTED = ("notes", "origin", "licence")
"""What whoever wrote it says of it, in words of their own."""


def problems(exercise: Exercise, *, reckon: bool = True) -> Iterator[Problem]:
    """Everything wrong with an exercise whose building blocks are in place.

    Args:
        exercise: what is looked at.
        reckon: whether to look at its times too, where nothing else is wrong.
    """
    if not exercise.minutes:
        yield Problem(path="$.minutes", expected="at least one length, such as short = 8")
    if not exercise.couple and not exercise.solo:
        yield Problem(path="$", expected="a mode: [[couple]] or [[solo]] parts with steps")
    found = [*_shown_problems(exercise), *_deck_problems(exercise)]
    for mode in exercise.modes:
        parts = exercise.couple if mode == "couple" else exercise.solo
        found += [*_mode_problems(exercise, mode, parts), *private_problems(mode, parts)]
    yield from found
    if reckon and exercise.minutes and not found:
        yield from _time_problems(exercise)


def _shown_problems(exercise: Exercise) -> Iterator[Problem]:
    """The words of what is shown and not said."""
    shown = {key: getattr(exercise, key) for key in SHOWN}
    shown |= {f"watch_for[{index}]": text for index, text in enumerate(exercise.watch_for)}
    for key, text in shown.items():
        for expected in word_problems(text):
            yield Problem(path=f"$.{key}", expected=expected)
    for key in NOTED:
        yield from _noted(f"$.{key}", getattr(exercise, key))


def _noted(path: str, text: str) -> Iterator[Problem]:
    for expected in letter_problems(text):
        yield Problem(path=path, expected=expected)


def _deck_problems(exercise: Exercise) -> Iterator[Problem]:
    for name, cards in exercise.cards.items():
        if not cards:
            yield Problem(path=f"$.cards.{name}", expected="at least one card")
        for index, card in enumerate(cards):
            texts = {"": said(card), ".model": model(card)}
            for key, text in texts.items():
                for expected in line_problems(text):
                    yield Problem(path=f"$.cards.{name}[{index}]{key}", expected=expected)


def _time_problems(exercise: Exercise) -> Iterator[Problem]:
    """What only shows when the whole of a mode is reckoned: its length, and equal time."""
    for mode in exercise.modes:
        for length, minutes in exercise.minutes.items():
            taken = estimated_seconds(exercise, mode=mode, length=length) / 60
            if abs(taken - minutes) > MAX_TIME_OFF * minutes:
                yield Problem(
                    path=f"$.minutes.{length}",
                    expected=f"about {taken:.1f}, which is what the {mode} steps take",
                )
        if mode == "couple":
            for length in exercise.minutes:
                talk = talk_seconds(exercise, mode=mode, length=length)
                first, second = talk.get("a", 0.0), talk.get("b", 0.0)
                if abs(first - second) > MAX_UNEQUAL * max(first, second):
                    yield Problem(
                        path="$.couple",
                        expected=f"equal slots in {length}: one partner is given {first:.0f} s "
                        f"of talk, the other {second:.0f} s",
                    )


def _mode_problems(exercise: Exercise, mode: Mode, parts: Sequence[Part]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    every = [
        (f"$.{mode}[{p}].steps[{s}]", part, step)
        for p, part in enumerate(parts)
        for s, step in enumerate(part.steps)
    ]
    last = {step.id: position for position, (_, _, step) in enumerate(every)}
    asked: dict[str, Answered] = {}
    for index, part in enumerate(parts):
        if part.each and mode == "solo":
            yield Problem(
                path=f"$.{mode}[{index}].each",
                expected="no `each` in a solo mode: it has one person",
            )
        yield from _part_problems(f"$.{mode}[{index}]", part, exercise)
        yield from _noted(f"$.{mode}[{index}].notes", part.notes)
        yield from _when(f"$.{mode}[{index}].when", part.when, asked)
        asked |= {step.id: step for step in part.steps if isinstance(step, Ask | FloorStep)}
    asked = {}
    for position, (path, part, step) in enumerate(every):
        if step.id in seen:
            yield Problem(path=f"{path}.id", expected=f'an id of its own: "{step.id}" is taken')
        if step.id in ("next", "end"):  # as where a step leads they would mean something else
            yield Problem(path=f"{path}.id", expected=f'another id than "{step.id}"')
        seen[step.id] = path
        yield from _lengths(f"{path}.lengths", step.lengths, exercise)
        yield from _noted(f"{path}.notes", step.notes)
        yield from _say(path, step, exercise.cards.get(part.deck, ()), mode)
        targets = {"then": step.then, "lighter": step.lighter}
        if isinstance(step, Ask):
            targets |= {f"on.{answer}": target for answer, target in step.on.items()}
            yield from _answers(path, step)
        elif isinstance(step, FloorStep) and step.on:
            targets |= {f"on.{did}": target for did, target in step.on.items()}
            if not step.checked or mode != "solo":
                yield Problem(
                    path=f"{path}.on", expected="`on` only alone, where `checked` is true"
                )
        for key, target in targets.items():
            if target not in ("next", "end") and last.get(target, -1) <= position:
                later = [each for each, at in last.items() if at > position]
                known = nearest(target, ["next", "end", *later])
                yield Problem(path=f"{path}.{key}", expected=f'{known}, not "{target}"')
        yield from _when(f"{path}.when", step.when, asked)
        if isinstance(step, Ask | FloorStep):
            asked[step.id] = step
        yield from _durations(path, part, step, exercise, mode)


def _part_problems(path: str, part: Part, exercise: Exercise) -> Iterator[Problem]:
    yield from _lengths(f"{path}.lengths", part.lengths, exercise)
    yield from _by_length(f"{path}.times", part.times, part.lengths, exercise)
    if part.deck and not any("{card}" in step.say for step in part.steps):
        yield Problem(path=f"{path}.deck", expected="a step that says {card}, or no deck")


Answered = Ask | FloorStep
"""What a later condition may go by: an answer, or what was done on a floor."""


def _when(path: str, when: Mapping[str, str], asked: Mapping[str, Answered]) -> Iterator[Problem]:
    for name, wanted in when.items():
        question = asked.get(name)
        if question is None or (isinstance(question, FloorStep) and not question.checked):
            possible = [
                each for each, step in asked.items() if isinstance(step, Ask) or step.checked
            ]
            known = f": {nearest(name, possible)}" if possible else ""
            yield Problem(path=path, expected=f'the id of an earlier question{known}, not "{name}"')
        elif wanted not in _possible(question) and not re.fullmatch(r"\d+-\d+", wanted):
            known = nearest(wanted, _possible(question))
            yield Problem(path=path, expected=f'an answer of "{name}", {known}, not "{wanted}"')


def _lengths(path: str, lengths: Sequence[str], exercise: Exercise) -> Iterator[Problem]:
    for length in lengths:
        if length not in exercise.minutes:
            known = nearest(length, exercise.minutes)
            yield Problem(path=path, expected=f'lengths of [minutes], {known}, not "{length}"')


def _say(path: str, step: Step, cards: Sequence[AnyCard], mode: Mode) -> Iterator[Problem]:
    lines = {"say": step.say}
    if mode == "solo":
        lines["say"] = step.say.replace("{back}", "word " * MOST_BACK)
    elif isinstance(step, Say) and step.tells:
        lines["say"] = step.say.replace("{back}", "word " * (MOST_EACH * len(step.tells)))
    for place, texts in {"{card}": map(said, cards), "{model}": map(model, cards)}.items():
        longest = max(texts, key=lambda text: len(text.split()), default="")
        if longest:
            lines["say"] = lines["say"].replace(place, longest)
    if step.explain:
        lines["explain"] = step.explain
    if isinstance(step, Ask) and step.again:
        lines["again"] = step.again
    if isinstance(step, FloorStep):
        lines |= {f"hints[{index}].say": hint.say for index, hint in enumerate(step.hints)}
    for key, text in lines.items():
        for expected in line_problems(text):
            yield Problem(path=f"{path}.{key}", expected=expected)


def _possible(question: Answered) -> tuple[str, ...]:
    if isinstance(question, FloorStep):
        return get_args(Did)
    answers: list[str] = ["pass"]
    for answer in question.answers:
        answers += NUMBERS if answer == "0-10" else (answer,)
    return tuple(answers)


def _answers(path: str, step: Ask) -> Iterator[Problem]:
    possible = _possible(step)
    if step.otherwise not in possible:
        known = nearest(step.otherwise, possible[1:])
        yield Problem(path=f"{path}.otherwise", expected=f'{known}, not "{step.otherwise}"')
    for answer in step.answers:
        if answer.upper() in ANY_TIME:
            yield Problem(
                path=f"{path}.answers",
                expected=f'another answer than "{answer}", which is a safe word at any time',
            )
    if step.sometimes and step.sometimes not in possible:
        known = nearest(step.sometimes, possible[1:])
        yield Problem(path=f"{path}.sometimes", expected=f'{known}, not "{step.sometimes}"')
    for answer in step.on:
        if answer not in possible and not re.fullmatch(r"\d+-\d+", answer):
            known = nearest(answer, possible)
            yield Problem(path=f"{path}.on.{answer}", expected=f'{known}, not "{answer}"')


def _durations(
    path: str, part: Part, step: AnyStep, exercise: Exercise, mode: Mode
) -> Iterator[Problem]:
    values: dict[str, ByLength | None] = {}
    if isinstance(step, FloorStep):
        values = {"seconds": step.seconds, "chunk_seconds": step.chunk_seconds}
        if mode == "solo" and step.mirrored:
            yield Problem(path=path, expected="no `mirrored` alone: nobody mirrors")
        if mode == "solo" and step.checked and not _has_practice_line(part, step):
            yield Problem(
                path=path, expected="alone `checked` only after a practice partner's line"
            )
    elif isinstance(step, Quiet | Breathe):
        values = {"seconds": step.seconds}
    lengths = [each for each in step.lengths or exercise.minutes if each in (part.lengths or each)]
    for key, value in values.items():
        yield from _by_length(f"{path}.{key}", value, lengths, exercise)


def _has_practice_line(part: Part, step: Step) -> bool:
    """Whether a practice partner says something in a part before one of its steps."""
    before = part.steps[: part.steps.index(step)]
    return any(isinstance(each, Say) and each.voice == "practice partner" for each in before)


def _by_length(
    path: str, value: object, lengths: Collection[str], exercise: Exercise
) -> Iterator[Problem]:
    """A value given for each length must be given for every length it is needed in."""
    needed = lengths or exercise.minutes
    if isinstance(value, dict) and not set(needed) <= set(value) <= set(exercise.minutes):
        yield Problem(path=path, expected=f"a value for each of {', '.join(needed)}")
