"""The orders of one moment, and what is still to be heard."""

import pytest

from voice_coach.core.actions import PlayChime, SayPrompt, StopPlayback
from voice_coach.core.orders import SLOWEST, Orders


@pytest.fixture
def orders() -> Orders:
    return Orders()


def test_orders_are_handed_over_once_in_the_order_they_were_given(orders):
    orders.now = 7
    orders.say("Hello.")
    orders.chime("soft", lasting=0.2)
    assert orders.take() == [
        SayPrompt(at=7, number=1, text="Hello."),
        PlayChime(at=7, tone="soft", seconds=0.2),
    ]
    assert orders.take() == []


def test_names_are_filled_in_and_the_partners_own_places_are_left(orders):
    orders.say("{partner}, {a} said {point}, then {calm}.", partner="{b}")
    assert orders.take()[0].text == "{b}, {a} said {point}, then {calm}."


def test_it_speaks_until_every_prompt_has_been_heard(orders):
    orders.say("One.")
    orders.say("Two.")
    assert orders.heard(1)
    assert orders.speaking
    assert orders.heard(2)
    assert not orders.speaking


def test_a_stopped_prompt_is_not_heard_any_more(orders):
    orders.say("One.")
    orders.stop()
    assert not orders.speaking
    assert not orders.heard(1)
    assert orders.known(1)
    assert not orders.known(2)
    assert not orders.known(0)


def test_breaking_off_stops_only_what_is_being_said(orders):
    orders.break_off()
    assert orders.take() == []
    orders.say("One.")
    orders.break_off()
    assert orders.take()[-1] == StopPlayback(at=0)


def test_slower_has_a_limit(orders):
    for _ in range(10):
        orders.slow_down()
    assert orders.pace == SLOWEST
    orders.say("Slowly.")
    assert orders.take()[0].pace == SLOWEST
