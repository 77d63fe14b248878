"""A facilitator's judgement: what is never asked, what is asked instead, and whom it waits for."""

from tests.core.scripts import exercise
from tests.timetable import Room
from voice_coach.core.events import MirrorJudged, MomentNeeded
from voice_coach.core.states import Hold
from voice_coach.exercise.script import Ask
from voice_coach.signal.units import samples


def said(room: Room, since: float = 0.0) -> list[str]:
    return [text for at, text in room.prompts() if at >= since]


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


def test_nobody_at_the_end_has_not_finished():
    room = Room(exercise("calm-check"))
    for at in (3, 6):
        room.presses(at, "8")
    room.run(600)
    assert room.ending == "early"
