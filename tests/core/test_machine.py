"""A state moves only as its table says."""

import subprocess
import sys

import pytest

from voice_coach.core.machine import EXERCISE, STANDSTILL, Machine
from voice_coach.core.states import FLOW, Hold, State, Trigger
from voice_coach.errors import ImpossibleMove


def test_it_begins_in_the_first_state_of_its_enumeration():
    assert Machine(EXERCISE).state is State.READY
    assert Machine(STANDSTILL).state is Hold.RUNNING


def test_it_moves_as_the_table_says():
    machine = Machine(EXERCISE)
    machine.fire(Trigger.TURN_DUE)
    assert machine.state is State.TURN_OPENING
    machine.fire(Trigger.PROMPT_FINISHED)
    assert machine.state is State.TURN_HELD


def test_an_impossible_move_raises_and_changes_nothing():
    machine = Machine(EXERCISE)
    machine.fire(Trigger.TURN_DUE)
    assert not machine.may(Trigger.BIT_MISSED)
    with pytest.raises(ImpossibleMove, match=r"bit_missed cannot happen in turn\.opening"):
        machine.fire(Trigger.BIT_MISSED)
    assert machine.state is State.TURN_OPENING


def test_machines_share_their_rules_and_stand_where_they_stand():
    one, other = Machine(EXERCISE), Machine(EXERCISE)
    one.fire(Trigger.TURN_DUE)
    assert (one.state, other.state) == (State.TURN_OPENING, State.READY)


def test_what_it_may_do_is_what_it_does():
    for state in State:
        for trigger in Trigger:
            machine = Machine(EXERCISE)
            machine.state = state
            moves = {
                to
                for fired, sources, to in FLOW
                if fired == trigger
                and state in ([sources] if isinstance(sources, str) else sources)
            }
            assert machine.may(trigger) == bool(moves)
            if moves:
                machine.fire(trigger)
                assert {machine.state} == moves
            else:
                with pytest.raises(ImpossibleMove):
                    machine.fire(trigger)
                assert machine.state is state


def test_the_library_brings_no_event_loop():
    code = "import sys, voice_coach.core.machine; print('asyncio' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
