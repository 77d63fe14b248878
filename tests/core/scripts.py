"""The small scripts made up for timetables, by name."""

from pathlib import Path

import msgspec

from voice_coach.exercise.script import Exercise

FOLDER = Path(__file__).parent.parent / "scenarios/exercises"


def exercise(name: str, **changed) -> Exercise:
    """One of them, with some fields changed."""
    made = msgspec.toml.decode((FOLDER / f"{name}.toml").read_bytes(), type=Exercise)
    return msgspec.structs.replace(made, **changed)
