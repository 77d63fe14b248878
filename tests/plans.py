"""Sessions of two people who go by the names of Ana and Ben."""

from pathlib import Path
from typing import Any

from voice_coach.core.settings import SessionSettings
from voice_coach.exercise.script import Exercise
from voice_coach.shell.plan import SessionPlan
from voice_coach.store.script_files import ScriptFiles

TWO_TURNS = Path(__file__).parent / "rooms" / "scripts" / "two-turns.toml"


def ana_and_ben(exercise: Exercise | Path, **more: Any) -> SessionPlan:
    """The plan of a short session for two."""
    scripts = ScriptFiles()
    return SessionPlan(
        settings=SessionSettings(
            exercise=scripts.load(str(exercise)) if isinstance(exercise, Path) else exercise,
            lines=scripts.lines(),
        ),
        names={"a": "Ana", "b": "Ben"},
        **more,
    )
