"""Ears that hear what a test says, at the moment it says."""

from voice_coach.core.actions import Listen
from voice_coach.core.events import AnyEvent, UtteranceHeard
from voice_coach.signal.sound import Sound
from voice_coach.signal.units import Samples


class ScriptedEars:
    """Hears a meaning at each of these moments, if it is listened for and the ears are open."""

    def __init__(self, script: dict[Samples, str] | None = None) -> None:
        self._script = dict(script or {})
        self._counts: tuple[str, ...] = ()
        self.over_coach: list[Samples] = []
        """Blocks heard while the coach spoke."""
        self.deafened: list[Samples] = []

    def listen(self, action: Listen) -> None:
        self._counts = action.meanings

    def hear(self, sound: Sound, at: Samples, *, over_coach: bool = False) -> list[AnyEvent]:
        now = at + len(sound)
        if over_coach:
            self.over_coach.append(at)
        due = [moment for moment in self._script if moment < now]
        meanings = [self._script.pop(moment) for moment in due]
        return [
            UtteranceHeard(at=now, meaning=meaning, ended=now)
            for meaning in meanings
            if meaning in self._counts
        ]

    def deafen(self, at: Samples) -> list[AnyEvent]:
        self.deafened.append(at)
        return []
