"""Standing still and going on, from every state it can happen in."""

import pytest

from tests.core.scripts import exercise
from tests.timetable import Room
from voice_coach.core.actions import Listen, ShowHold, ShowResume
from voice_coach.core.states import State
from voice_coach.exercise.meanings import ANY_TIME, Meaning
from voice_coach.signal.units import samples

# A conversation that comes through every state; what is pressed, and when.
WAY = {
    "mirrored": [
        (10, "YIELD"),  # told; mirror from 12
        (20, "YIELD"),  # check
        (25, "PARTLY"),  # retell from 27
        (30, "YIELD"),
        (35, "YIELD"),
        (40, "NO"),
        (45, "YIELD"),
        (50, "YIELD"),
        (55, "NO"),  # the third: a breath, quiet from 57, "close enough?" from 62
        (68, "YES"),  # more?
        (75, "YES"),  # go on
        (82, "YIELD"),
        (88, "YIELD"),
        (94, "YES"),
        (100, "NO"),  # the summary
        (106, "YIELD"),
        (112, "YES"),  # how heard?
        (118, "8"),  # fine; breathing from 122
    ],
}
MOMENTS = [1, 5, 11, 15, 21, 24, 26, 29, 55.5, 58, 62.5, 66, 69, 73, 76, 101, 113, 119, 121, 130]


def paused_at(moment: float, *, lasting: float = 0.0) -> Room:
    """The conversation, with a pause in it: everything after it comes so much later."""
    room = Room(exercise("mirrored"))
    for at, meaning in WAY["mirrored"]:
        room.presses(at if at <= moment else at + lasting, meaning)
    if lasting:
        room.presses(moment, "PAUSE")
        room.presses(moment + lasting - 4, "CONTINUE")
    room.run(400)
    return room


def test_the_conversation_comes_through_most_states():
    room = Room(exercise("mirrored"))
    for at, meaning in WAY["mirrored"]:
        room.presses(at, meaning)
    seen = set()
    for at in range(0, 300):
        room.run(at / 1)
        seen.add(room.session.state)
    graces = {State.TURN_GRACE, State.MIRROR_GRACE, State.RETELL_GRACE}
    cues = {State.CUE_PUTTING, State.CUE_AWAITING}
    own_questions = {State.QUESTION_PUTTING}
    quiet = {State.QUIET_OPENING, State.QUIET_KEPT}
    assert seen >= set(State) - graces - cues - own_questions - quiet - {State.READY, State.ENDED}


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_pause_anywhere_is_resumed_with_the_same_time_left(moment):
    room = paused_at(moment, lasting=60)
    held, resumed = room.latest(ShowHold), room.latest(ShowResume)
    assert held.at == samples(moment)
    assert resumed.remaining == held.remaining
    assert room.ending == "finished"


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_microphone_may_go_anywhere(moment):
    room = Room(exercise("mirrored"))
    for at, meaning in WAY["mirrored"]:
        room.presses(at if at <= moment else at + 60, meaning)
    room.loses_audio(moment, until=moment + 56)
    room.run(400)
    held, resumed = room.latest(ShowHold), room.latest(ShowResume)
    assert (held.reason, held.at) == ("audio lost", samples(moment))
    assert resumed.remaining == held.remaining
    assert room.ending == "finished"


def test_what_was_being_said_or_asked_is_said_again():
    room = Room(exercise("mirrored"))
    room.presses(1, "PAUSE")
    room.presses(10, "CONTINUE")
    room.presses(20, "YIELD")
    room.presses(30, "YIELD")
    room.presses(36, "PAUSE")
    room.presses(50, "CONTINUE")
    room.run(60)
    texts = [text for _, text in room.prompts()]
    assert texts.count("{a}, tell {b}.") == 2
    assert len([text for text in texts if text.startswith("{a}, did they get it?")]) == 2


def test_in_a_pause_it_is_known_what_counts():
    room = Room(exercise("one-turn"))
    room.presses(10, "PAUSE")
    room.run(20)
    assert room.listening.purpose == "pause"
    assert {"CONTINUE", "YES", "STOP", "TIME_OUT"} <= set(room.listening.meanings)
    assert not {"YIELD", "PASS", "SHORTER", "BACK"} & set(room.listening.meanings)
    room.presses(30, "YES")
    room.run(31)
    assert room.listening.meanings == ANY_TIME
    room.run(33)
    assert room.listening.purpose == "turn"


def test_a_pause_is_reminded_of_after_three_minutes_and_ten_and_ends_after_twenty():
    room = Room(exercise("one-turn", cap_minutes=60.0))
    room.presses(10, "PAUSE")
    room.run(1500)
    said = [(at, text[:10]) for at, text in room.prompts() if at >= 10]
    said = [each for each in said if each[1] != "Take your "]
    assert said == [
        (10, "Paused. No"),
        (190, "I'm still "),
        (610, "I'm still "),
        (1210, "Let's stop"),
    ]
    assert room.ending == "early"


def test_safe_words_in_a_pause_do_not_move_the_exercise():
    room = Room(exercise("one-turn"))
    room.presses(10, "PAUSE")
    room.presses(20, "PASS")
    room.presses(22, "YIELD")
    room.presses(24, "MINUTE")
    room.presses(26, "PAUSE")
    room.run(30)
    assert room.session.state is State.TURN_HELD
    # "take your time" and "paused" at 10; at 20 what can be said
    assert [at for at, _ in room.prompts()] == [0, 10, 10, 20]


def test_a_command_need_not_wait_for_going_on():
    room = Room(exercise("one-turn"))
    room.presses(10, "PAUSE")
    room.presses(20, "CONTINUE")
    room.presses(21, "PASS")
    room.run(22)
    assert room.latest(ShowResume).at == samples(21)
    assert room.prompts()[-1] == (21, "{b}, tell {a}.")


def test_losing_the_microphone_twice_is_losing_it_once():
    room = Room(exercise("one-turn"))
    room.loses_audio(10, until=20)
    room.loses_audio(15, until=18)
    room.run(60)
    held = [action for action in room.given if isinstance(action, ShowHold)]
    resumed = [action for action in room.given if isinstance(action, ShowResume)]
    assert len(held) == len(resumed) == 1
    assert resumed[0].at == samples(20)


def test_keys_pause_and_end_while_there_is_no_microphone():
    room = Room(exercise("one-turn"))
    room.loses_audio(10, until=300)
    room.presses(20, "PAUSE")
    room.presses(30, "CONTINUE")
    room.presses(35, "YIELD")
    room.presses(40, "STOP")
    room.run(60)
    assert room.ending == "early"


def test_the_microphone_never_comes_back_and_the_cap_ends_it():
    room = Room(exercise("one-turn"))
    room.loses_audio(10, until=10_000)
    room.run(700)
    assert room.ending == "early"


def test_stop_in_a_pause_ends_it():
    room = Room(exercise("one-turn"))
    room.presses(10, "PAUSE")
    room.presses(20, "STOP")
    room.run(30)
    assert room.ending == "early"
    assert Meaning.STOP in [each for each in room.latest(Listen).meanings]
