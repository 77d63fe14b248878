"""Twelve moments of sessions, as a viewer sees them."""

from functools import cache

import msgspec

from tests.plans import ana_and_ben
from voice_coach.core.actions import (
    AnyAction,
    EndSession,
    Listen,
    PlayChime,
    SayPrompt,
    ShowFloor,
    ShowHold,
    ShowStep,
    ShowUnclear,
)
from voice_coach.core.events import ClockAdvanced
from voice_coach.core.pauses import WHILE_CALMING
from voice_coach.core.standstill import WHILE_PAUSED
from voice_coach.exercise.meanings import ANY_TIME, NUMBERS, Meaning
from voice_coach.exercise.script import Mode
from voice_coach.screen.ribbon import Piece
from voice_coach.screen.view import View
from voice_coach.screen.viewer import Viewer
from voice_coach.signal.units import samples
from voice_coach.store.script_files import ScriptFiles

LINES = ScriptFiles().lines()
MIRROR = ScriptFiles().load("mirror-dialogue")
ON_FLOOR = (*ANY_TIME, Meaning.YIELD, Meaning.HOLD_FLOOR, Meaning.MORE)

THREADS = ["dot", "a", "b", "dot", "b", "a", "leaf", "leaf", "leaf", "dot", "b", "a", "dot"]
RIBBON = tuple(
    Piece(thread=thread, begin=at / 13, end=at / 13 + (0.06 if thread in ("a", "b") else 0))
    for at, thread in enumerate(THREADS)
)

Moment = tuple[float, list[AnyAction]]
"""Seconds since the session began, and the orders given then."""


def viewer(exercise=MIRROR, mode: Mode = "couple") -> Viewer:
    chosen = ana_and_ben(exercise)
    return Viewer(
        msgspec.structs.replace(chosen.settings, mode=mode),
        names=chosen.names if mode == "couple" else {"a": "", "b": ""},
        worded=chosen.worded,
        back_at=lambda left: "20:30",
    )


def seen(*moments: Moment, exercise=MIRROR) -> View:
    """What is seen after these moments."""
    watching = viewer(exercise)
    for at, actions in moments:
        watching.noticed(ClockAdvanced(at=samples(at)), actions)
    return watching.view


def say(text: str, at: float = 0) -> SayPrompt:
    return SayPrompt(at=samples(at), number=1, text=text)


def listen(purpose, meanings, partner=None, at: float = 0) -> Listen:
    return Listen(
        at=samples(at), partner=partner, purpose=purpose, step="step", meanings=tuple(meanings)
    )


def step(exercise, number: int) -> ShowStep:
    """The step of this number in an exercise for two."""
    steps = [(part, each) for part in exercise.couple for each in part.steps]
    part, each = steps[number]
    return ShowStep(at=0, step=each.id, part=part.part, speaker="a")


def floor(holder, at: float, lasting: float, purpose="turn") -> list[AnyAction]:
    given = ShowFloor(at=samples(at), holder=holder, samples=samples(lasting))
    return [given, listen(purpose, ON_FLOOR, holder, at)]


ASKED = [say("{a}, did they get it? Yes, not quite, or no?")]
ASKED += [listen("answer", (*ANY_TIME, Meaning.YES, Meaning.PARTLY, Meaning.NO), "a")]


@cache
def states() -> dict[str, View]:
    """By name, in the order of a session."""
    told = say("{a}, what has been on your mind? Take your time.")
    back = say("{b}, what did you hear?")
    number = say("{b}, how heard do you feel just now, from zero to ten?")
    breathe = say("Let's breathe for a minute. In as the tone rises, and out as it falls.")
    paused = [say(LINES.paused), ShowHold(at=samples(60), reason="paused", remaining=samples(60))]
    breath = [ShowHold(at=samples(30), reason="breath"), say(LINES.breath)]
    breath += [listen("nothing", WHILE_CALMING)]
    lost = [
        ShowHold(at=samples(60), reason="audio lost", remaining=samples(60)),
        say(LINES.audio_lost),
    ]
    begun = (0.0, [step(MIRROR, 0)])
    far = (0.0, [step(MIRROR, 4)])
    sound_lost = viewer()
    for at, actions in (begun, (1.0, floor("a", 1, 120)), (60.0, lost)):
        sound_lost.noticed(ClockAdvanced(at=samples(at)), actions)
    sound_lost.noticed(ClockAdvanced(at=samples(60)), [listen("pause", WHILE_PAUSED)])
    sound_lost.tell("I can't hear you. The microphone was unplugged. One moment.")
    the_end = viewer()
    the_end.noticed(ClockAdvanced(at=samples(720)), [say(LINES.finished)])
    after = ("Mirror Dialogue, 12 minutes", "Another day: Underneath", "Any key leaves this page.")
    the_end.close(after, RIBBON)
    return {
        "the-coach-speaks": seen(begun, (1, [say("Welcome. Ten minutes, equal time for each.")])),
        "ana-has-the-floor": seen(begun, (1, [told]), (5, floor("a", 5, 120)), (6, [])),
        "ben-has-the-floor": seen(far, (1, [back]), (5, floor("b", 5, 120)), (80, [])),
        "the-last-seconds": seen(far, (1, [back]), (5, floor("b", 5, 60, "mirror")), (57, [])),
        "asked": seen(far, (1, ASKED), (6, [ShowUnclear(at=samples(6))])),
        "a-number": seen(far, (1, [number, listen("answer", (*ANY_TIME, *NUMBERS), "b")])),
        "a-breath": seen(
            begun,
            (1, floor("a", 1, 90)),
            (30, breath),
        ),
        "breathing": seen(
            begun,
            (1, [breathe, listen("nothing", (*ANY_TIME, Meaning.YIELD))]),
            (9, [PlayChime(at=samples(9), tone="rise", seconds=2.4)]),
            (11.6, []),
        ),
        "on-hold": seen(
            begun, (1, floor("a", 1, 120)), (60, paused), (60, [listen("pause", WHILE_PAUSED)])
        ),
        "sound-lost": sound_lost.view,
        "back-later": seen(
            begun,
            (1, [say(LINES.cooling_down)]),
            (9, [EndSession(at=samples(9), reason="cool-down", come_back=samples(3600))]),
        ),
        "the-end": the_end.view,
    }
