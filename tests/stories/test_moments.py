"""Moments of whole exercises in which a couple does not do what the script hopes for.

Led without sound: what was said arrives as its meaning or its judgement. Every test is of a kind,
in the exercise where people met with it.
"""

import pytest

from tests.timetable import Room
from voice_coach.core.actions import Listen, PlayChime, SayPrompt, ShowHold, ShowStep, ShowUnclear
from voice_coach.core.events import CueFound, HeatJudged, MirrorJudged, MomentNeeded
from voice_coach.core.states import Hold
from voice_coach.exercise.meanings import ANY_TIME, NUMBERS
from voice_coach.signal.units import samples, seconds
from voice_coach.store.script_files import ScriptFiles

SCRIPTS = ScriptFiles()
USUAL = {"DEPTH": "EASY"}


class Led:
    """A session that is led on by keys, until a step is come to."""

    def __init__(self, name: str, **chosen) -> None:
        exercise = SCRIPTS.load(name)
        self.room = Room(exercise, length=next(iter(exercise.minutes)), **chosen)
        self.at = 0.0
        self.room.run(0)

    def come_to(self, step: str, *, speaker: str = "a") -> "Led":
        """Skip floors, answer what is asked in the usual way, and stand at the step's moment."""
        for _ in range(400):
            here = self.room.latest(ShowStep)
            listen = self.room.latest(Listen)
            if (here.step, here.speaker) == (step, speaker) and listen.purpose != "nothing":
                return self
            if listen.purpose == "answer":
                self.presses(self._usual(listen))
            elif listen.purpose != "nothing":
                self.presses("PASS")
            elif "YIELD" in listen.meanings:
                self.presses("YIELD")
            self.waits(1)
        raise AssertionError(f"{step} was never come to")

    def _usual(self, listen: Listen) -> str:
        answers = [each for each in listen.meanings if each not in ANY_TIME]
        return "8" if NUMBERS[0] in answers else "NO" if listen.step == "more" else answers[0]

    def presses(self, meaning: str) -> "Led":
        self.room.presses(self.at + 0.1, meaning)
        return self.waits(0.2)

    def says(self, meaning: str) -> "Led":
        self.room.says(self.at, meaning)
        return self.waits(1)

    def talks(self, lasting: float = 3.0) -> "Led":
        self.room.talks(self.at, lasting)
        return self.waits(lasting + 0.5)

    def tells(self, event, **fields) -> "Led":
        self.room.tells(event(at=samples(self.at + 0.1), **fields))
        return self.waits(0.2)

    def is_hot(self) -> "Led":
        self.room.judged(self.at, "hot", 1)
        return self.waits(2)

    def waits(self, lasting: float) -> "Led":
        self.at = round(self.at + lasting, 3)
        self.room.run(self.at)
        return self

    def said(self, since: float = 0.0) -> list[str]:
        return [text for at, text in self.room.prompts() if at >= since]

    @property
    def step(self) -> str:
        return self.room.latest(ShowStep).step


# --- Wordings and answers ----------------------------------------------------------------------


def test_a_release_said_once_more_is_no_answer_to_did_they_get_it():
    led = Led("mirror-dialogue").come_to("tell").talks().presses("YIELD").waits(3)
    led.talks().says("YIELD").waits(1)
    assert "did they get it" in led.said()[-1]
    asked = len(led.said())
    led.says("YIELD")
    assert len(led.said()) == asked


def test_mumbling_at_the_arrival_never_ends_the_evening():
    led = Led("outside-stress").come_to("good-time")
    for _ in range(3):
        led.waits(5).talks(1)
    led.waits(10)
    assert led.said()[-1] == 'There\'s no hurry. When you are both ready, say "continue".'
    assert led.room.ending is None
    led.says("CONTINUE").waits(4)
    assert led.said()[-1].endswith("is now good for you?")


def test_what_is_not_understood_leaves_a_trace_and_a_key_is_offered():
    led = Led("outside-stress").come_to("ideas")
    since = led.at
    led.talks(1).waits(8).talks(1).waits(8)
    assert [each for each in led.room.given if isinstance(each, ShowUnclear)]
    tones = [each.tone for each in led.room.given if isinstance(each, PlayChime)]
    assert tones.count("unclear") == 2
    assert led.said(since)[0] == "{a}, ears or ideas?"
    assert led.said(since)[-1] == "Or press a key: 1 for ears, 2 for ideas."


def test_asked_what_is_meant_both_ways_are_told():
    led = Led("outside-stress").come_to("ideas").presses("EXPLAIN")
    assert "ears: {b} just listens. Ideas:" in led.said()[-1]
    led.waits(3).presses("IDEAS").waits(1)
    assert led.step == "tell"


def test_asked_what_it_is_about_the_topic_is_asked_for_in_five_words():
    led = Led("mirror-dialogue").come_to("appointment").presses("EXPLAIN")
    assert led.said()[-1].startswith("{a}, say in about five words what it's about")
    assert led.said()[-1].endswith("Yes or no?")


def test_more_time_is_said_and_a_second_release_ends_it():
    led = Led("outside-stress").come_to("tell").talks().says("HOLD_FLOOR")
    assert led.said()[-1] == "Thirty more seconds, {a}."
    led.waits(3).says("YIELD").waits(2)
    assert led.step == "hardest"


def test_in_practice_the_partner_says_the_line_again():
    led = Led("mirror-practice", mode="solo").come_to("mirror")
    line = next(
        each
        for each in led.room.given
        if getattr(each, "voice", "") != "coach" and (isinstance(each, SayPrompt))
    )
    led.presses("REPEAT")
    assert led.room.latest(SayPrompt).text == line.text
    assert led.room.latest(SayPrompt).voice == "practice partner"


