"""A voice that says the lines of its pack, and no others."""

from __future__ import annotations

from collections.abc import Iterable

from voice_coach.edge.ports import SystemVoice
from voice_coach.errors import VoiceError
from voice_coach.signal.sound import Sound
from voice_coach.store.voice_packs import VoicePack

ENGINE = "voice pack"
"""What speaks with such a voice, as `SystemVoice.engine` tells it."""


def voice_of(pack: VoicePack) -> SystemVoice:
    """A pack among the voices of this system."""
    facts = pack.facts
    return SystemVoice(
        name=facts.name,
        title=facts.title,
        language=facts.language,
        gender="",
        id=facts.name,
        engine=ENGINE,
        terms=f"{facts.licence}, {facts.credit}",
    )


class PackVoice:
    """Speaks from a pack: with no engine, and in no other voice.

    Args:
        pack: whose lines.
        words_per_minute: pace at rate 1.0; the nearest that the pack has is taken.
    """

    def __init__(self, pack: VoicePack, *, words_per_minute: int) -> None:
        self.name = f"voice pack {pack.facts.name}"
        self._pack = pack
        self._pace = words_per_minute

    def speak(self, text: str, *, rate: float = 1.0) -> Sound:
        """The line from the pack.

        Raises:
            VoiceError: it has not got it.
        """
        sound = self._pack.line(text, round(self._pace * rate))
        if sound is None:
            raise VoiceError("This voice has no sound for that line: please read it.")
        return sound

    def prepare(self, texts: Iterable[str]) -> None:
        """Nothing to prepare: a line is read in ten milliseconds."""
