"""A state moves only as its table says."""

import pytest

from voice_coach.core.machine import Machine
from voice_coach.core.states import FLOW, HOLD, Hold, State, Trigger
from voice_coach.errors import IllegalEvent


def test_it_begins_in_the_first_state_of_its_enumeration():
    assert Machine(State, FLOW).state is State.READY
    assert Machine(Hold, HOLD).state is Hold.RUNNING


def test_it_moves_as_the_table_says():
    machine = Machine(State, FLOW)
    machine.fire(Trigger.TURN_DUE)
    assert machine.state is State.TURN_OPENING
    machine.fire(Trigger.PROMPT_FINISHED)
    assert machine.state is State.TURN_HELD


def test_an_impossible_move_raises_and_changes_nothing():
    machine = Machine(State, FLOW)
    machine.fire(Trigger.TURN_DUE)
    assert not machine.may(Trigger.BIT_MISSED)
    with pytest.raises(IllegalEvent, match=r"bit_missed cannot happen in turn\.opening"):
        machine.fire(Trigger.BIT_MISSED)
    assert machine.state is State.TURN_OPENING
