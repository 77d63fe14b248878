"""A facilitator's judgement: what is never asked, what is asked instead, and whom it waits for."""

import msgspec
import pytest

from tests.core.scripts import exercise
from tests.timetable import Room
from voice_coach.core.actions import ShowUnclear
from voice_coach.core.events import CueFound, MirrorJudged, MomentNeeded
from voice_coach.core.states import Hold
from voice_coach.exercise.script import Ask
from voice_coach.signal.units import samples


def said(room: Room, since: float = 0.0) -> list[str]:
    return [text for at, text in room.prompts() if at >= since]


# --- What is said on the way --------------------------------------------------------------------


def thanking(without: str, *, lines: list[str]) -> Room:
    """Ana's one turn, which wants something left out, with cues at 4, 9, ... seconds."""
    made = exercise("one-turn")
    step = msgspec.structs.replace(made.couple[0].steps[0], without=without)
    part = msgspec.structs.replace(made.couple[0], steps=(step, *made.couple[0].steps[1:]))
    room = Room(msgspec.structs.replace(made, couple=(part, *made.couple[1:])))
    for number, kind in enumerate(lines):
        room.talks(3 + 5 * number, 1)
        room.tells(CueFound(at=samples(5 + 5 * number), kind=kind, ended=samples(4 + 5 * number)))
        room.presses(6 + 5 * number, "YIELD")
    return room


@pytest.mark.parametrize(
    ("without", "asked"), [("if-or-but", "there was an if or a but"), ("sting", "a small hook")]
)
def test_what_a_step_wants_left_out_is_asked_for_once(without, asked):
    room = thanking(without, lines=[without, without])
    room.run(30)
    found = [text for text in said(room) if asked in text]
    assert len(found) == 1
    assert found[0].startswith("{a}, ")
    assert room.session.state != "retell.held"


def test_after_tears_it_is_not_asked_for():
    room = thanking("sting", lines=["sting"])
    room.tells(MomentNeeded(at=samples(4.5)))
    room.run(40)
    assert not [text for text in said(room) if "hook" in text]


def test_what_was_not_calm_is_acknowledged_before_the_next_step():
    room = Room(exercise("one-turn"))
    room.judged(3, "warm", 1)
    room.presses(8, "YIELD")
    room.run(9)
    assert said(room, 8)[0] == "All right. That's been heard."
    calm = Room(exercise("one-turn"))
    calm.judged(3, "calm", 1)
    calm.presses(8, "YIELD")
    calm.run(9)
    assert "All right. That's been heard." not in said(calm)


# --- What was hot ----------------------------------------------------------------------------


def test_an_insult_is_not_mirrored_but_what_is_underneath_it():
    room = Room(exercise("mirrored"))
    room.judged(5, "hot", 2)
    room.presses(25, "YIELD")
    room.run(26)
    after = said(room, 8)
    assert after[0].startswith("{a}, let's go on gently. What's underneath that?")
    assert after[-1] == "{b}, what did you hear in that last part?"


def test_an_insult_instead_of_a_mirror_leads_back_to_who_was_to_be_heard():
    room = Room(exercise("mirrored"))
    room.presses(10, "YIELD")
    room.judged(15, "hot", 1)
    room.run(40)
    assert said(room, 16)[0] == "Let's take one breath."
    assert said(room, 20)[1].startswith("{a}, what's underneath that for you?")
    assert room.session.state == "retell.held"
    assert room.listening.partner == "a"


def test_after_calm_words_the_last_of_them_and_then_what_is_underneath():
    room = Room(exercise("mirrored"))
    room.judged(3, "calm", 1)
    room.judged(5, "hot", 1)
    room.judged(20, "hot", 1)  # the second rung: breathing
    room.presses(40, "CONTINUE")
    room.run(60)
    after = said(room, 40)
    assert "{calm}" in after[0]
    assert after[1].startswith("{a}, let's go on gently.")


