"""How many points came back of made-up lines."""

import pytest

from tests.shell.test_understanding import LINES, NAMES, Talk, prompt
from voice_coach.core.actions import SayPrompt
from voice_coach.core.events import ClockAdvanced
from voice_coach.exercise.script import MAX_PROMPT_WORDS
from voice_coach.shell.tally import Tally
from voice_coach.shell.understanding import Understanding
from voice_coach.store.contacts import load_contacts

LINE = "I was late because the train stopped, and I felt awful about the children waiting."


@pytest.fixture
def tally() -> Tally:
    return Tally()


@pytest.fixture
def alone(tmp_path, tally) -> Understanding:
    place = load_contacts(tmp_path).place("GB")
    return Understanding(
        names=NAMES, solo=True, lines=LINES, place=place, show=lambda line: None, tally=tally
    )


def said_by_the_practice_partner(alone: Understanding) -> None:
    line = SayPrompt(at=0, number=1, text=LINE, voice="practice partner")
    alone.noticed(ClockAdvanced(at=0), [line])


def test_points_that_came_back_are_counted_line_by_line(alone, tally):
    talk = Talk(alone)
    said_by_the_practice_partner(alone)
    talk.listens("mirror", "a")
    talk.says("you were late because the train stopped")
    first = tally.points
    assert first >= 1
    talk.says("and you felt awful about the children waiting")
    whole = tally.points
    assert whole > first, "what is said later belongs to the same mirror"
    said_by_the_practice_partner(alone)
    assert tally.points == whole
    talk.listens("mirror", "a")
    talk.says("you were late because the train stopped")
    assert tally.points == whole + first


def test_what_gives_nothing_back_adds_nothing(alone, tally):
    talk = Talk(alone)
    said_by_the_practice_partner(alone)
    talk.listens("mirror", "a")
    talk.says("you should have taken the earlier bus then")
    assert tally.points == 0
    assert alone.worded(prompt("Well?")) == "Well?"


def test_a_prompt_that_tells_what_came_back_is_never_too_long(alone):
    said_by_the_practice_partner(alone)
    talk = Talk(alone)
    talk.listens("mirror", "a")
    for said, caught in (
        ("you were late because the train stopped", "I was late because the train stopped"),
        ("and you felt awful about the children waiting", LINE.removesuffix(".")),
    ):
        talk.says(said)
        assert (
            alone.worded(prompt(LINES.practice_caught, len(said))) == f"You caught this: {caught}."
        )
    long = " and ".join(["I was late because the train stopped in the snow near the lake"] * 4)
    alone.noticed(
        ClockAdvanced(at=0), [SayPrompt(at=0, number=2, text=long, voice="practice partner")]
    )
    talk.says(long)
    told = alone.worded(prompt(LINES.practice_caught, 3))
    assert MAX_PROMPT_WORDS - 10 < len(told.split()) <= MAX_PROMPT_WORDS


def test_where_nothing_came_back_by_then_it_is_not_told_that_it_did(alone):
    assert alone.worded(prompt(f"{LINES.practice_caught} Well?", 1)) == "Well?"
    assert alone.worded(prompt(LINES.practice_caught, 2)) == LINES.been_heard
