"""The room a session is led in: where facts come from, where sound goes, and the ears in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

import msgspec

from voice_coach.core.actions import Listen
from voice_coach.core.events import AnyEvent
from voice_coach.edge import ports
from voice_coach.signal.sound import Sound
from voice_coach.signal.units import Samples, samples

LONGEST_LOSS = samples(10)
"""No more of what was played need be thrown away after a fault: no player keeps as much."""

LATE = samples(5)
"""A sound not told to have ended so long after it should have: whoever plays it hangs. The loss of
a loudspeaker is noticed within one second, and sleep of up to two is no fault of it."""


class Hearing(Protocol):
    """What a room needs of the ears."""

    def listen(self, action: Listen) -> None:
        """Know what counts from now on."""

    def hear(self, sound: Sound, at: Samples, *, over_coach: bool) -> list[AnyEvent]:
        """Take the block that begins at `at`; events are stamped with its end.

        `over_coach`: the coach is being heard, so only a command counts.
        """

    def deafen(self, at: Samples) -> list[AnyEvent]:
        """Nothing is heard for a while: forget what was being heard."""


class EchoGuard(Protocol):
    """What keeps the coach's own voice out of the ears."""

    @property
    def tail(self) -> Samples:
        """How long after a prompt the coach can still be heard."""

    def clean(self, heard: Sound, played: Sound, *, speaking: bool) -> Sound | None:
        """What the ears may hear of a block; None while they are closed."""


class _Sounding(msgspec.Struct, frozen=True):
    """A sound that is being played, or waits to be."""

    prompt: int | None
    """The prompt it is, if it is one."""
    due: Samples
    """When it ends, as far as anybody can tell."""


class Room:
    """One session's room.

    Args:
        source: where facts come from.
        player: where sound goes.
        echo: keeps the coach's voice out of the ears; only used with ears.
        ears: a callable giving the ears; called when first needed, so a model can load meanwhile.
    """

    def __init__(
        self,
        *,
        source: ports.Source,
        player: ports.Player,
        echo: EchoGuard,
        ears: Callable[[], Hearing] | None = None,
    ) -> None:
        self._source = source
        self._player = player
        self._echo = echo
        self._get_ears = ears
        self._ears: Hearing | None = None
        self._deaf = False
        self._sounding: dict[int, _Sounding] = {}
        self._last_sound = 0
        self._coach_until: Samples = 0
        self.listening: Listen | None = None
        """What counts now."""

    def facts(self) -> Iterator[ports.Fact]:
        """What happens, as it happens."""
        return self._source.facts()

    # --- Ears --------------------------------------------------------------------------------

    def listen(self, action: Listen) -> None:
        """Know what counts from now on."""
        self.listening = action
        if self._ears:
            self._ears.listen(action)

    def hear(self, sound: Sound, at: Samples) -> Iterator[AnyEvent]:
        """Take the block that begins at `at`, and tell what was heard in it."""
        if not self._get_ears:
            return
        now = at + len(sound)
        speaking = bool(self._sounding) or at < self._coach_until
        played = self._player.played(len(sound))
        clean = self._echo.clean(sound, played, speaking=speaking)
        if clean is not None:
            yield from self._opened(self._get_ears).hear(clean, at, over_coach=speaking)
        elif self._ears and not self._deaf:
            yield from self._ears.deafen(now)
        self._deaf = clean is None

    def miss(self, lost: Samples) -> None:
        """So many samples of the microphone were lost: what was played meanwhile is no use."""
        self._player.played(min(lost, LONGEST_LOSS))

    def _opened(self, get_ears: Callable[[], Hearing]) -> Hearing:
        if not self._ears:
            self._ears = get_ears()
            if self.listening:
                self._ears.listen(self.listening)
        return self._ears

    # --- Mouth -------------------------------------------------------------------------------

    @property
    def unheard(self) -> list[int]:
        """The prompts still to be heard to their end, in order."""
        return [each.prompt for each in self._sounding.values() if each.prompt is not None]

    def play(self, sound: Sound, now: Samples, *, prompt: int | None = None) -> None:
        """Play a sound behind the others: that of a prompt, or a tone."""
        self._last_sound += 1
        begins = max([now, *(each.due for each in self._sounding.values())])
        self._sounding[self._last_sound] = _Sounding(prompt, begins + len(sound))
        self._player.play(sound, number=self._last_sound)

    def played(self, number: int, now: Samples) -> int | None:
        """A sound has come to its end. The prompt it was, if it was one."""
        ended = self._sounding.pop(number, None)
        self._fell_silent(now)
        return ended.prompt if ended else None

    def overdue(self, now: Samples) -> list[int]:
        """The prompts that should have ended long ago: they are waited for no longer.

        Whatever the player still has of them, or behind them, is not played any more.
        """
        late = [number for number, each in self._sounding.items() if each.due + LATE <= now]
        if late:
            self._player.stop()
        ended = [self.played(number, now) for number in late]
        return [prompt for prompt in ended if prompt is not None]

    def hush(self, now: Samples) -> None:
        """Fall silent at once."""
        self._player.stop()
        if self._sounding:
            self._sounding.clear()
            self._fell_silent(now)

    def _fell_silent(self, now: Samples) -> None:
        """The room still rings with the coach's voice for a moment."""
        if not self._sounding:
            self._coach_until = now + self._echo.tail
