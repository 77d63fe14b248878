"""voice-coach leads two people by voice through short, timed talking exercises.

What other programs may build on; everything else may change from one version to the next:
    ScriptFiles      reads exercises by name or from files of your own
    Exercise         an exercise as its script says it
    Session          one session: facts in, orders out, no clock and no device
    events, actions  the facts it takes and the orders it gives, each a module
    CommandPhrases   which phrase, typed or spoken, means what
    listening        what people mean: words in, meaning out
    VoiceCoachError  what all errors are that a person can do something about

Times are whole samples, 16,000 a second, since the session began (`SAMPLE_RATE`).
`examples/core_only.py` leads a whole session with these. Each is read from its file when first
asked for: importing voice_coach itself loads nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from voice_coach import listening
    from voice_coach.core import actions, events
    from voice_coach.core.session import Session
    from voice_coach.errors import VoiceCoachError
    from voice_coach.exercise.script import Exercise
    from voice_coach.hearing.grammar import CommandPhrases
    from voice_coach.signal.units import SAMPLE_RATE
    from voice_coach.store.script_files import ScriptFiles

__all__ = [
    "SAMPLE_RATE",
    "CommandPhrases",
    "Exercise",
    "ScriptFiles",
    "Session",
    "VoiceCoachError",
    "__version__",
    "actions",
    "events",
    "listening",
]

__version__ = "0.1.0"

_HOMES = {
    "core.session": ("Session",),
    "errors": ("VoiceCoachError",),
    "exercise.script": ("Exercise",),
    "hearing.grammar": ("CommandPhrases",),
    "signal.units": ("SAMPLE_RATE",),
    "store.script_files": ("ScriptFiles",),
}
_MODULES = {"actions": "core.actions", "events": "core.events", "listening": "listening"}

if not TYPE_CHECKING:  # a type checker would take every name for one that exists

    def __getattr__(name: str) -> object:
        if name in _MODULES:
            return import_module(f"{__name__}.{_MODULES[name]}")
        for home, names in _HOMES.items():
            if name in names:
                return getattr(import_module(f"{__name__}.{home}"), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
