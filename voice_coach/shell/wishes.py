"""What was asked of the coach's manner in a session: louder, slower and so on."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from voice_coach.core.actions import AnyAction, SayPrompt, SetVolume
from voice_coach.core.events import AnyEvent
from voice_coach.shell.manner import Manner
from voice_coach.shell.voices import VOLUME_STEP


class Wishes:
    """One session's, followed from its orders.

    Args:
        manner: how it began.
    """

    def __init__(self, manner: Manner) -> None:
        self._manner = manner
        self._rate = 1.0
        self._steps = 0

    def noticed(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        """Follow an event and its orders."""
        for action in actions:
            match action:
                case SayPrompt(pace=rate):
                    self._rate = rate
                case SetVolume(steps=steps):
                    self._steps = steps

    @property
    def manner(self) -> Manner:
        """How it ended: at which pace, in words a minute, and how many decibels louder."""
        return msgspec.structs.replace(
            self._manner,
            words_per_minute=round(self._manner.words_per_minute * self._rate),
            volume=self._manner.volume + self._steps * VOLUME_STEP,
        )

    @property
    def granted(self) -> bool:
        """Whether anything was asked for that it did not begin with."""
        return self.manner != self._manner
