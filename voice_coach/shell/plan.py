"""What was chosen for one session."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from voice_coach.core.actions import SayPrompt
from voice_coach.core.settings import SessionSettings
from voice_coach.exercise.plan import plan
from voice_coach.exercise.script import LENT, Exercise, Partner, addressed
from voice_coach.exercise.wordless import wordless
from voice_coach.hearing.grammar import CommandPhrases
from voice_coach.shell.manner import USUAL_MANNER, Manner
from voice_coach.shell.reading_back import ReadingBack


class SessionPlan(msgspec.Struct, frozen=True, kw_only=True):
    """What was chosen for one session: what it is made of, and what only the shell knows."""

    settings: SessionSettings
    names: dict[Partner, str]
    stop_phrases: tuple[str, ...] = ()
    """Private sentences that end it, as "stop" does. In no log and in no order."""
    phrases: Mapping[str, tuple[str, ...]] = {}
    """What else means something, in the language of the session: by meaning."""
    manner: Manner = USUAL_MANNER
    """How the coach sounds. In no log: what it says and when does not depend on it."""
    log: Path | None = None
    own: bool = False
    """Whether the exercise is one of their own, whose words are in no log."""
    read_back: ReadingBack | None = None
    """Reads back what was kept, where the settings want something read back."""

    @property
    def exercise(self) -> Exercise:
        """What is done in it."""
        return self.settings.exercise

    @property
    def solo(self) -> bool:
        """Whether somebody practises alone."""
        return self.settings.mode == "solo"

    @property
    def minutes(self) -> float:
        """How long it takes, as its script says."""
        return self.exercise.minutes[self.settings.length]

    def worded(self, prompt: SayPrompt) -> str:
        """A prompt as it is spoken, names put in."""
        return addressed(prompt.text, self.names)

    def prompts(self) -> Iterator[str]:
        """Every prompt that can be foreseen, names filled in: the script's first, in order."""
        chosen = self.settings
        for planned in plan(
            chosen.exercise, mode=chosen.mode, length=chosen.length, first=chosen.first
        ):
            if not any(f"{{{place}}}" in planned.step.say for place in LENT):
                text = planned.step.say.format(a="{a}", b="{b}", **planned.names(planned.partner))
                yield addressed(text, self.names)
        for line in msgspec.structs.astuple(chosen.lines):
            if set(re.findall(r"\{(\w+)\}", line)) <= {"partner"}:
                for partner in self.names:
                    yield addressed(line.format(partner=f"{{{partner}}}"), self.names)

    def logged(self) -> tuple[SessionSettings, dict[str, str]]:
        """The session as a log knows it, and how that spells the meanings of an own exercise.

        Not whether it was to be kept short: else the log told which early endings were chance.
        """
        exercise, meanings = self.exercise, dict[str, str]()
        if self.own:
            known = CommandPhrases.load().meanings
            exercise, meanings = wordless(exercise, known=known)
        settings = msgspec.structs.replace(self.settings, exercise=exercise, keep_short=False)
        return settings, meanings
