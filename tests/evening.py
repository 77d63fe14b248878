"""An evening typed line by line, words understood, as with `run --typed`: what the coach says.

Two people go along as a willing couple does until they come to a step, and then type lines of their
own. A number among the lines is a silence, in seconds.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from tests.typist import Typist, plan_of
from voice_coach.core.actions import AnyAction, Listen, PlayChime, SayPrompt, ShowStep
from voice_coach.core.events import AnyEvent
from voice_coach.edge.ports import Fact, InputEnded, LineTyped
from voice_coach.exercise.script import Mode, Partner, spoilers
from voice_coach.shell.compose import in_room
from voice_coach.shell.plan import SessionPlan
from voice_coach.shell.understanding import Understanding
from voice_coach.signal.sound import Sound
from voice_coach.signal.units import samples, seconds
from voice_coach.store.contacts import load_contacts

BETWEEN = samples(1)
"""From one line to the next."""


class Evening(msgspec.Struct, kw_only=True):
    """What came of it."""

    said: list[str] = []
    """What the coach said from the first of their own lines on."""
    at: list[float] = []
    """When, in seconds after that line."""
    shown: list[str] = []
    """What was shown for their eyes only."""
    steps: list[str] = []
    """The steps that were come to from that line on."""
    tones: list[str] = []
    ending: str | None = None
    """How it ended by itself; None: they were still at it."""

    def heard(self, *texts: str) -> bool:
        """Whether these were said, in this order."""
        rest = iter(self.said)
        return all(any(text in line for line in rest) for text in texts)


class _Couple:
    """Types, and sees what comes of it."""

    def __init__(
        self,
        plan: SessionPlan,
        understanding: Understanding,
        place: tuple[str, Partner],
        lines: Sequence[str | float],
    ) -> None:
        self.evening = Evening()
        self._usual = iter(Typist(plan))
        self._typist = Typist(plan)
        self._usual = iter(self._typist)
        self._understanding = understanding
        self._place = place
        self._lines = list(lines)
        self._here: tuple[str, Partner] | None = None
        self._there = False
        self._began = 0
        self._due: int | None = None
        self._now = 0

    def noticed(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        self._typist.noticed(event, actions)
        for action in actions:
            match action:
                case ShowStep(step=step, speaker=speaker):
                    self._here = (step, speaker)
                    if self._there:
                        self.evening.steps.append(step)
                case Listen(purpose=purpose, at=at):
                    if purpose != "nothing" and self._here == self._place and not self._there:
                        self._there, self._began = True, at + BETWEEN
                        self._due = at + BETWEEN
                    elif not self._there:
                        self._due = None if purpose == "nothing" else at + BETWEEN
                case SayPrompt(at=at) if self._there and at >= self._began:
                    self.evening.said.append(self._understanding.worded(action))
                    self.evening.at.append(seconds(at - self._began))
                case PlayChime(tone=tone) if self._there:
                    self.evening.tones.append(tone)
                case _:
                    pass

    def facts(self, at: int) -> Iterable[Fact]:
        if self._due is None or at < self._due:
            return
        if not self._there:
            self._due = at + BETWEEN
            yield LineTyped(text=next(self._usual))
        elif not self._lines:
            self._there = False  # what it says as the input ends is no answer of theirs
            yield InputEnded()
        else:
            line = self._lines.pop(0)
            self._due = at + (BETWEEN if isinstance(line, str) else samples(line))
            if isinstance(line, str):
                yield LineTyped(text=line)

    def sound(self, at: int, length: int) -> Sound | None:
        return None


def evening(
    name: str,
    step: str,
    *lines: str | float,
    speaker: Partner = "a",
    mode: Mode = "couple",
    length: str | None = None,
) -> Evening:
    """Lead one."""
    plan = plan_of(name, mode, length)
    evening_shown: list[str] = []
    with tempfile.TemporaryDirectory() as home:
        understanding = Understanding(
            names=plan.names,
            solo=plan.solo,
            lines=plan.settings.lines,
            place=load_contacts(Path(home)).here(),
            show=evening_shown.append,
            without=spoilers(plan.exercise),
        )
    couple = _Couple(plan, understanding, (step, speaker), lines)
    ending = in_room(plan, [couple], voice=None, ears=None, understanding=understanding)
    there = couple.evening
    there.shown = evening_shown
    assert couple._began, f"{step} of {speaker} was never come to: {couple._typist.steps}"
    there.ending = ending.reason if couple._there else None
    return there