def test_an_insult_in_a_summary_is_followed_by_what_was_heard():
    room = Room(exercise("mirrored"))
    room.presses(5, "PASS")
    room.judged(12, "hot", 1)
    room.run(40)
    assert said(room, 13)[:2] == [
        "Let's take one breath.",
        "{b}, once more: only what you heard.",
    ]


def test_heat_at_a_question_is_gone_on_from_in_the_ordinary_words():
    room = Room(exercise("mirrored"))
    room.presses(10, "YIELD")
    room.talks(13, 3)
    room.presses(18, "YIELD")
    room.judged(22, "hot", 1)
    room.run(40)
    assert said(room, 25)[0] == "Let's carry on from where we were."


def test_advice_that_is_over_at_once_is_reminded_of_the_mirror():
    room = Room(exercise("mirrored"))
    room.presses(10, "YIELD")
    room.talks(13, 2)
    room.tells(MirrorJudged(at=samples(15.4), act="other"))
    room.presses(15.5, "YIELD")
    room.run(16)
    assert said(room, 15)[-1].startswith("{b}, first say what you heard.")


def test_tears_at_a_question_are_given_their_moment_too():
    room = Room(exercise("calm-check"))
    room.tells(MomentNeeded(at=samples(3)))
    room.run(20)
    assert said(room, 3)[0] == "Take all the time you need."
    assert said(room, 3)[-1] == "{a}, how calm?"


# --- Who is there, and who agrees --------------------------------------------------------------


def consenting() -> Room:
    asks = Ask(id="good", say="{speaker}, now?", otherwise="no", on={"no": "end"})
    script = exercise("one-turn", cap_minutes=60.0)
    part = script.couple[0]
    steps = (asks, *part.steps)
    return Room(
        exercise(
            "one-turn",
            cap_minutes=60.0,
            couple=(type(part)(part=part.part, steps=steps), *script.couple[1:]),
        )
    )


def test_a_consent_that_nobody_gives_is_waited_for():
    room = consenting()
    for at in (5, 12, 20):
        room.talks(at, 1)  # mumbling
    room.run(60)
    assert said(room)[-1].startswith("There's no hurry. When you are both ready")
    assert room.session.hold is Hold.PAUSED
    room.presses(70, "CONTINUE")
    room.presses(75, "YES")
    room.run(80)
    assert said(room, 70)[-2:] == ["{a}, now?", "{a}, tell {b}."]


def test_it_is_waited_for_twenty_minutes_and_then_ended_kindly():
    room = consenting()
    room.talks(5, 1)
    room.run(2000)
    assert room.ending == "early"
    assert room.session.now > samples(1200)
    assert said(room)[-1].startswith("Let's stop here for today.")


def test_where_nobody_makes_a_sound_it_is_waited_for_two_minutes():
    room = consenting()
    room.run(2000)
    assert room.ending == "early"
    assert room.session.now < samples(180)


def test_a_consent_that_nobody_gives_after_the_wait_either_ends_it_kindly():
    room = consenting()
    room.talks(3, 1)
    room.run(60)
    assert said(room)[-1] == 'There\'s no hurry. When you are both ready, say "continue".'
    asked = said(room).count("{a}, now?")
    room.presses(61, "CONTINUE")
    room.run(200)
    assert said(room).count("{a}, now?") > asked + 1, "asked again, and not once only"
    assert room.ending == "early"


def test_a_no_is_a_no():
    room = consenting()
    room.presses(4, "NO")
    room.run(10)
    assert room.ending == "early"


def test_somebody_who_talks_is_there_though_they_do_not_say_yes():
    room = Room(exercise("many-turns"))
    room.talks(126, 2)
    room.run(300)
    assert room.ending is None
    assert not [text for text in said(room, 130) if text.startswith("I'll wait")]


def asked_who_is_there() -> Room:
    room = Room(exercise("many-turns"))
    room.run(125)
    assert said(room)[-1] == "Are you both still here?"
    return room


