"""Whom to turn to: read whole, in any window, in the dark too, for as long as they like."""

import pytest

from tests.screen.pictures import drawn
from tests.screen.states import LINES, floor, say, viewer
from tests.screen.test_picture import rows_of
from voice_coach.core.actions import EndSession, ShowHold, ShowResume
from voice_coach.core.events import ClockAdvanced
from voice_coach.screen.view import Saying, View
from voice_coach.signal.units import samples

CARD = ("Emergency: 999", "Samaritans: 116 123", "Childline, for anybody under nineteen: 0800 1111")
STOP = Saying(words="stop", key="q")


def shown(view: View, size, **more) -> str:
    return " ".join(" ".join(rows_of(drawn([view], size, **more)[0])).split())


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("size", [(20, 12), (40, 12), (80, 24), (200, 60)], ids=str)
@pytest.mark.parametrize("sight", ["floor", "hold", "quiet", "over"])
def test_every_number_is_shown(sight, size, dark):
    view = View(sight=sight, line=LINES.paused, card=CARD, hold="On hold", sayings=(STOP,))
    text = shown(view, size, dark=dark)
    for number in ("999", "116 123", "0800 1111"):
        assert number in text
    assert "stop" in text


def test_the_last_page_says_how_to_leave_it():
    view = View(sight="over", line="Done.", card=CARD, after=("Any key leaves this page.",))
    assert "Any key leaves this page." in shown(view, (80, 24))


def watching():
    one = viewer()
    one.noticed(ClockAdvanced(at=0), floor("a", 0, 60))
    one.hold_up("\n".join(CARD))
    return one


def test_it_stays_however_long_it_takes():
    one = watching()
    one.noticed(ClockAdvanced(at=samples(600)), [say("Take your time.")])
    assert one.view.card == CARD


def test_it_stays_through_a_pause_and_goes_when_they_go_on():
    one = watching()
    one.noticed(ClockAdvanced(at=9), [ShowHold(at=9, reason="paused", remaining=100)])
    one.noticed(ClockAdvanced(at=samples(99)), [])
    assert one.view.card == CARD
    one.noticed(ClockAdvanced(at=samples(99)), [ShowResume(at=samples(99), remaining=100)])
    assert one.view.card == ()


def test_it_stays_when_the_session_has_ended():
    one = watching()
    one.noticed(ClockAdvanced(at=9), [say(LINES.ended_early), EndSession(at=9, reason="early")])
    one.close(("Any key leaves this page.",), ())
    assert one.view.card == CARD
