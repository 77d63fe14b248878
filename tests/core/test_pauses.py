"""The ladder, beyond what the timetables of tests/scenarios/heat-*.toml show."""

import pytest

from tests.core.scripts import exercise
from tests.timetable import Room
from voice_coach.core.actions import EndSession, Listen, ShowHold, ShowResume
from voice_coach.core.agreement import COME_BACK
from voice_coach.core.events import AudioLost, SpeechEnded, SpeechStarted
from voice_coach.core.states import Hold
from voice_coach.exercise.meanings import Meaning
from voice_coach.signal.units import samples
from voice_coach.store.script_files import ScriptFiles

LINES = ScriptFiles().lines()


def texts(room: Room) -> list[str]:
    return [text for _, text in room.prompts()]


def test_nothing_said_on_the_ladder_tells_who_or_what_brought_it_on():
    """The same orders, whoever holds the floor and whether it was heard or asked for."""

    def said(first: str, *, asked: bool) -> list:
        room = Room(exercise("one-turn"), first=first)
        if asked:
            room.presses(9.8, "MINUTE")
        else:
            for at in (5.0, 6.0, 7.0, 8.0, 9.8):
                room.judged(at - 1.8, "warm", 1.0)
        room.run(40)
        return [
            (action.reason, action.remaining)
            for action in room.given
            if isinstance(action, ShowHold)
        ]

    assert said("a", asked=False) == said("b", asked=False)
    assert said("a", asked=True) == said("b", asked=True)
    for name in ("breath", "settle", "cooling_down"):
        assert "{" not in getattr(LINES, name)


def test_in_a_quiet_nothing_but_what_ends_or_deepens_it_counts():
    room = Room(exercise("one-turn"))
    room.judged(5, "hot", 2)
    room.run(9)
    assert room.session.hold is Hold.BREATH
    assert room.listening.purpose == "nothing"
    assert {"CONTINUE", "PAUSE", "STOP", "MINUTE", "TIME_OUT"} <= set(room.listening.meanings)
    room.presses(10, "YIELD")
    room.presses(10.5, "SHORTER")
    room.run(11)
    assert room.session.hold is Hold.BREATH


def test_heat_while_it_holds_climbs_no_further():
    room = Room(exercise("one-turn"))
    room.judged(5, "hot", 2)
    room.judged(7, "hot", 2)
    room.run(40)
    assert [each.reason for each in room.given if isinstance(each, ShowHold)] == ["breath"]


def test_talk_before_the_line_is_over_does_not_end_the_quiet():
    room = Room(exercise("one-turn"))
    room.judged(5, "hot", 2)
    room.tells(SpeechStarted(at=samples(8)))
    room.tells(SpeechEnded(at=samples(9), started=samples(8), ended=samples(8.7)))
    room.run(40)
    assert room.latest(ShowResume).at == samples(7.8 + 2 + 5 + 2)


def test_a_pause_within_the_quiet_stays_a_pause():
    room = Room(exercise("one-turn"))
    room.judged(5, "hot", 2)
    room.presses(10, "PAUSE")
    room.run(100)
    assert room.session.hold is Hold.PAUSED
    assert not [each for each in room.given if isinstance(each, ShowResume)]


def test_the_microphone_lost_in_a_quiet_waits_for_it():
    room = Room(exercise("one-turn"))
    room.judged(5, "hot", 2)
    room.tells(AudioLost(at=samples(10), cause="unplugged"))
    room.run(100)
    assert room.session.hold is Hold.DEAF


def test_times_to_come_back_are_long_enough_and_not_too_long():
    assert all(samples(20 * 60) <= each <= samples(24 * 3600) for each in COME_BACK)
    assert list(COME_BACK) == sorted(COME_BACK)


@pytest.mark.parametrize(("noes", "come_back"), list(enumerate(COME_BACK)))
def test_the_time_agreed_is_told_at_the_end(noes, come_back):
    room = Room(exercise("one-turn"))
    room.presses(10, "TIME_OUT")
    for number in range(noes):
        room.presses(12.5 + number, "NO")
    room.presses(20, "YES")
    room.presses(21, "YES")
    room.run(30)
    assert room.latest(EndSession).come_back == come_back
    assert room.latest(EndSession).reason == "cool-down"


def test_no_other_ending_tells_a_time():
    room = Room(exercise("one-turn"))
    room.presses(10, "STOP")
    room.run(30)
    assert room.latest(EndSession).come_back is None


def test_while_a_time_is_agreed_other_words_change_nothing():
    room = Room(exercise("one-turn"))
    room.presses(10, "TIME_OUT")
    for at, meaning in enumerate(("CONTINUE", "YIELD_MORE", "MINUTE", "TIME_OUT", "PASS")):
        room.presses(13 + at, meaning)
    room.run(18)
    assert room.session.hold is Hold.COOLING
    assert room.latest(Listen).purpose == "answer"
    assert {"YES", "NO", "STOP", "PAUSE"} <= set(room.listening.meanings)


def test_stop_while_a_time_is_agreed_ends_it():
    room = Room(exercise("one-turn"))
    room.presses(10, "TIME_OUT")
    room.presses(13, "STOP")
    room.run(20)
    assert room.ending == "early"
    assert texts(room)[-1] == LINES.ended_early


def test_the_second_time_out_of_a_session_ends_it():
    room = Room(exercise("one-turn"))
    room.presses(10, "TIME_OUT")
    room.presses(13, "PAUSE")
    room.presses(16, "CONTINUE")
    room.presses(25, "TIME_OUT")
    room.run(40)
    assert texts(room)[-1] == LINES.ended_early


def test_the_breathing_may_be_asked_for_while_going_on_is_said():
    room = Room(exercise("one-turn"))
    room.presses(10, "PAUSE")
    room.presses(20, "CONTINUE")
    room.presses(21, Meaning.MINUTE)
    room.run(22)
    assert room.session.hold is Hold.BREATHING


def test_calm_words_of_an_earlier_step_are_not_gone_back_to():
    room = Room(exercise("one-turn"))
    room.judged(3, "calm", 1)
    room.presses(8, "YIELD")
    room.presses(20, "MINUTE")
    room.run(100)
    assert "Let's carry on. {b}, the floor is still yours." in texts(room)


def test_whoever_called_it_the_same_one_is_asked_first_about_a_break():
    for first in ("a", "b"):
        room = Room(exercise("one-turn"), first=first)
        room.presses(10, "TIME_OUT")
        room.run(11)
        assert room.prompts()[-1][1].startswith("Let's take a proper break.")
        assert "{a}, shall we" in room.prompts()[-1][1]
        room.presses(12, "NO")
        room.run(13)
        assert room.prompts()[-1][1].startswith("{a}, in an hour")
