"""What people ask of the coach itself, at any time."""

import pytest

from tests.core.scripts import exercise
from tests.timetable import Room
from voice_coach.core.actions import SayPrompt, SetVolume, ShowFloor, ShowHold, ShowUnclear
from voice_coach.core.in_words import about, answers_in_keys, answers_in_words, as_a_noun
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


@pytest.mark.parametrize("meaning", ["LIGHTER", "SHORTER", "PASS", "BACK", "START_OVER", "UNDO"])
def test_what_cannot_be_done_in_a_pause_is_answered_too(meaning):
    room = on_a_floor()
    room.presses(5, "PAUSE")
    room.presses(20, meaning)
    room.run(25)
    assert said(room, 20)[0].startswith('You can say "continue"')
    assert room.latest(ShowHold).reason == "paused"


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


def test_the_mirror_check_is_explained_too():
    room = Room(exercise("mirrored"))
    room.presses(10, "YIELD")
    room.presses(15, "EXPLAIN")
    room.run(16)
    assert said(room, 15)[0].startswith("{b}, say back what you heard, in your own words")
    room.talks(20, 2)
    room.presses(24, "YIELD")
    room.presses(27, "EXPLAIN")
    room.run(28)
    assert said(room, 27)[0].startswith("{a}, did they say back what you meant?")
    room.presses(31, "YES")
    room.presses(34, "EXPLAIN")
    room.run(35)
    assert said(room, 34)[0].startswith("{a}, is there something to add")


def test_what_has_no_other_words_is_said_again():
    room = Room(exercise("mirrored"))
    room.presses(10, "YIELD")
    for at in (20, 30):  # the mirror does not land, nor the next
        room.talks(at - 6, 2)
        room.presses(at - 3, "YIELD")
        room.presses(at, "PARTLY")
    room.presses(33, "EXPLAIN")
    room.run(34)
    assert said(room, 33)[0].startswith("{a}, which bit did they miss?")


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


def test_what_it_said_of_a_breath_is_said_again():
    room = on_a_floor()
    room.judged(5, "hot", 1)
    room.presses(7, "REPEAT")
    room.presses(10, "HELP")
    room.run(11)
    assert said(room, 6) == [
        *("Let's take one breath.", "Let's take one breath."),
        'You can say "continue" to go on, "time out" for a longer break, or "stop" to end.',
    ]


def test_help_while_a_break_is_agreed_says_what_can_be_answered():
    room = on_a_floor()
    room.presses(5, "TIME_OUT")
    room.presses(10, "HELP")
    room.run(11)
    assert said(room, 10)[0].startswith('You can say "yes" or "no".')


def test_what_was_kept_last_time_is_read_again_or_that_nothing_was():
    room = on_a_floor()
    room.presses(8, "LAST_TIME")
    room.run(9)
    assert said(room, 8)[0].startswith("I have nothing here from last time.")
    with_two = Room(exercise("one-turn"), kept=2)
    with_two.presses(5, "LAST_TIME")
    with_two.run(6)
    assert said(with_two, 5)[:2] == ["{kept:1}", "{kept:2}"]


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


def test_a_misheard_answer_about_a_mirror_is_asked_again_and_nothing_else_is_lost():
    room = Room(exercise("mirrored"))
    room.presses(10, "YIELD")
    room.talks(14, 3)
    room.presses(20, "YIELD")
    room.presses(23, "NO")  # "did they get it?"
    room.presses(26, "UNDO")
    room.run(29)
    assert said(room, 26)[0] == "Sorry, I misheard."
    assert said(room, 26)[1].startswith("{a}, did they get it?")
    room.presses(31, "YES")
    room.run(32)
    assert said(room, 31) == ["{a}, is there more about that?"]


def test_a_turn_skipped_by_mistake_goes_on_with_the_time_that_was_left():
    room = on_a_floor()
    room.presses(22, "PASS")
    room.presses(25, "UNDO")
    room.run(30)
    assert said(room, 25) == ["Sorry, I misheard.", "Go on, {a}."]
    assert room.latest(ShowFloor).samples == samples(100)


@pytest.mark.parametrize(("later", "taken_back"), [(6.5, True), (7.5, False)])
def test_what_was_acted_on_can_be_taken_back_for_seven_seconds(later, taken_back):
    room = at_a_question()
    room.presses(5, "8")
    room.presses(5 + later, "UNDO")
    room.run(6 + later)
    assert ("Sorry, I misheard." in said(room, 5 + later)) is taken_back


def test_the_latest_of_two_acts_is_taken_back():
    room = at_a_question()
    room.presses(3, "PAUSE")
    room.presses(5, "CONTINUE")
    room.presses(8, "8")
    room.presses(10, "UNDO")
    room.run(11)
    assert said(room, 10) == ["Sorry, I misheard.", "{a}, how calm?"]


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


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("yes", "a yes"),
        ("no", "a no"),
        ("partly", '"not quite"'),
        ("8", "an 8"),
        ("ears", '"ears"'),
    ],
)
def test_an_answer_is_asked_about_in_words(answer, said):
    assert as_a_noun(answer) == said
