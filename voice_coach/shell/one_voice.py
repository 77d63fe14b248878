"""Sees that a session is in one voice from its start to its end, whatever was chosen."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from voice_coach.shell.plan import SessionPlan
from voice_coach.store.voice_packs import VoicePacks

NO_NAMES = "This voice can't say your names: it will call you Partner one and Partner two."


def in_one_voice(plan: SessionPlan, *, tell: Callable[[str], None]) -> SessionPlan:
    """The session in the voice of its manner, or in the system's where a pack lacks its lines.

    Raises:
        UsageError: the voice pack is no longer there.
        ModelError: the voice pack cannot be read.
    """
    manner = plan.manner
    if not manner.voice or not manner.nameless:
        return plan
    pack = VoicePacks().find(manner.voice.id)
    lines = dict.fromkeys(plan.said.prompts())
    missing = sum(not pack.has(line) for line in lines)
    if missing:
        tell(
            f"The voice {pack.facts.name} has not got {missing} of the {len(lines)} lines of "
            f"{plan.exercise.title}: I'll speak in the system's voice."
        )
        return msgspec.structs.replace(plan, manner=msgspec.structs.replace(manner, voice=None))
    if plan.said.names != plan.names and plan.settings.mode == "couple":
        tell(NO_NAMES)
    return plan
