"""Paced breathing: a tone rises for the breath in and falls for the breath out."""

from __future__ import annotations

from voice_coach.core.orders import Orders
from voice_coach.core.states import Deadline
from voice_coach.core.timeline import Timeline
from voice_coach.exercise.coach_lines import CoachLines
from voice_coach.exercise.script import Breathe
from voice_coach.signal.units import Samples, samples

SOFTER_EVERY = 5
"""Breaths between two "softer" (E18)."""

TONE_SHARE = 0.6
"""Part of a breath its tone fills, so that a word fits before the next."""


class Breathing:
    """Breaths at one pace, from now until so many samples have gone by."""

    def __init__(
        self,
        step: Breathe,
        *,
        lasting: Samples,
        lines: CoachLines,
        timeline: Timeline,
        orders: Orders,
    ) -> None:
        self._step = step
        self._lines = lines
        self._timeline = timeline
        self._orders = orders
        self._breaths = 0
        self._breathing_in = False
        timeline.set(Deadline.BREATHING_UP, orders.now + lasting)
        self.turn()

    def turn(self) -> None:
        """Begin the other half of a breath."""
        step = self._step
        self._breathing_in = not self._breathing_in
        if self._breathing_in:
            lasting, rest = step.breath_in, step.hold_in
            self._orders.chime("rise", lasting=round(lasting * TONE_SHARE, 2))
        else:
            lasting, rest = step.breath_out, step.hold_out
            self._orders.chime("fall", lasting=round(lasting * TONE_SHARE, 2))
            self._breaths += 1
            if self._breaths % SOFTER_EVERY == 0:
                self._orders.say(self._lines.softer)
        self._timeline.set(Deadline.BREATH_TURN, self._orders.now + samples(lasting + rest))
