"""Imagined couples who do not do as they are told, for whoever wants to see what happens then."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast

from voice_coach.acted.rehearsal import Couple, Saying, WillingCouple
from voice_coach.core.actions import Listen
from voice_coach.exercise.meanings import Meaning
from voice_coach.exercise.script import Did, Exercise, Partner
from voice_coach.signal.units import Samples, samples

FLOORS = ("turn", "mirror", "retell")


class Silent(WillingCouple):
    """They never say a word."""

    def respond(self, listen: Listen, floor: Samples) -> Saying | None:
        return None


class SilentOnFloors(WillingCouple):
    """They answer questions, and do not know what to say when it is their turn."""

    def respond(self, listen: Listen, floor: Samples) -> Saying | None:
        return None if listen.purpose in FLOORS else super().respond(listen, floor)


class Passing(WillingCouple):
    """They skip everything."""

    def respond(self, listen: Listen, floor: Samples) -> Saying | None:
        if listen.purpose in (*FLOORS, "answer"):
            return Saying(meaning=Meaning.PASS)
        return super().respond(listen, floor)


class Refusing(WillingCouple):
    """They are there, and refuse: no mirror is right, and floors are given back at once."""

    def respond(self, listen: Listen, floor: Samples) -> Saying | None:
        if listen.step == "got-it":
            return Saying(meaning=Meaning.NO)
        if listen.purpose in FLOORS:
            return Saying(talk=samples(3), meaning=Meaning.YIELD)
        return super().respond(listen, floor)


class Endless(WillingCouple):
    """They do not give the floor up."""

    def respond(self, listen: Listen, floor: Samples) -> Saying | None:
        if listen.purpose in FLOORS:
            return Saying(talk=floor * 2)
        return super().respond(listen, floor)


class Terse(WillingCouple):
    """They speak in single short sentences, and there is always one more."""

    def respond(self, listen: Listen, floor: Samples) -> Saying | None:
        if listen.purpose in FLOORS:
            return Saying(talk=samples(3), meaning=Meaning.YIELD)
        return super().respond(listen, floor)


class Babbling(WillingCouple):
    """They talk, and never say anything that counts."""

    def respond(self, listen: Listen, floor: Samples) -> Saying | None:
        return Saying(talk=samples(2))


class WalkingOut(WillingCouple):
    """One of them says that they go, in the middle of their first floor, and is not heard again."""

    def __init__(self, exercise: Exercise) -> None:
        super().__init__(exercise)
        self._gone: Partner | None = None

    def respond(self, listen: Listen, floor: Samples) -> Saying | None:
        if not self._gone and listen.purpose in FLOORS:
            self._gone = listen.partner
            return Saying(talk=samples(3), meaning=Meaning.LEAVING)
        if self._gone and listen.partner in (self._gone, None):
            return None
        return super().respond(listen, floor)


class Answering(WillingCouple):
    """They give some questions another answer than the usual one.

    Args:
        exercise: what they do.
        answers: by question, what they answer; by floor, what they do with a practice partner's
            line.
    """

    def __init__(self, exercise: Exercise, answers: Mapping[str, str]) -> None:
        super().__init__(exercise)
        self._usual |= answers
        self._did = cast("Mapping[str, Did]", answers)


PERSONAS: dict[str, Callable[[Exercise], Couple]] = {
    "willing": WillingCouple,
    "silent": Silent,
    "silent-on-floors": SilentOnFloors,
    "passes": Passing,
    "refuses": Refusing,
    "talks-on": Endless,
    "terse": Terse,
    "babbles": Babbling,
    "walks-out": WalkingOut,
}
"""By name, as `rehearse --persona` takes them."""
