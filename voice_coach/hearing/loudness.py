"""A raised voice: how loud somebody is against their own calm speech, and for how long.

Loudness finds a raised voice and not anger: joy is as loud (on acted speech strong anger is 21 dB
over neutral, strong joy 14, fear 18). So it is one sign of several, and the same for both partners.

Time here is the time the ears are open: what the coach talks over is neither a gap in a shout nor
a part of it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

import msgspec
import numpy as np

from voice_coach.exercise.script import Partner
from voice_coach.signal.sound import Sound, power
from voice_coach.signal.units import BLOCK_SAMPLES, Samples, samples

RAISED_DB = 10.0
"""How far above their own calm speech a voice counts as raised. The loudest second of each of
fifteen people who read aloud lay at most 6.4 dB above their median second
(`benchmarks/raised_voice.py`)."""

SCREAM_DB = 15.0
"""How far above it a voice counts as screaming: over strong joy, under strong anger."""

SCREAM = samples(10)
"""Screaming that lasts longer ends the exercise (exercises.md C.4)."""

SECOND = samples(1)
"""What the shortest shout lasts, and how often a longer one is told."""

TOLD_UNTIL = 3 * SECOND
"""A shout that has lasted this long is told no more: nothing depends on it, and a log must not
become evidence (exercises.md C.6)."""

MOMENT = SECOND // BLOCK_SAMPLES
"""Voiced blocks whose loudness is taken together: a shout lasts, a stressed word does not."""

SYLLABLE = samples(0.3) // BLOCK_SAMPLES
"""The same once a shout goes on: it is over as soon as they talk calmly again."""

BREATH = SECOND + SYLLABLE * BLOCK_SAMPLES
"""From one raised moment to the next of the same shout at most: people draw breath between two
sentences, for a second at most, and then it takes a moment to hear that it goes on."""

KNOWN_AFTER = samples(5) // BLOCK_SAMPLES
"""Moments of calm speech, one a voiced block, before a person's own loudness is known."""

BORROWED_DB = 5.0
"""How much louder than what was ordinary in this room so far, whoever talked, somebody is taken to
be until their own loudness is known: the two may sit at different distances."""

REMEMBERED = samples(120) // BLOCK_SAMPLES
"""Moments the median is taken over: people move about, and a room changes."""


class Raised(msgspec.Struct, frozen=True, kw_only=True):
    """A voice that has been raised."""

    decibels: float
    """How far the loudest second so far lies above their calm speech."""
    lasting: Samples
    """For how long so far, breaths included."""
    screaming: bool = False
    """Whether it is a scream, and has lasted too long."""


class Shout:
    """How long a voice has stayed above a level."""

    def __init__(self, level: float) -> None:
        self._level = level
        self._latest: Samples = 0
        self.lasting: Samples = 0
        self.peak = 0.0

    def hear(self, moment: float | None, syllable: float | None, at: Samples) -> bool:
        """Take how loud the last second and the last moment of it were, where that is known.

        Returns:
            Whether it goes on.
        """
        going_on = self.lasting > 0 and at - self._latest <= BREATH
        above = syllable if going_on else moment
        if above is None or above < self._level:
            return False
        if going_on:
            self.lasting += at - self._latest
        else:
            self.lasting, self.peak = SECOND, 0.0
        self._latest, self.peak = at, max(self.peak, moment or 0.0)
        return True


class Loudness:
    """Follows both partners' loudness; the turn tells who is talking."""

    def __init__(self) -> None:
        self._calm: dict[Partner, deque[float]] = {
            "a": deque(maxlen=REMEMBERED),
            "b": deque(maxlen=REMEMBERED),
        }
        self._partner: Partner | None = None
        self._turn = False
        self._now: Samples = 0
        self._voiced: Samples = 0
        """When somebody was last heard to talk."""
        self._powers: deque[float] = deque(maxlen=MOMENT)
        self._moments: list[float] = []
        self._usual: float | None = None
        self._loud = False
        self._begin()

    def turn_to(self, partner: Partner | None) -> None:
        """Know who is expected to talk. None: nobody is, and whoever shouts goes on shouting."""
        if self._turn != (partner is not None):
            self._turn = not self._turn
            self._moments.clear()  # not known whose they were
        if partner and partner != self._partner:
            self._partner = partner
            self._begin()

    def hear(self, sound: Sound, *, voiced: bool) -> Raised | None:
        """Take a block.

        Returns:
            A raised voice as soon as it has lasted a second, and again for each further second of
            it up to `TOLD_UNTIL`; once more if it is a scream that lasts too long.
        """
        self._now += len(sound)
        if not voiced or not self._partner:
            return None
        if self._now - self._voiced > BREATH:
            self._powers.clear()  # another moment
        self._voiced = self._now
        self._powers.append(power(sound) + 1.0)
        if self._usual is None:
            self._usual = self._ordinary(self._partner)
        powers = list(self._powers)
        moment = _level(powers) if len(powers) == MOMENT else None
        syllable = _level(powers[-SYLLABLE:]) if len(powers) >= SYLLABLE else None
        if moment is not None:
            self._moments.append(moment)
        return self._raised(
            None if moment is None else moment - self._usual,
            None if syllable is None else syllable - self._usual,
        )

    def finish(self) -> None:
        """The stretch is over: calm speech becomes part of what is usual for them.

        Its last second is kept: a shout of short words is one shout.
        """
        if self._turn and self._partner and not self._loud:
            self._calm[self._partner].extend(self._moments)
        self._moments, self._usual, self._loud = [], None, False

    def forget(self) -> None:
        """Drop the running stretch, and what was said shortly before it."""
        self._powers.clear()
        self._moments, self._usual, self._loud = [], None, False

    def _ordinary(self, partner: Partner) -> float:
        """The median of somebody's calm moments, or what the room's lets expect; not known: inf."""
        own = self._calm[partner]
        if len(own) >= KNOWN_AFTER:
            return float(np.median(own))
        room = [*self._calm["a"], *self._calm["b"]]
        return float(np.median(room)) + BORROWED_DB if len(room) >= KNOWN_AFTER else float("inf")

    def _begin(self) -> None:
        """Somebody else talks."""
        self._shout, self._scream = Shout(RAISED_DB), Shout(SCREAM_DB)
        self._told = 0
        self.forget()

    def _raised(self, moment: float | None, syllable: float | None) -> Raised | None:
        shout, scream = self._shout, self._scream
        shouting = shout.hear(moment, syllable, self._now)
        self._loud = self._loud or shouting
        if scream.hear(moment, syllable, self._now) and scream.lasting > SCREAM:
            scream.lasting = 0
            return Raised(decibels=round(scream.peak, 1), lasting=SCREAM, screaming=True)
        if not shouting:
            return None
        if shout.lasting == SECOND:
            self._told = 0
        seconds = min(shout.lasting, TOLD_UNTIL) // SECOND
        if seconds == self._told:
            return None
        self._told = seconds
        return Raised(decibels=round(shout.peak, 1), lasting=shout.lasting)


def _level(powers: Sequence[float]) -> float:
    return 10 * float(np.log10(sum(powers) / len(powers)))
