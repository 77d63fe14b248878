"""What must hold in a script beyond its shape: everything a person who writes one can get wrong."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Sequence

import msgspec

from voice_coach.core.meanings import NUMBERS
from voice_coach.core.script import (
    MAX_PROMPT_WORDS,
    PLACEHOLDERS,
    AnyStep,
    Ask,
    Breathe,
    Exercise,
    Floor,
    Flow,
    Part,
    Quiet,
    Step,
    of_length,
    plan,
)
from voice_coach.core.timeline import seconds

WORDS_A_SECOND = 2.5
"""Pace of the coach's voice: 150 words a minute."""

ANSWER_SECONDS = 2.0
"""A closed question and its short answer, beyond the words of the question."""

MIRROR_SHARE = 0.5
"""A mirror, its check and what follows take about half as long again as the piece mirrored."""

WORDING = re.compile(r"\b(therap\w*|treat\w*|heal\w*|cure\w*|diagnos\w*|disorder|patient)\b", re.I)
"""Words a tool like this must not use (exercises.md C.7)."""


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """Something wrong at a place in a script."""

    path: str
    """As "$.couple[2].steps[0].say"."""
    expected: str


def problems(exercise: Exercise) -> Iterator[Problem]:
    """Everything wrong with an exercise whose building blocks are in place."""
    if not exercise.minutes:
        yield Problem(path="$.minutes", expected="at least one length, such as short = 8")
    if not exercise.couple and not exercise.solo:
        yield Problem(path="$", expected="a flow: [[couple]] or [[solo]] parts with steps")
    for flow in exercise.flows:
        parts = exercise.couple if flow == "couple" else exercise.solo
        yield from _flow_problems(exercise, flow, parts)


def _flow_problems(exercise: Exercise, flow: Flow, parts: Sequence[Part]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    every = [
        (f"$.{flow}[{p}].steps[{s}]", part, step)
        for p, part in enumerate(parts)
        for s, step in enumerate(part.steps)
    ]
    ids = [step.id for _, _, step in every]
    questions = {step.id: step for _, _, step in every if isinstance(step, Ask)}
    for index, part in enumerate(parts):
        if part.each and flow == "solo":
            yield Problem(
                path=f"$.{flow}[{index}].each",
                expected="no `each` in a solo flow: it has one person",
            )
        yield from _lengths(f"$.{flow}[{index}].lengths", part.lengths, exercise)
    for position, (path, _, step) in enumerate(every):
        if step.id in seen:
            yield Problem(path=f"{path}.id", expected=f'an id of its own: "{step.id}" is taken')
        seen[step.id] = path
        yield from _lengths(f"{path}.lengths", step.lengths, exercise)
        yield from _say(path, step, flow)
        later = ids[position + 1 :]
        targets = {"then": step.then}
        if isinstance(step, Ask):
            targets |= {f"on.{answer}": target for answer, target in step.on.items()}
            yield from _answers(path, step)
        for key, target in targets.items():
            if target not in ("next", "end", *later):
                yield Problem(
                    path=f"{path}.{key}", expected=f'"next", "end" or a later step, not "{target}"'
                )
        for asked, wanted in step.when.items():
            question = questions.get(asked)
            if question is None or asked in later or asked == step.id:
                yield Problem(
                    path=f"{path}.when", expected=f'the id of an earlier question, not "{asked}"'
                )
            elif wanted not in _possible(question) and not re.fullmatch(r"\d+-\d+", wanted):
                yield Problem(path=f"{path}.when", expected=f'an answer of "{asked}"')
        yield from _durations(path, step, exercise, flow)


def _lengths(path: str, lengths: Sequence[str], exercise: Exercise) -> Iterator[Problem]:
    for length in lengths:
        if length not in exercise.minutes:
            yield Problem(path=path, expected=f'lengths of [minutes], not "{length}"')


def _say(path: str, step: Step, flow: Flow) -> Iterator[Problem]:
    lines = {"say": step.say}
    if isinstance(step, Ask) and step.again:
        lines["again"] = step.again
    if isinstance(step, Floor):
        lines |= {f"hints[{index}].say": hint.say for index, hint in enumerate(step.hints)}
    for key, text in lines.items():
        for expected in line_problems(text):
            yield Problem(path=f"{path}.{key}", expected=expected)


def line_problems(text: str) -> Iterator[str]:
    """What is wrong with one line the coach says."""
    if len(text.split()) > MAX_PROMPT_WORDS:
        yield f"{MAX_PROMPT_WORDS} words at most, not {len(text.split())}"
    if found := WORDING.search(text):
        yield f'another word than "{found[0]}": this is practice, nothing more'
    try:
        names = [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]
    except ValueError:
        yield "names in braces, such as {speaker}, and no other braces"
        return
    for name in names:
        if name not in PLACEHOLDERS:
            yield f"one of {', '.join('{' + each + '}' for each in sorted(PLACEHOLDERS))}"


def _possible(question: Ask) -> tuple[str, ...]:
    answers: list[str] = ["pass"]
    for answer in question.answers:
        answers += NUMBERS if answer == "0-10" else (answer,)
    return tuple(answers)


def _answers(path: str, step: Ask) -> Iterator[Problem]:
    possible = _possible(step)
    if step.otherwise not in possible:
        yield Problem(path=f"{path}.otherwise", expected=f"one of {', '.join(possible[1:])}")
    for answer in step.on:
        if answer not in possible and not re.fullmatch(r"\d+-\d+", answer):
            yield Problem(path=f"{path}.on.{answer}", expected=f"one of {', '.join(possible)}")


def _durations(path: str, step: AnyStep, exercise: Exercise, flow: Flow) -> Iterator[Problem]:
    if isinstance(step, Floor):
        values = {"seconds": step.seconds, "chunk_seconds": step.chunk_seconds}
        if flow == "solo" and (step.mirrored or step.checked):
            yield Problem(path=path, expected="no `mirrored` or `checked` alone: nobody mirrors")
    elif isinstance(step, Quiet | Breathe):
        values = {"seconds": step.seconds, "chunk_seconds": None}
    else:
        return
    for key, value in values.items():
        if isinstance(value, dict) and set(value) != set(exercise.minutes):
            yield Problem(
                path=f"{path}.{key}", expected=f"seconds for each of {', '.join(exercise.minutes)}"
            )


def talk_seconds(exercise: Exercise, *, flow: Flow, length: str) -> dict[str, float]:
    """Seconds of floor each partner is given, by partner."""
    given: dict[str, float] = {}
    for cue in plan(exercise, flow=flow, length=length):
        if isinstance(cue.step, Floor) and not cue.step.when:
            who = cue.partner or cue.speaker
            given[who] = given.get(who, 0.0) + seconds(of_length(cue.step.seconds, length))
    return given


def estimated_seconds(exercise: Exercise, *, flow: Flow, length: str) -> float:
    """About how long a flow takes when the partners use their time."""
    total = 0.0
    for cue in plan(exercise, flow=flow, length=length):
        step = cue.step
        if step.when:
            continue
        total += len(step.say.split()) / WORDS_A_SECOND
        match step:
            case Floor():
                floor = seconds(of_length(step.seconds, length))
                total += floor * (1 + (MIRROR_SHARE if step.mirrored or step.checked else 0))
            case Ask():
                total += ANSWER_SECONDS
            case Quiet() | Breathe():
                total += seconds(of_length(step.seconds, length))
            case _:
                pass
    return total
