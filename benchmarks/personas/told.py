"""What came of an evening."""

from __future__ import annotations

from collections import Counter
from typing import Literal

import msgspec

from voice_coach.exercise.meanings import NUMBERS
from voice_coach.signal.units import Samples

FAR_OFF = 5
"""A number so far from the one that was meant is its opposite."""

OPPOSITE = {
    "YES": {"NO"},
    "NO": {"YES"},
    "PARTLY": {"YES"},
    "YIELD": {"HOLD_FLOOR", "MORE"},
    "HOLD_FLOOR": {"YIELD"},
    "MORE": {"YIELD"},
    "CONTINUE": {"STOP", "TIME_OUT"},
    "PAUSE": {"CONTINUE", "YIELD", "YES", "NO"},
    "STOP": {"CONTINUE", "YES", "YIELD"},
    "LOUDER": {"QUIETER"},
    "QUIETER": {"LOUDER"},
    "SLOWER": {"FASTER"},
    "FASTER": {"SLOWER"},
    "EARS": {"IDEAS"},
    "IDEAS": {"EARS"},
}


def is_opposite(meant: str, taken: str) -> bool:
    """Whether one thing was meant, and its opposite was acted on."""
    if {meant, taken} <= set(NUMBERS):
        return abs(int(meant) - int(taken)) >= FAR_OFF
    return taken in OPPOSITE.get(meant, ())


Cause = Literal[
    "stop",
    "break",
    "their answer",
    "heat",
    "nobody there",
    "the longest time",
    "no consent",
    "none",
]


class Told(msgspec.Struct, kw_only=True):
    """What came of an evening."""

    wanted: int = 0
    """Requests and answers, each counted once however often it was said."""
    met_at_once: int = 0
    met: int = 0
    met_by_key: int = 0
    """Not by voice, but by the key that the coach offered in the end."""
    opposite: list[str] = []
    taken: Counter[str] = msgspec.field(default_factory=Counter)
    """Talk that was acted on, by meaning."""
    ending: str = ""
    cause: Cause = "none"
    to_nobody: int = 0
    """Prompts, but for the last line, in a room empty for two minutes since it was asked about."""
    coach: Samples = 0
    lasted: Samples = 0
    longest_prompt: int = 0
