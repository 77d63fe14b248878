"""Scenarios: two people acted by synthesised or recorded voices in a virtual room.

A scenario says who says what when given the floor or asked a question. It says nothing about the
coach: the actors only see what it asks for (its `Listen` orders), and the coach only hears sound.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Literal

import msgspec
import numpy as np
from msgspec import Meta

from voice_coach.core.actions import AnyAction, EndSession, Listen, ShowHold
from voice_coach.core.events import AnyEvent
from voice_coach.edge.ports import Fact
from voice_coach.errors import ScriptError
from voice_coach.exercise.meanings import ANY_TIME
from voice_coach.exercise.script import Partner
from voice_coach.signal.sound import Sound
from voice_coach.signal.units import Samples, samples
from voice_coach.store.toml_file import decoded

HELP = f"Compare with one that works, in {files('voice_coach') / 'scenarios'}."


class Recorded(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A recording to play instead of a synthesised line."""

    file: str
    """Path of a sound file, from the folder of recordings the room was given."""
    said: str = ""
    """What it says, for the transcript."""


Piece = str | Annotated[float, Meta(gt=0, le=600)] | Recorded
"""Words to say, seconds of silence, or a recording."""


class ActedLine(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one partner says at one moment. Lines are used once, in the order they stand in."""

    who: Partner
    step: str = ""
    """Only in this step, or at this built-in question ("got-it"); empty: in any."""
    during: Literal["", "turn", "mirror", "retell", "answer", "pause"] = ""
    """Only in a moment of this kind; empty: in any."""
    say: tuple[Piece, ...]


USUAL_ANSWERS = {"got-it": "yes", "more": "no", "close-enough": "yes"}


class Habits(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the actors do where the scenario has no line for them."""

    turn: tuple[Piece, ...] = ("I would like to say something about my day.", 1.2, "I'm done")
    mirror: tuple[Piece, ...] = (
        "What I heard you say is something about your day.",
        1.2,
        "I'm done",
    )
    retell: tuple[Piece, ...] = ("It was the last thing I said.", 1.2, "I'm done")
    answers: dict[str, str] = msgspec.field(default_factory=lambda: dict(USUAL_ANSWERS))
    """By question; others get the first of these that counts: yes, eight, ideas."""
    pause: tuple[Piece, ...] = (6.0, "continue")
    reaction_seconds: Annotated[float, Meta(ge=0)] = 0.7


class Scenario(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who the partners are and what they say."""

    exercise: str
    mode: Literal["couple", "solo"] | None = None
    """None: couple where the exercise has it."""
    length: str | None = None
    """None: the exercise's first."""
    names: dict[Partner, str]
    """Both partners' names; alone, that of b is empty."""
    voices: dict[Partner, str] = {}
    habits: Habits = Habits()
    lines: tuple[ActedLine, ...] = ()


def load_scenario(path: Path) -> Scenario:
    """Read a scenario file.

    Raises:
        ScriptError: it cannot be read or does not say what a scenario must.
    """
    try:
        return decoded(path.read_bytes(), Scenario)
    except OSError as error:
        raise ScriptError(f"{path}: {error.strerror}.", "Check the file's name.") from error
    except ValueError as error:
        raise ScriptError(f"{path}: {error}.", HELP) from error


class Track:
    """Sounds laid on the clock, each to begin at its moment or when the one before has ended."""

    def __init__(self) -> None:
        self._planned: deque[tuple[int, Sound]] = deque()
        self._free_at = 0

    @property
    def busy(self) -> bool:
        """Whether something is still to be heard."""
        return bool(self._planned)

    @property
    def free(self) -> int:
        """The sample from which nothing is planned."""
        return self._free_at

    def add(self, sound: Sound, *, at: int) -> None:
        """Plan a sound."""
        begin = max(at, self._free_at)
        self._planned.append((begin, sound))
        self._free_at = begin + len(sound)

    def rest(self, length: int, *, at: int) -> None:
        """Plan a silence."""
        self._free_at = max(at, self._free_at) + length

    def drop(self, *, at: int) -> None:
        """Say nothing more; what is being said is said to its end."""
        while self._planned and self._planned[-1][0] >= at:
            self._planned.pop()
        self._free_at = at
        if self._planned:
            begin, sound = self._planned[-1]
            self._free_at = max(at, begin + len(sound))

    def sound(self, at: int, length: int) -> Sound | None:
        """The `length` samples at `at`."""
        block: Sound | None = None
        while self._planned and self._planned[0][0] < at + length:
            begin, sound = self._planned[0]
            offset = at - begin
            if offset >= len(sound):
                self._planned.popleft()
                continue
            if block is None:
                block = np.zeros(length, dtype=np.int16)
            into = max(0, -offset)
            part = sound[max(0, offset) : offset + length]
            block[into : into + len(part)] = part
            if offset + length < len(sound):
                break
            self._planned.popleft()
        return block


class ActedPartners:
    """The partners of a scenario, in a virtual room.

    Args:
        scenario: what they say.
        speak: turns words and a partner into sound.
        recording: turns a recording's path into sound.
        said: told who said what and when, for a transcript.
    """

    def __init__(
        self,
        scenario: Scenario,
        *,
        speak: Callable[[Partner, str], Sound],
        recording: Callable[[str], Sound],
        said: Callable[[Samples, Partner, str], None] = lambda at, who, words: None,
    ) -> None:
        self._habits = scenario.habits
        self._lines = list(scenario.lines)
        self._speak = speak
        self._recording = recording
        self._said = said
        self._track = Track()
        self._moment: tuple[str, str, Partner | None] | None = None
        self._at: Samples = 0

    def noticed(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        """React to what the coach asks for."""
        for action in actions:
            match action:
                case Listen():
                    self._asked(action)
                case ShowHold() | EndSession():
                    self._moment = None
                    self._track.drop(at=self._at)

    def facts(self, at: Samples) -> Iterable[Fact]:
        return ()

    def sound(self, at: Samples, length: int) -> Sound | None:
        self._at = at + length
        return self._track.sound(at, length)

    def _asked(self, action: Listen) -> None:
        moment = (action.purpose, action.step, action.partner)
        if moment == self._moment and self._track.busy:
            return
        self._moment = moment
        self._track.drop(at=self._at)
        if action.purpose == "nothing":
            return
        who, pieces = self._line_for(action)
        self._track.rest(samples(self._habits.reaction_seconds), at=self._at)
        words: list[str] = []
        for piece in pieces:
            match piece:
                case str():
                    words.append(piece)
                    self._track.add(self._speak(who, piece), at=self._at)
                case Recorded():
                    words.append(piece.said or f"({Path(piece.file).stem})")
                    self._track.add(self._recording(piece.file), at=self._at)
                case _:
                    words.append("...")
                    self._track.rest(samples(piece), at=self._at)
        self._said(self._at, who, " ".join(words))

    def _line_for(self, action: Listen) -> tuple[Partner, tuple[Piece, ...]]:
        for index, line in enumerate(self._lines):
            if (
                action.partner in (None, line.who)
                and line.step in ("", action.step)
                and line.during in ("", action.purpose)
            ):
                del self._lines[index]
                return line.who, line.say
        return action.partner or "a", self._habit(action)

    def _habit(self, action: Listen) -> tuple[Piece, ...]:
        match action.purpose:
            case "turn":
                return self._habits.turn
            case "mirror":
                return self._habits.mirror
            case "retell":
                return self._habits.retell
            case "pause":
                return self._habits.pause
        if answer := self._habits.answers.get(action.step):
            return (answer,)
        answers = [each for each in action.meanings if each not in ANY_TIME]
        preferred = next((each for each in ("YES", "8", *answers) if each in answers), "YES")
        return ("eight" if preferred == "8" else preferred.lower(),)
