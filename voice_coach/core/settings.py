"""What one session is made of."""

from __future__ import annotations

import msgspec

from voice_coach.core.heat import Sensitivity
from voice_coach.exercise.coach_lines import CoachLines
from voice_coach.exercise.script import Exercise, Mode, Partner


class SessionSettings(msgspec.Struct, frozen=True, kw_only=True):
    """All that a session begins with: the shell chooses it, the log keeps it, a replay reads it."""

    exercise: Exercise
    """The script, building blocks in place."""
    lines: CoachLines
    """What the coach says in every exercise."""
    mode: Mode = msgspec.field(
        default="couple", name="flow"
    )  # as logs have spelt it from the first
    length: str = "short"
    """One of the exercise's lengths."""
    first: Partner = "a"
    """Who is the speaker first."""
    sensitivity: Sensitivity = "standard"
    """How soon the coach pauses a heated exchange by itself; never when alone."""
    cool_downs: int = 0
    """How many cool-downs there were earlier today."""
    keep_short: bool = False
    """Leave out the close and end in the words of an early ending. Done now and then, those words
    tell nobody that anything happened (exercises.md C.4)."""
    kept: int = 0
    """How many things that were kept last time are read back."""