def test_whatever_is_said_to_that_they_are_there():
    room = asked_who_is_there()
    room.talks(128, 1)
    room.run(135)
    assert said(room, 126) == ["Good.", "{a}, tell again."]


def test_a_key_or_any_phrase_is_an_answer_too():
    room = asked_who_is_there()
    room.presses(128, "YIELD")
    room.run(135)
    assert said(room, 126) == ["Good.", "{a}, tell again."]


def test_a_yes_to_that_is_no_answer_to_the_question_that_waits():
    room = consenting()
    room.talks(3, 1)  # somebody was there
    room.run(200)
    before = len(said(room))
    assert room.session.hold is Hold.PAUSED
    room.says(210, "YES")
    room.run(216)
    assert said(room)[before:][-1] == "{a}, now?"


@pytest.mark.parametrize("during", ["floor", "pause", "breath"])
def test_who_says_that_they_go_is_asked_about(during):
    room = Room(exercise("many-turns"))
    if during == "pause":
        room.presses(5, "PAUSE")
    elif during == "breath":
        room.judged(5, "hot", 1)
    room.presses(9, "LEAVING")
    room.run(400)
    after = said(room, 9)
    assert after == [
        "Are you both still here?",
        "I'll wait a little. Say \"continue\" when you're back.",
        "Let's stop here for today. Thanks for the time you gave this.",
    ]
    assert room.ending == "early"
    assert room.session.now < samples(160)


@pytest.mark.parametrize("answer", ["NO", "LEAVING"])
def test_a_no_to_that_is_a_wait_for_both(answer):
    room = Room(exercise("many-turns"))
    room.presses(10, "LEAVING")
    room.presses(15, answer)
    room.run(300)
    assert said(room, 15)[0] == 'There\'s no hurry. When you are both ready, say "continue".'
    assert room.ending is None
    room.presses(301, "CONTINUE")
    room.run(310)
    assert room.session.hold is Hold.RUNNING


def test_who_was_not_about_to_go_goes_on():
    room = Room(exercise("many-turns"))
    room.presses(10, "LEAVING")
    room.presses(13, "UNDO")
    room.presses(20, "TIME_LEFT")
    room.talks(22, 1)
    room.run(30)
    assert room.session.hold is Hold.RUNNING
    assert room.session.state == "turn.held"


def test_while_a_break_is_agreed_somebody_may_go():
    room = Room(exercise("many-turns"))
    room.presses(10, "TIME_OUT")
    room.presses(13, "LEAVING")
    room.run(14)
    assert said(room)[-1].startswith("Let's take a proper break.")


def test_nobody_at_the_end_has_not_finished():
    room = Room(exercise("calm-check"))
    for at in (3, 6):
        room.presses(at, "8")
    room.run(600)
    assert room.ending == "early"


def test_a_number_that_was_mumbled_is_asked_back_and_too_low_a_one_is_a_break():
    room = Room(exercise("calm-check"))
    room.mumbles(4, "2")
    room.says(9, "YES")
    room.run(11)
    assert said(room, 4)[0] == "Was that a 2?"
    assert room.session.hold is Hold.COOLING


def test_a_number_that_was_misheard_is_asked_for_again():
    room = Room(exercise("calm-check"))
    room.mumbles(4, "2")
    room.says(9, "NO")
    room.run(11)
    assert said(room, 4) == ["Was that a 2?", "{a}, how calm?"]
    assert room.session.hold is Hold.RUNNING


def test_a_mumble_asked_back_and_left_at_that_is_put_again():
    room = Room(exercise("calm-check"))
    room.mumbles(4, "8")
    room.run(18)
    assert said(room, 4)[:2] == ["Was that an 8?", "{a}, how calm?"]


def test_a_mumble_that_is_no_answer_is_not_understood():
    room = Room(exercise("calm-check"))
    room.mumbles(4, "YES")
    room.run(6)
    assert not said(room, 4)
    assert [each for each in room.given if isinstance(each, ShowUnclear)]
