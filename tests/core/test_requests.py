"""What people ask of the coach itself, at any time."""

import pytest

from tests.core.scripts import exercise
from tests.timetable import Room
from voice_coach.core.actions import SayPrompt, SetVolume, ShowHold, ShowUnclear
from voice_coach.core.in_words import about, answers_in_keys, answers_in_words
from voice_coach.exercise.meanings import NUMBERS
from voice_coach.signal.units import samples


def said(room: Room, since: float) -> list[str]:
    return [text for at, text in room.prompts() if at >= since]


def on_a_floor(**changed) -> Room:
    return Room(exercise("one-turn", **changed))


def at_a_question() -> Room:
    """Ana is asked how calm she is, from 0 s on; the question has been put at 2 s."""
    return Room(exercise("calm-check"))


@pytest.mark.parametrize(
    ("meaning", "answer"),
    [
        ("HELP", 'You can say "I\'m done"'),
        ("TIME_LEFT", "About two minutes left for this turn."),
        ("LOUDER", "Louder."),
        ("QUIETER", "Quieter."),
        ("FASTER", "A little faster."),
    ],
)
def test_on_a_floor_it_is_answered_and_the_floor_goes_on(meaning, answer):
    room = on_a_floor()
    room.presses(8, meaning)
    room.run(20)
    assert said(room, 8)[0].startswith(answer)
    assert room.session.state == "turn.held"
    assert room.listening.partner == "a"


def test_help_at_a_question_says_what_can_be_answered():
    room = at_a_question()
    room.presses(3, "HELP")
    room.run(4)
    assert said(room, 3)[0].startswith("You can say a number from zero to ten.")


def test_help_in_a_pause_says_how_to_go_on():
    room = on_a_floor()
    room.presses(5, "PAUSE")
    room.presses(10, "HELP")
    room.run(11)
    assert said(room, 10)[0].startswith('You can say "continue"')


def test_help_elsewhere_says_what_always_counts():
    room = on_a_floor()
    room.presses(1, "HELP")  # while the prompt that gives the floor is being said
    room.run(3)
    assert said(room, 1) == [
        'You can say "pause", "say that again", "go back", "skip this" or "stop" at any time.',
        "{a}, tell {b}.",  # what it cut short is said again
    ]


def test_between_turns_the_time_left_is_that_of_the_exercise():
    room = at_a_question()
    room.presses(3, "TIME_LEFT")
    room.run(4)
    assert said(room, 3)[0].endswith("left, if you use it all.")


def test_the_volume_and_the_pace_have_limits_and_come_back():
    room = on_a_floor()
    for at in range(5):
        room.presses(5 + at, "LOUDER")
        room.presses(15 + at, "QUIETER")
        room.presses(25 + at, "FASTER")
    room.run(40)
    steps = [action.steps for action in room.given if isinstance(action, SetVolume)]
    assert steps == [1, 2, 3, 3, 3, 2, 1, 0, -1, -2]
    assert room.latest(SayPrompt).pace == 1.3


def test_what_is_meant_is_said_in_other_words():
    room = on_a_floor()
    room.presses(8, "EXPLAIN")
    room.run(9)
    assert said(room, 8) == ["{a}, anything at all: what was your day like?"]


def test_without_other_words_the_instruction_is_said_again():
    room = at_a_question()
    room.presses(3, "EXPLAIN")
    room.run(4)
    assert said(room, 3) == ["{a}, how calm?"]


def test_a_mirror_is_explained_by_its_own_instruction():
    room = Room(exercise("mirrored"))
    room.presses(10, "YIELD")
    room.presses(15, "EXPLAIN")
    room.run(16)
    assert said(room, 15)[0].startswith("{b}, what did you hear?")


def test_in_a_hold_what_it_said_is_said_again():
    room = on_a_floor()
    room.presses(5, "PAUSE")
    room.presses(10, "REPEAT")
    room.run(11)
    assert said(room, 10) == said(room, 5)[:1]
    room.presses(12, "CONTINUE")
    room.presses(12.5, "LOUDER")  # nobody needs to hear out "going on"
    room.run(20)
    assert room.session.hold == "running"


def test_going_back_leads_to_the_step_before_and_no_further_than_the_first():
    room = Room(exercise("one-turn"))
    room.presses(10, "YIELD")
    room.presses(20, "BACK")
    room.run(21)
    assert said(room, 20) == ["Back to the step before.", "{a}, tell {b}."]
    room.presses(26, "BACK")
    room.run(27)
    assert said(room, 26) == ["Back to the step before.", "{a}, tell {b}."]


def test_a_step_can_be_started_over():
    room = on_a_floor()
    room.presses(40, "START_OVER")
    room.run(50)
    assert said(room, 40) == ["From the start of this step, then.", "{a}, tell {b}."]
    assert room.session.next_deadline() is not None


def test_an_answer_that_was_misheard_is_asked_again():
    room = at_a_question()
    room.presses(5, "8")
    room.presses(9, "UNDO")
    room.run(10)
    assert said(room, 9) == ["Sorry, I misheard.", "{a}, how calm?"]


def test_a_time_out_called_by_mistake_is_taken_back():
    room = on_a_floor()
    room.presses(10, "TIME_OUT")
    room.presses(13, "UNDO")
    room.run(14)
    assert room.latest(ShowHold).reason == "paused"


def test_more_time_is_said():
    room = on_a_floor()
    room.presses(9, "HOLD_FLOOR")
    room.run(9.5)
    assert said(room, 9) == ["Thirty more seconds, {a}."]


def test_an_answer_that_was_not_understood_gets_a_tone_of_its_own_twice():
    room = at_a_question()
    for at in (3, 5, 7):
        room.talks(at, 0.5)
    room.run(8)
    unclear = [at for at, tone in room.chimes() if tone == "unclear"]
    assert len(unclear) == 2
    assert len([action for action in room.given if isinstance(action, ShowUnclear)]) == 2


def test_on_a_floor_talk_is_talk():
    room = on_a_floor()
    room.talks(5, 0.5)
    room.run(8)
    assert not [tone for _, tone in room.chimes() if tone == "unclear"]


def test_times_answers_and_keys_in_words():
    told = [about(samples(each)) for each in (5, 30, 50, 95, 400)]
    assert told == [
        *("A few seconds", "About half a minute", "About a minute", "About two minutes"),
        "About 7 minutes",
    ]
    assert answers_in_words(("YES", "PARTLY", "NO", "PAUSE")) == '"yes", "not quite" or "no"'
    assert answers_in_words(("GO",)) == '"go"'
    assert answers_in_keys(("YES", "PARTLY", "NO")) == "Y for yes, P for not quite, N for no"
    assert answers_in_keys(("YES", "NO", "YIELD", "MORE")) == "Y for yes, N for no"
    assert answers_in_keys(("TODAY", "TOMORROW")) == "1 for today, 2 for tomorrow"
    assert answers_in_keys(NUMBERS) == "a digit, or T for ten"
