"""Captions: what people say, shown as it is heard, and only if both say yes as they begin.

Shown on floors alone, one stretch at a time, in no pause and on no last page; never kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import msgspec

from voice_coach.core.actions import (
    AnyAction,
    EndSession,
    ShowFloor,
    ShowHold,
    ShowResume,
    ShowStep,
)
from voice_coach.core.events import AnyEvent
from voice_coach.core.settings import SessionSettings
from voice_coach.exercise.script import AnyStep, Ask, Part, Role, Say

QUESTION = "{partner}, may I show what you say on this screen, as I hear it? It's gone at once."

AGREED = "captions-on"
"""The step that only two who agreed come to."""

ASKED = "captions-asked"


def with_question(settings: SessionSettings) -> SessionSettings:
    """The same session, with each of them asked as it begins."""
    exercise = settings.exercise
    part = Part(part="captions", stage="arrival", steps=tuple(_steps(settings.mode == "solo")))
    parts = {settings.mode: (part, *getattr(exercise, settings.mode))}
    return msgspec.structs.replace(settings, exercise=msgspec.structs.replace(exercise, **parts))


def _steps(alone: bool) -> Iterator[AnyStep]:
    roles: tuple[Role, ...] = ("speaker",) if alone else ("speaker", "listener")
    for role in roles:
        yield Ask(
            id=f"captions-{role}",
            say=QUESTION,
            again="May I show it? Say yes or no.",
            otherwise="no",
            of=role,
            on={"no": ASKED},
        )
    yield Say(id=AGREED, say="Then I'll show it while you have the floor.")
    yield Say(id=ASKED, say="All right, let's begin.")


class Captions:
    """Shows what is heard on a floor, once they have agreed.

    Args:
        show: shows a caption; an empty one leaves only room for one.
    """

    def __init__(self, show: Callable[[str], None]) -> None:
        self._show = show
        self._agreed = False
        self._floor = False
        self._held = False

    def noticed(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        """Know whether they agreed, and take a caption away with its floor."""
        for action in actions:
            match action:
                case ShowStep(step=step) if step == AGREED:
                    self._agreed = True
                    self._show("")
                case ShowFloor(holder=holder):
                    self._floor = holder is not None
                    if not self._floor:
                        self._take_away()
                case ShowHold() | EndSession():
                    self._held = True
                    self._take_away()
                case ShowResume():
                    self._held = False
                case _:
                    pass

    def heard(self, words: str) -> None:
        """Somebody said something, which is no command and no sign of danger."""
        if self._agreed and self._floor and not self._held:
            self._show(words)

    def _take_away(self) -> None:
        if self._agreed:
            self._show("")
