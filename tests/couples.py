"""Imagined couples who do not do as they are told, for leading every exercise to its end."""

from tests.invariants import Invariants
from voice_coach.acted.couples import (
    Babbling,
    Endless,
    Passing,
    Refusing,
    Silent,
    SilentOnFloors,
    Terse,
)
from voice_coach.acted.rehearsal import Couple, Rehearsal, Rehearsed, Saying, WillingCouple
from voice_coach.core.actions import Listen
from voice_coach.core.session import Session
from voice_coach.core.settings import SessionSettings
from voice_coach.exercise.script import Exercise, Mode, Partner
from voice_coach.signal.units import Samples
from voice_coach.store.script_files import ScriptFiles

SCRIPTS = ScriptFiles()
EXERCISES = {each.name: each for each in SCRIPTS.all()}
LINES = SCRIPTS.lines()

WAYS: list[tuple[str, Mode, str]] = [
    (name, mode, length)
    for name, each in EXERCISES.items()
    for mode in each.modes
    for length in each.minutes
]
"""Every exercise in both modes and all lengths."""


def session(exercise: Exercise, mode: Mode, length: str, *, first: Partner = "a") -> Session:
    return Session(settings(exercise, mode, length, first=first))


def settings(
    exercise: Exercise, mode: Mode, length: str, *, first: Partner = "a"
) -> SessionSettings:
    return SessionSettings(exercise=exercise, lines=LINES, mode=mode, length=length, first=first)


def rehearsed(name: str, mode: Mode, length: str, couple: Couple | None = None) -> Rehearsed:
    """Lead it to its end, and hold it to whatever always holds."""
    made_of = settings(EXERCISES[name], mode, length)
    led = Session(made_of)
    watching = Invariants(led, made_of)
    done = Rehearsal(led, couple or WillingCouple(made_of.exercise), observers=[watching]).run()
    watching.over()
    return done


UNCOOPERATIVE = (Silent, SilentOnFloors, Passing, Refusing, Terse, Endless, Babbling)


class Interrupting(WillingCouple):
    """They say a word at one moment: the so-many-eth time that the coach listens."""

    def __init__(self, exercise: Exercise, meaning: str, moment: int) -> None:
        super().__init__(exercise)
        self._meaning = meaning
        self._left = moment

    def respond(self, listen: Listen, floor: Samples) -> Saying | None:
        self._left -= 1
        if self._left == 0:
            return Saying(meaning=self._meaning)
        return super().respond(listen, floor)
