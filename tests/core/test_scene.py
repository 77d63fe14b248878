"""What is on just now, and what counts in it."""

from tests.core.scripts import exercise
from tests.timetable import Room
from voice_coach.core.actions import Listen, ShowFloor, ShowStep
from voice_coach.core.states import State
from voice_coach.exercise.meanings import ANY_TIME


def counting(room: Room, at: float) -> tuple[str, set[str]]:
    """What is listened for at a moment: the purpose, and what counts beside the safe words."""
    room.run(at)
    return room.listening.purpose, set(room.listening.meanings) - set(ANY_TIME)


def test_while_a_floor_is_being_given_only_safe_words_count():
    assert counting(Room(exercise("one-turn")), 1) == ("nothing", set())


def test_on_a_floor_it_can_be_given_up_or_kept():
    assert counting(Room(exercise("one-turn")), 3) == ("turn", {"YIELD", "HOLD_FLOOR", "MORE"})


def test_who_was_asked_whether_they_are_finished_can_answer():
    room = Room(exercise("one-turn"))
    assert counting(room, 28)[1] == {"YIELD", "HOLD_FLOOR", "YES", "NO", "MORE"}
    room.talks(30, 5)
    assert counting(room, 40)[1] == {"YIELD", "HOLD_FLOOR", "MORE"}


def test_a_question_may_be_answered_while_it_is_being_put():
    room = Room(exercise("mirrored"))
    room.presses(5, "YIELD")
    room.presses(10, "YIELD")
    answers = {"YES", "PARTLY", "NO"}
    purpose, meanings = counting(room, 11)
    assert room.session.state is State.CHECK_PUTTING
    assert (purpose, meanings) == ("nothing", answers | {"MORE"})
    assert counting(room, 13) == ("answer", answers | {"MORE"})
    assert room.listening.step == "got-it"


def test_a_rest_can_be_left_once_it_has_begun():
    room = Room(exercise("one-turn"))
    for at, meaning in ((5, "PASS"), (15, "PASS"), (25, "YES")):
        room.presses(at, meaning)
    assert counting(room, 26) == ("nothing", set())
    assert room.session.state is State.QUIET_OPENING
    assert counting(room, 28) == ("nothing", {"YIELD"})
    assert room.session.state is State.QUIET_KEPT


def test_a_skipped_floor_is_nobodys_before_it_is_anothers():
    room = Room(exercise("one-turn"))
    room.presses(10, "PASS")
    room.run(20)
    assert [each.holder for each in room.given if isinstance(each, ShowFloor)] == ["a", None, "b"]


def test_every_step_is_shown_with_who_speaks():
    room = Room(exercise("one-turn"))
    for at in (5, 15, 25, 30):
        room.presses(at, "PASS")
    room.run(60)
    steps = [(each.step, each.speaker) for each in room.given if isinstance(each, ShowStep)]
    assert steps == [("tell", "a"), ("tell", "b"), ("good", "a"), ("hush", "a")]


def test_nobody_is_expected_where_anybody_may_answer():
    room = Room(exercise("one-turn"))
    room.presses(5, "PASS")
    room.presses(15, "PASS")
    room.run(22)
    assert room.latest(Listen).step == "good"
    assert room.latest(Listen).partner is None
