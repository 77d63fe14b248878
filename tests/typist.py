"""Somebody who types what a willing couple would say, and notes it down for a pipe."""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from voice_coach.acted.rehearsal import WillingCouple
from voice_coach.core.actions import AnyAction, EndSession, Listen, ShowStep
from voice_coach.core.events import AnyEvent
from voice_coach.core.settings import SessionSettings
from voice_coach.edge.ports import Fact, Voice
from voice_coach.edge.typed_lines import PipedLines
from voice_coach.exercise.script import Mode
from voice_coach.hearing.grammar import CommandPhrases
from voice_coach.shell.compose import in_room
from voice_coach.shell.plan import SessionPlan
from voice_coach.signal.sound import Sound
from voice_coach.store.script_files import ScriptFiles

MOST_LINES = 300
"""A session that needs more is stuck."""


class Typist:
    """A performer that sees what is asked, and an iterator of the lines that answer it.

    Args:
        plan: the session.
    """

    def __init__(self, plan: SessionPlan) -> None:
        self._couple = WillingCouple(plan.exercise)
        self._phrases = CommandPhrases.load()
        self._asked: Listen | None = None
        self.lines: list[str] = []
        self.steps: list[str] = []

    def noticed(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        for action in actions:
            if isinstance(action, Listen):
                self._asked = action
            elif isinstance(action, ShowStep):
                self.steps.append(action.step)

    def facts(self, at: int) -> Iterable[Fact]:
        return ()

    def sound(self, at: int, length: int) -> Sound | None:
        return None

    def __iter__(self) -> Iterator[str]:
        while len(self.lines) < MOST_LINES:
            self.lines.append(self._usual())
            yield self.lines[-1]

    def _usual(self) -> str:
        assert self._asked
        if self._asked.step == "more":
            return "no"  # a line is said at once: pieces would never fill the time
        saying = self._couple.respond(self._asked, 0)
        meaning = saying.meaning if saying else None
        return next(iter(self._phrases.spoken([meaning]))) if meaning else "hm"


def plan_of(name: str, mode: Mode = "couple", length: str | None = None) -> SessionPlan:
    scripts = ScriptFiles()
    exercise = scripts.load(name)
    return SessionPlan(
        settings=SessionSettings(
            exercise=exercise,
            lines=scripts.lines(),
            mode=mode,
            length=length or next(iter(exercise.minutes)),
        ),
        names={"a": "Ana", "b": "Ben" if mode == "couple" else ""},
    )


def typed(plan: SessionPlan) -> tuple[EndSession, Typist]:
    """Lead a session by typing, and tell how it ended and who typed."""
    typist = Typist(plan)
    ending = in_room(plan, [typist, PipedLines(iter(typist))], voice=None, ears=None)
    return ending, typist


def led(plan: SessionPlan, voice: Voice, told: list[str]) -> Sound:
    """What the coach's side of the room sounded like, in a session that came to its end."""
    typist = Typist(plan)
    sound: list[Sound] = []
    ending = in_room(
        plan,
        [typist, PipedLines(iter(typist))],
        voice=voice,
        ears=None,
        recorder=lambda coach, people: sound.append(coach),
        notify=told.append,
    )
    assert ending.reason == "finished"
    return np.concatenate(sound)
