"""What the exchange sounds like: who is helped when, and what is let be."""

import pytest

from tests.core.scripts import exercise
from tests.timetable import Room
from voice_coach.core.actions import PlayChime, ShowHold
from voice_coach.core.events import CueFound, Heated, MirrorJudged, VoicesOverlapped
from voice_coach.core.states import Hold
from voice_coach.signal.units import samples, seconds


def texts(room: Room) -> list[str]:
    return [text for _, text in room.prompts()]


def overlaps(room: Room, *times: float) -> None:
    for at in times:
        room.tells(VoicesOverlapped(at=samples(at), samples=samples(1.5)))


def test_the_guard_speaks_to_whoever_does_not_hold_the_floor():
    room = Room(exercise("one-turn"), first="b")
    overlaps(room, 3, 4, 5)
    room.run(6)
    assert texts(room)[-1] == "One voice for now. {a}, your turn is coming."


def test_its_sentence_comes_with_the_tone_that_came_before():
    room = Room(exercise("one-turn"))
    overlaps(room, 3, 4, 5)
    room.run(6)
    tones = [seconds(each.at) for each in room.given if isinstance(each, PlayChime)]
    assert [at for at in tones if at in (4, 5)] == [4, 5]


def test_where_nobody_holds_the_floor_it_guards_nothing():
    room = Room(exercise("calm-check"))
    overlaps(room, 3, 4, 5)
    room.run(6)
    assert not [each for each in room.given if isinstance(each, PlayChime)]


def test_a_shout_in_the_quiet_where_nobody_is_expected_to_talk_is_let_be():
    room = Room(exercise("one-turn"))
    for at in (3, 6):
        room.presses(at, "PASS")  # both turns: what follows is asked of anyone
    room.judged(12, "hot", 2)
    room.shouts(20, 12, 3)
    room.run(24)
    assert [each.reason for each in room.given if isinstance(each, ShowHold)] == ["breath"]


def test_alone_nobody_is_talked_over():
    room = Room(exercise("one-turn"), mode="solo")
    overlaps(room, 3, 4, 5)
    room.run(6)
    assert texts(room) == ["Tell it."]


def test_a_mirror_judged_when_there_is_none_is_let_be():
    room = Room(exercise("mirrored"))
    room.tells(MirrorJudged(at=samples(5), act="other", point="missed"))
    room.tells(CueFound(at=samples(5), kind="blame", ended=samples(4)))
    room.run(7)
    assert len(texts(room)) == 1
    question = Room(exercise("calm-check"))
    question.tells(MirrorJudged(at=samples(1), act="other", point="missed"))
    question.tells(CueFound(at=samples(1), kind="blame", ended=samples(1)))
    question.run(2)
    assert texts(question) == ["{a}, how calm?"]


def test_a_mirror_judged_while_it_is_asked_about_still_helps():
    room = Room(exercise("mirrored"))
    room.presses(5, "YIELD")
    room.presses(15, "YIELD")
    room.tells(MirrorJudged(at=samples(16), act="other", point="missed"))
    room.presses(25, "PARTLY")
    room.presses(35, "YIELD")
    room.tells(MirrorJudged(at=samples(36), act="other", point="missed"))
    room.presses(45, "PARTLY")
    room.run(46)
    assert "was this the bit: {point}?" in texts(room)[-1]
    assert not [text for text in texts(room) if text.startswith("{b}, first what you heard.")]


def test_what_turns_out_to_be_a_mirror_after_all_is_reminded_of_nothing():
    room = Room(exercise("mirrored"))
    room.presses(5, "YIELD")
    room.talks(11, 3)
    room.tells(MirrorJudged(at=samples(12), act="other"))
    room.tells(MirrorJudged(at=samples(14), act="mirror"))
    room.run(20)
    assert not [text for text in texts(room) if text.startswith("{b}, first")]
    assert room.session.state == "mirror.held"


def test_a_summary_is_a_mirror_too():
    room = Room(exercise("mirrored"))
    room.presses(5, "PASS")
    room.tells(MirrorJudged(at=samples(15), act="other"))
    room.tells(CueFound(at=samples(15), kind="blame", ended=samples(15)))
    room.presses(20, "YIELD")
    room.run(21)
    assert [text for text in texts(room) if text.startswith("{b}, first say what you heard.")]
    assert texts(room)[-1].startswith("{a}, did they get it?")


def test_a_turn_that_is_skipped_takes_its_cue_along():
    room = Room(exercise("many-turns"))
    room.tells(CueFound(at=samples(5), kind="blame", ended=samples(4)))
    room.presses(6, "PASS")
    room.presses(15, "YIELD")
    room.run(16)
    assert texts(room)[-1] == "{a}, tell again."


@pytest.mark.parametrize(("rung", "hold"), [(1, Hold.BREATH), (2, Hold.BREATHING)])
def test_a_log_that_tells_only_which_rung_was_due_leads_to_that_rung(rung, hold):
    room = Room(exercise("one-turn"))
    room.tells(Heated(at=samples(10), rung=rung))
    room.run(11)
    assert room.session.hold is hold


def test_in_a_pause_nothing_is_heated():
    room = Room(exercise("one-turn"))
    room.presses(5, "PAUSE")
    room.tells(Heated(at=samples(10), rung=2))
    room.run(11)
    assert room.session.hold is Hold.PAUSED