# --- A facilitator's judgement -----------------------------------------------------------------


@pytest.mark.parametrize("answer", ["PARTLY", "NO"])
def test_where_a_mirror_did_not_land_the_listener_tries_again_first(answer):
    led = Led("outside-stress").come_to("hardest").talks()
    led.tells(MirrorJudged, act="other").waits(3)
    assert led.said()[-1].startswith("{b}, first say what you heard.")
    led.talks().presses("YIELD").waits(3).presses(answer)
    assert led.said()[-1] == "{b}, once more: only what you heard."


def test_advice_that_is_over_at_once_is_asked_for_a_mirror():
    led = Led("outside-stress").come_to("hardest")
    led.talks(2).tells(MirrorJudged, act="other").presses("YIELD").waits(1)
    assert led.said()[-1].startswith("{b}, first say what you heard.")


def test_who_apologises_says_it_back_again_and_not_the_one_who_was_hurt():
    led = Led("real-apology").come_to("heard-it").talks().presses("YIELD").waits(3).presses("NO")
    assert led.said()[-1] == "{a}, once more: only what you heard."


def test_after_tears_no_wording_is_offered_in_that_turn():
    led = Led("mirror-dialogue").come_to("tell").talks().tells(MomentNeeded)
    assert led.said()[-1] == "Take all the time you need."
    led.waits(20).talks()
    led.tells(CueFound, kind="blame", ended=samples(led.at)).presses("YIELD").waits(3)
    led.talks().presses("YIELD").waits(3).presses("YES").waits(3).presses("YES").waits(3)
    led.talks().tells(CueFound, kind="blame", ended=samples(led.at)).presses("YIELD").waits(3)
    assert not [text for text in led.said() if '"I felt"' in text]


def test_an_insult_is_never_asked_to_be_mirrored():
    led = Led("mirror-dialogue").come_to("tell").is_hot().waits(14)
    assert led.said()[-1].startswith("{a}, let's go on gently. What's underneath that?")
    led.talks().presses("YIELD").waits(1)
    assert led.said()[-1] == "{b}, what did you hear in that last part?"


def test_an_insult_instead_of_a_mirror_is_a_breath_and_then_the_speakers():
    led = Led("floor-talk").come_to("say-it").talks().presses("YIELD").waits(4)
    since = led.at
    led.is_hot().waits(14)
    assert led.said(since)[0] == "Let's take one breath."
    assert led.said()[-1].startswith("{a}, what's underneath that for you?")


def test_breathing_that_was_asked_for_quotes_nobody():
    led = Led("our-loop").come_to("inside").talks(2)
    led.tells(HeatJudged, heat="calm", started=0, ended=samples(1))
    led.says("MINUTE").waits(100)
    assert led.room.session.hold is Hold.RUNNING
    assert not [text for text in led.said() if "{calm}" in text]


@pytest.mark.parametrize(
    ("first", "second"), [("HEATED", None), ("FINE", "HEATED"), ("COLD", None)]
)
def test_heated_from_one_is_enough_and_nobody_is_praised(first, second):
    led = Led("floor-talk").come_to("temperature").presses(first).waits(3)
    if second:
        led.presses(second).waits(3)
    assert led.step == "breath"
    led.waits(70).presses("NO").waits(4)
    assert not [text for text in led.said() if "did it" in text]


def test_a_break_is_settled_by_a_yes_from_both():
    led = Led("outside-stress").come_to("tell").presses("TIME_OUT").waits(2)
    assert led.said()[-1].startswith("Let's take a proper break.")
    led.presses("YES").waits(2)
    assert led.room.ending is None
    assert led.said()[-1].startswith("{b}, is that all right for you too?")
    led.presses("YES").waits(3)
    assert led.room.ending == "cool-down"


def test_roles_change_with_a_small_thanks_that_varies_and_not_after_one_word():
    led = Led("thank-you-rounds").come_to("thanks", speaker="b")
    before = led.said()
    assert not [text for text in before if "swap" in text], "skipped: nothing to thank for"
    led = Led("weekly-check-in")
    lines = SCRIPTS.lines()
    thanked = []
    for step in ("thanks", "review"):
        led.come_to(step).talks(8).presses("YIELD").waits(1)
        thanked.append(led.said()[-2])
    assert thanked == [lines.switch_again, lines.switch_once_more]


# --- Who is there ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["mirror-dialogue", "curious-questions", "weekly-check-in"])
def test_an_empty_room_is_asked_waited_for_and_not_led_to_the_end(name):
    led = Led(name)
    led.come_to({"mirror-dialogue": "tell", "curious-questions": "easy"}.get(name, "weather"))
    since = led.at
    led.waits(1800)
    asked = [at for at, text in led.room.prompts() if text == "Are you both still here?"]
    assert len(asked) == 1
    assert led.room.ending == "early"
    after = [text for at, text in led.room.prompts() if at > asked[0]]
    assert after == [
        "I'll wait a little. Say \"continue\" when you're back.",
        "Let's stop here for today. Thanks for the time you gave this.",
    ]
    assert seconds(led.room.session.now) - asked[0] < 150
    assert since < asked[0]


def test_a_pause_is_asked_after_and_ends_kindly_after_twenty_minutes():
    led = Led("long-talk").come_to("talk").presses("PAUSE")
    since = led.at
    led.waits(1300)
    reminders = [at - since for at, text in led.room.prompts() if text.startswith("I'm still")]
    assert [round(each / 60) for each in reminders] == [3, 10]
    assert led.room.ending == "early"
    assert [each.reason for each in led.room.given if isinstance(each, ShowHold)] == ["paused"]
