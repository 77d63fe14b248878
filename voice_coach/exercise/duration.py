"""How long an exercise takes, and who talks for how long, if everybody uses the time they have."""

from __future__ import annotations

import math
from collections.abc import Iterator

from voice_coach.exercise.plan import PlannedStep, plan
from voice_coach.exercise.route import Route
from voice_coach.exercise.script import (
    AnyStep,
    Ask,
    Breathe,
    Exercise,
    FloorStep,
    Mode,
    Partner,
    Quiet,
    of_length,
)
from voice_coach.signal.units import seconds

WORDS_A_SECOND = 2.5
"""Pace of the coach's voice: 150 words a minute."""

ANSWER_SECONDS = 2.5
"""Thinking of a short answer, saying it, and being understood."""

HANDOVER_SECONDS = 2.0
"""Around a floor: its two tones, and the quiet after a release phrase."""

MIRROR_SHARE = 0.5
"""A mirror takes about half as long as the piece mirrored."""

MIRROR_CALLS_WORDS = 24
"""What the coach says around one mirror: "what did you hear?" and "did they get it?"."""

MORE_WORDS = 11
"""What it says between two pieces: "is there more?" and "go on"."""

CHECK_WORDS = 9
"""What it says to have something judged that is a mirror itself. Alone nobody is asked, and what it
tells of a practised mirror it tells only where words are heard: that is not reckoned."""

USUAL_NUMBER = "8"
"""From nought to ten, when things go well."""

CLOSING_WORDS = 11
"""The last line."""

SWITCH_WORDS = 5
"""The line said when the partners change roles."""


def usual_way(exercise: Exercise, *, mode: Mode, length: str) -> Iterator[PlannedStep]:
    """The steps of a session in which every question gets its usual answer."""
    route = Route(plan(exercise, mode=mode, length=length))
    planned = route.advance()
    while planned:
        yield planned
        planned = route.advance(usual_outcome(planned.step))


def usual_outcome(step: AnyStep) -> str | None:
    """What mostly comes of a step: words are heard only where a model for them was installed."""
    if isinstance(step, Ask):
        return usual_answer(step)
    return "unheard" if isinstance(step, FloorStep) and step.on else None


def usual_answer(question: Ask) -> str:
    """What is mostly answered: the first answer a script names."""
    usual = question.answers[0]
    return USUAL_NUMBER if usual == "0-10" else usual


def talk_seconds(exercise: Exercise, *, mode: Mode, length: str) -> dict[Partner, float]:
    """Seconds of floor each partner is given, mirrors of what the other said left out."""
    given: dict[Partner, float] = {}
    for planned in usual_way(exercise, mode=mode, length=length):
        if isinstance(planned.step, FloorStep):
            who = planned.partner or planned.speaker
            given[who] = given.get(who, 0.0) + seconds(of_length(planned.step.seconds, length))
    return given


def estimated_seconds(exercise: Exercise, *, mode: Mode, length: str) -> float:
    """About how long a mode takes when the partners use their time."""
    way = usual_way(exercise, mode=mode, length=length)
    return CLOSING_WORDS / WORDS_A_SECOND + sum(step_seconds(planned, length) for planned in way)


def step_seconds(planned: PlannedStep, length: str) -> float:
    """About how long one step takes, what the coach says included."""
    coach = _words(planned, length) / WORDS_A_SECOND
    match planned.step:
        case FloorStep() as step:
            talk = seconds(of_length(step.seconds, length))
            mirrors = _mirrors(step, length)
            judged = step.checked and not planned.alone
            answers = max(2 * mirrors - 1, 0) + (1 if judged else 0)
            mirrored = talk * MIRROR_SHARE if mirrors else 0.0
            handovers = (1 + mirrors) * HANDOVER_SECONDS
            return coach + talk + mirrored + handovers + answers * ANSWER_SECONDS
        case Ask():
            return coach + ANSWER_SECONDS
        case Quiet() | Breathe() as step:
            return coach + seconds(of_length(step.seconds, length))
        case _:
            return coach


def _words(planned: PlannedStep, length: str) -> int:
    """Words the coach says for one step, if all goes well."""
    words = len(planned.step.say.split()) + (SWITCH_WORDS if planned.switched else 0)
    if isinstance(planned.step, FloorStep):
        mirrors = _mirrors(planned.step, length)
        words += mirrors * MIRROR_CALLS_WORDS + max(mirrors - 1, 0) * MORE_WORDS
        words += CHECK_WORDS if planned.step.checked and not planned.alone else 0
    return words


def _mirrors(step: FloorStep, length: str) -> int:
    """How many pieces are mirrored when the whole time is used."""
    if not step.mirrored:
        return 0
    if step.chunk_seconds is None:
        return 1
    return math.ceil(of_length(step.seconds, length) / of_length(step.chunk_seconds, length))
