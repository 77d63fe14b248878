"""The one place that knows the state machine library: a table of `states.py`, made to move."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from transitions import MachineError
from transitions.extensions.nesting import HierarchicalMachine, NestedState

from voice_coach.core import states
from voice_coach.errors import IllegalEvent


class _State(NestedState):
    """Ours, so that the separator is ours and nobody else's machine changes."""

    separator = "."


class _Machine(HierarchicalMachine):
    state_cls = _State


class Machine:
    """A state that moves only as its table says."""

    def __init__(self, kind: type[StrEnum], table: Sequence[states.Transition]) -> None:
        self._kind = kind
        self.graph = _Machine(
            states=states.nested(kind),
            transitions=[
                # Plain text: the library takes a member of an enumeration for a path of its own.
                {"trigger": str(trigger), "source": _plain(source), "dest": str(destination)}
                for trigger, source, destination in table
            ],
            initial=next(iter(kind)).value,
            auto_transitions=False,
        )

    @property
    def state(self) -> StrEnum:
        """Where it stands, as a member of its enumeration."""
        return self._kind(self.graph.state)

    def may(self, trigger: StrEnum) -> bool:
        """Whether the table has a way from here."""
        return trigger.value in self.graph.get_triggers(self.graph.state)

    def fire(self, trigger: StrEnum) -> None:
        """Move on.

        Raises:
            IllegalEvent: the table has no way from here by this trigger; the state is unchanged.
        """
        try:
            self.graph.trigger(trigger.value)
        except MachineError as error:
            raise IllegalEvent(f"{trigger} cannot happen in {self.state}") from error


def _plain(source: str | list[str]) -> str | list[str]:
    return str(source) if isinstance(source, str) else [str(each) for each in source]
