"""The orders of one moment: what to say, play, show, and what is still being said."""

from __future__ import annotations

from voice_coach.core.actions import AnyAction, PlayChime, SayPrompt, SetVolume, StopPlayback, Tone
from voice_coach.exercise.script import LENT, Speaks
from voice_coach.signal.units import Samples

LEFT_TO_THE_SHELL = {place: f"{{{place}}}" for place in ("a", "b", *LENT)}
"""Places in a text that the shell fills, put in again as they were."""

SLOWEST = 0.7
FASTEST = 1.3
"""Paces of the voice; beyond them synthesis sounds broken."""

PACE_STEP = 0.15

VOLUME_STEPS = 3
"""How often it can be made louder or quieter."""


class Orders:
    """Collects actions, numbers prompts, and knows which of them are still to be heard."""

    def __init__(self) -> None:
        self.now: Samples = 0
        self.pace = 1.0
        self._volume = 0
        self._given: list[AnyAction] = []
        self._unheard: list[int] = []
        self._last_number = 0

    @property
    def speaking(self) -> bool:
        """Whether a prompt is being said or waits to be."""
        return bool(self._unheard)

    def give(self, action: AnyAction) -> None:
        """Add an action to this moment's."""
        self._given.append(action)

    def say(self, text: str, voice: Speaks = "coach", /, **names: str) -> None:
        """Say a line; `names` fills its placeholders with the partners' own."""
        self._last_number += 1
        self._unheard.append(self._last_number)
        filled = text.format(**LEFT_TO_THE_SHELL, **names)
        number, pace = self._last_number, self.pace
        self.give(SayPrompt(at=self.now, number=number, text=filled, pace=pace, voice=voice))

    def chime(
        self,
        tone: Tone,
        *,
        lasting: float = 0.5,
    ) -> None:
        """Play a tone of so many seconds."""
        self.give(PlayChime(at=self.now, tone=tone, seconds=lasting))

    def break_off(self) -> None:
        """Fall silent if a prompt is being said: somebody answered it before its end."""
        if self.speaking:
            self.stop()

    def stop(self) -> None:
        """Fall silent; whatever was still to be heard never will be."""
        self._unheard.clear()
        self.give(StopPlayback(at=self.now))

    def slow_down(self) -> None:
        """Speak slower from now on."""
        self.pace = max(SLOWEST, round(self.pace - PACE_STEP, 2))

    def speed_up(self) -> None:
        """Speak faster from now on."""
        self.pace = min(FASTEST, round(self.pace + PACE_STEP, 2))

    def turn_volume(self, steps: int) -> None:
        """Speak so many steps louder from now on; quieter if it is negative."""
        self._volume = max(-VOLUME_STEPS, min(VOLUME_STEPS, self._volume + steps))
        self.give(SetVolume(at=self.now, steps=self._volume))

    def heard(self, number: int) -> bool:
        """Note a prompt as played to its end. False if it was stopped before."""
        if number not in self._unheard:
            return False
        self._unheard.remove(number)
        return True

    def known(self, number: int) -> bool:
        """Whether a prompt of this number was ever given."""
        return 1 <= number <= self._last_number

    def take(self) -> list[AnyAction]:
        """Hand over what was collected since the last time."""
        given, self._given = self._given, []
        return given
