"""The tables: every state can be reached and left, every name is used."""

from collections.abc import Iterable
from enum import StrEnum

import pytest

from voice_coach.core.states import (
    FLOORS,
    FLOW,
    HOLD,
    PURPOSES,
    QUESTIONS,
    Hold,
    HoldTrigger,
    State,
    Transition,
    Trigger,
)

TABLES = [(State, Trigger, FLOW), (Hold, HoldTrigger, HOLD)]


def moves(table: Iterable[Transition]) -> list[tuple[str, str, str]]:
    return [
        (str(trigger), str(source), str(destination))
        for trigger, sources, destination in table
        for source in ([sources] if isinstance(sources, str) else sources)
    ]


@pytest.mark.parametrize(("states", "triggers", "table"), TABLES)
def test_tables_name_states_and_triggers_that_exist(
    states: type[StrEnum], triggers: type[StrEnum], table
):
    for trigger, source, destination in moves(table):
        assert triggers(trigger)
        assert states(source)
        assert states(destination)


@pytest.mark.parametrize(("states", "triggers", "table"), TABLES)
def test_every_state_can_be_reached_from_the_first(states, triggers, table):
    reached = {next(iter(states)).value}
    for _ in states:
        reached |= {to for _, source, to in moves(table) if source in reached}
    assert reached == {state.value for state in states}


@pytest.mark.parametrize(("states", "last"), [(State, State.ENDED), (Hold, Hold.OVER)])
def test_the_end_can_be_reached_from_every_state(states, last):
    table = FLOW if states is State else HOLD
    ending = {last.value}
    for _ in states:
        ending |= {source for _, source, to in moves(table) if to in ending}
    assert ending == {state.value for state in states}


@pytest.mark.parametrize(("states", "triggers", "table"), TABLES)
def test_every_trigger_is_used(states, triggers, table):
    assert {trigger for trigger, _, _ in moves(table)} == {each.value for each in triggers}


@pytest.mark.parametrize(("states", "triggers", "table"), TABLES)
def test_a_trigger_leads_to_one_place_from_each_state(states, triggers, table):
    places = [(trigger, source) for trigger, source, _ in moves(table)]
    assert len(places) == len(set(places))


def test_somebody_is_listened_to_in_every_floor_and_question():
    for floor in FLOORS:
        assert PURPOSES[State(f"{floor}.held")] == floor
        assert PURPOSES[State(f"{floor}.grace")] == floor
    for question in QUESTIONS:
        assert PURPOSES[State(f"{question}.awaiting")] == "answer"
