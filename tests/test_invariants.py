"""What always holds is found out where it does not: each of these was changed in one place."""

from collections.abc import Callable

import msgspec
import pytest

from tests.couples import EXERCISES, settings
from tests.invariants import Invariants
from voice_coach.core.actions import (
    AnyAction,
    EndSession,
    Listen,
    SayPrompt,
    ShowFloor,
    ShowHold,
    ShowResume,
)
from voice_coach.core.events import (
    AnyEvent,
    ClockAdvanced,
    PromptFinished,
    SessionStarted,
    UtteranceHeard,
)
from voice_coach.core.session import Session
from voice_coach.exercise.meanings import Meaning
from voice_coach.signal.units import samples

MADE_OF = settings(EXERCISES["outside-stress"], "couple", "short")
CALM = ("YES", "YES", "YES", "IDEAS", "PAUSE", "CONTINUE", "YIELD", "YES", "STOP")
"""What the two say, ten seconds apart."""

Changed = Callable[[AnyEvent, list[AnyAction]], list[AnyAction]]


def led(changed: Changed = lambda _, actions: actions) -> Invariants:
    """Lead a session and show its orders as they were changed."""
    session = Session(MADE_OF)
    watching = Invariants(session, MADE_OF)
    said: list[int] = []

    def happens(event: AnyEvent) -> None:
        actions = session.receive(event)
        said.extend(each.number for each in actions if isinstance(each, SayPrompt))
        watching.noticed(event, changed(event, actions))

    happens(SessionStarted(at=0))
    for number, meaning in enumerate(CALM, start=1):
        at = samples(10 * number)
        while said and not session.ended:
            happens(PromptFinished(at=at - samples(5), number=said.pop(0)))
        happens(UtteranceHeard(at=at, meaning=meaning, by="key"))
        if not session.ended:
            happens(ClockAdvanced(at=at + 1))
    while said and not session.ended:
        happens(PromptFinished(at=session.now, number=said.pop(0)))
    watching.over()
    return watching


def replaced(kind: type, **other: object) -> Changed:
    """Every action of a kind as it was not."""

    def changed(event: AnyEvent, actions: list[AnyAction]) -> list[AnyAction]:
        return [
            msgspec.structs.replace(each, **other) if isinstance(each, kind) else each
            for each in actions
        ]

    return changed


def left_out(kind: type) -> Changed:
    return lambda _, actions: [each for each in actions if not isinstance(each, kind)]


def after_stop(event: AnyEvent, actions: list[AnyAction]) -> list[AnyAction]:
    if getattr(event, "meaning", None) != Meaning.STOP:
        return actions
    return [
        msgspec.structs.replace(each, text=MADE_OF.lines.paused)
        if isinstance(each, SayPrompt)
        else each
        for each in actions
    ]


class IntoAFloor:
    """Somebody has the floor, and time goes by."""

    def __init__(self) -> None:
        self.held = False
        self.number = 0

    def __call__(self, event: AnyEvent, actions: list[AnyAction]) -> list[AnyAction]:
        for each in actions:
            if isinstance(each, ShowFloor):
                self.held = each.holder is not None
            elif isinstance(each, ShowHold | ShowResume):
                self.held = isinstance(each, ShowResume)
            elif isinstance(each, SayPrompt):
                self.number = each.number
        if not self.held or not isinstance(event, ClockAdvanced):
            return actions
        prompt = SayPrompt(at=event.at, number=self.number + 1, text=MADE_OF.lines.paused)
        return [*actions, prompt]


def two_floors(event: AnyEvent, actions: list[AnyAction]) -> list[AnyAction]:
    given = [each for each in actions if isinstance(each, ShowFloor) and each.holder]
    others = [msgspec.structs.replace(each, holder="ba"[each.holder == "b"]) for each in given]
    return [*actions, *others]


FAULTS: dict[str, tuple[Changed, str]] = {
    "a text of nobody's": (replaced(SayPrompt, text="You are wrong."), "from no script"),
    "a prompt into a floor": (IntoAFloor(), "said into a floor"),
    "two floors": (two_floors, "two floors"),
    "a number twice": (replaced(SayPrompt, number=1), "numbered in a row"),
    "a moment to come": (replaced(SayPrompt, at=10**9), "in time"),
    "a floor that is never shown": (left_out(ShowFloor), "not shown"),
    "a hold that is never shown": (left_out(ShowHold), "is shown"),
    "a hold that is never over": (left_out(ShowResume), "is shown"),
    "time lost in a hold": (replaced(ShowResume, remaining=7), "loses no time"),
    "ears that are deaf to stop": (replaced(Listen, meanings=("YES",)), "always counts"),
    "another line after stop": (after_stop, "only the ending"),
    "an end without an end": (left_out(EndSession), "never ended"),
}


def test_a_session_as_it_is_breaks_none():
    led()


@pytest.mark.parametrize("what", FAULTS)
def test_a_fault_is_found(what):
    changed, told = FAULTS[what]
    with pytest.raises(AssertionError, match=told):
        led(changed)


def test_anything_after_the_end_is_found():
    watching = led()
    with pytest.raises(AssertionError, match="after the end"):
        watching.noticed(ClockAdvanced(at=10**9), [])
