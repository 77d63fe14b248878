"""What was chosen for one session."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

import msgspec

from voice_coach.core.actions import AnyAction, SayPrompt
from voice_coach.core.events import AnyEvent
from voice_coach.core.settings import SessionSettings
from voice_coach.exercise.script import Exercise, Mode, Partner, addressed, without_back
from voice_coach.exercise.wordless import wordless
from voice_coach.hearing.grammar import CommandPhrases
from voice_coach.shell.beat import parts
from voice_coach.shell.foreseen import foreseen
from voice_coach.shell.manner import USUAL_MANNER, Manner
from voice_coach.shell.tally import Tally
from voice_coach.shell.wishes import Wishes


class Lends(Protocol):
    """Lends words of theirs to steps that say `{kept}`, so that no session holds any."""

    def noticed(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        """An event and the orders that answered it."""

    def told(self, words: str) -> None:
        """Something was said on a floor, where words are heard."""

    def wording(self, worded: Callable[[SayPrompt], str]) -> Callable[[SayPrompt], str]:
        """The same wording of prompts, with the words put in where they are asked for."""


def unnamed(mode: Mode) -> dict[Partner, str]:
    """What people are called who gave no names."""
    return {"a": "", "b": ""} if mode == "solo" else {"a": "Partner one", "b": "Partner two"}


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
    tally: Tally | None = None
    """Counts what comes back of made-up lines, for somebody alone. In no log."""
    wishes: Wishes | None = None
    """Follows what is asked of the coach's manner, for whoever has that remembered. In no log."""
    lends: Lends | None = None
    """Lends words of what was kept, or is to be kept, to the steps that say them."""

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
        lines = self.settings.lines
        text = without_back(prompt.text, lines.hear_it_yourself, lines.go_on)
        return addressed(text, self.names)

    @property
    def said(self) -> SessionPlan:
        """The session as it is said aloud: a voice that knows no names calls people by number."""
        if not self.manner.nameless:
            return self
        return msgspec.structs.replace(self, names=unnamed(self.settings.mode))

    def prompts(self) -> Iterator[str]:
        """What can be foreseen of what is said, names filled in: the script's first, in order.

        A line with beats in it is said piece by piece.
        """
        for line in foreseen(self.settings):
            yield from parts(addressed(line, self.names))

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
