"""What was chosen for one session."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from voice_coach.core.actions import SayPrompt
from voice_coach.core.heat import Sensitivity
from voice_coach.core.session import Session
from voice_coach.exercise.plan import plan
from voice_coach.exercise.script import LENT, CoachLines, Exercise, Mode, Partner, addressed
from voice_coach.shell.reading_back import ReadingBack
from voice_coach.store.session_log import LogHeader


class SessionPlan(msgspec.Struct, frozen=True, kw_only=True):
    """What was chosen for one session."""

    exercise: Exercise
    lines: CoachLines
    mode: Mode
    length: str
    names: dict[Partner, str]
    first: Partner = "a"
    sensitivity: Sensitivity = "standard"
    cool_downs: int = 0
    keep_short: bool = False
    stop_phrases: tuple[str, ...] = ()
    """Private sentences that end it, as "stop" does. In no log and in no order."""
    log: Path | None = None
    read_back: ReadingBack | None = None
    """Reads back what was kept, where the exercise has steps for it."""

    @property
    def minutes(self) -> float:
        """How long it takes, as its script says."""
        return self.exercise.minutes[self.length]

    def session(self) -> Session:
        """The session itself."""
        return Session(
            exercise=self.exercise,
            lines=self.lines,
            mode=self.mode,
            length=self.length,
            first=self.first,
            sensitivity=self.sensitivity,
            cool_downs=self.cool_downs,
            keep_short=self.keep_short,
        )

    def worded(self, prompt: SayPrompt) -> str:
        """A prompt as it is spoken, names put in."""
        return addressed(prompt.text, self.names)

    def prompts(self) -> Iterator[str]:
        """Every prompt that can be foreseen, names filled in: the script's first, in order."""
        for cue in plan(self.exercise, mode=self.mode, length=self.length, first=self.first):
            if not any(f"{{{place}}}" in cue.step.say for place in LENT):
                text = cue.step.say.format(a="{a}", b="{b}", **cue.names(cue.partner))
                yield addressed(text, self.names)
        for line in msgspec.structs.astuple(self.lines):
            if set(re.findall(r"\{(\w+)\}", line)) <= {"partner"}:
                for partner in self.names:
                    yield addressed(line.format(partner=f"{{{partner}}}"), self.names)

    def header(self) -> LogHeader:
        """What a log of it begins with."""
        return LogHeader(
            exercise=self.exercise,
            lines=self.lines,
            mode=self.mode,
            length=self.length,
            first=self.first,
            sensitivity=self.sensitivity,
            cool_downs=self.cool_downs,
            keep_short=self.keep_short,
        )
