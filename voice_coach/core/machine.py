"""The one place that knows the state machine library: a table of `states.py`, made to move.

A table is made to move once, as `Rules`; a `Machine` is where one session stands on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Generic, TypeVar

import transitions

from voice_coach.core.states import FLOW, HOLD, Hold, State, Transition
from voice_coach.errors import ImpossibleMove

Place = TypeVar("Place", bound=StrEnum)
"""The states of one table."""


class Rules(Generic[Place]):
    """The moves of one table, the same for every session. They begin in its first state."""

    def __init__(self, places: type[Place], table: Sequence[Transition]) -> None:
        self.first = next(iter(places))
        self._library = transitions.Machine(
            model=None,
            states=list(places),
            initial=self.first,
            transitions=[
                {"trigger": str(trigger), "source": _members(places, source), "dest": places(to)}
                for trigger, source, to in table
            ],
            auto_transitions=False,
        )
        self._ways = {place: frozenset(self._library.get_triggers(place)) for place in places}

    def lead_on(self, place: Place, trigger: StrEnum) -> bool:
        """Whether the table has a way from there."""
        return trigger in self._ways[place]

    def move(self, machine: Machine[Place], trigger: StrEnum) -> None:
        """Move a machine on.

        Raises:
            ImpossibleMove: the table has no way from there by this trigger; the state is unchanged.
        """
        try:
            # The library would hang a method for each trigger on every machine it is told of, and
            # keep them all; it moves one that it only meets here just as well.
            self._library.events[trigger].trigger(machine)
        except transitions.MachineError as error:
            raise ImpossibleMove(f"{trigger} cannot happen in {machine.state}") from error


def _members(places: type[Place], source: str | list[str]) -> list[Place]:
    return [places(each) for each in ([source] if isinstance(source, str) else source)]


class Machine(Generic[Place]):
    """A state that moves only as its table says."""

    def __init__(self, rules: Rules[Place]) -> None:
        self.state = rules.first
        """Where it stands; only the rules move it."""
        self._rules = rules

    def may(self, trigger: StrEnum) -> bool:
        """Whether the table has a way from here."""
        return self._rules.lead_on(self.state, trigger)

    def fire(self, trigger: StrEnum) -> None:
        """Move on.

        Raises:
            ImpossibleMove: the table has no way from here by this trigger; the state is unchanged.
        """
        self._rules.move(self, trigger)


EXERCISE = Rules(State, FLOW)
"""Where the exercise stands."""

STANDSTILL = Rules(Hold, HOLD)
"""Whether its time runs."""
