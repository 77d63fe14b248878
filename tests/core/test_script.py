"""What a script is made of: durations, answers, names put in, the close left out."""

import msgspec
import pytest

from voice_coach.core.script import (
    Cue,
    Exercise,
    Floor,
    Part,
    Say,
    addressed,
    answered,
    of_length,
    without_close,
)
from voice_coach.core.timeline import samples


def test_a_duration_is_one_or_one_for_each_length():
    assert of_length(20, "short") == samples(20)
    assert of_length({"short": 20, "standard": 40}, "standard") == samples(40)


@pytest.mark.parametrize(
    ("given", "wanted", "is_it"),
    [
        ("yes", "yes", True),
        ("no", "yes", False),
        (None, "yes", False),
        ("6", "0-6", True),
        ("7", "0-6", False),
        ("pass", "0-6", False),
    ],
)
def test_an_answer_is_a_word_or_within_a_range(given, wanted, is_it):
    assert answered(given, wanted) is is_it


def test_names_are_put_in():
    assert addressed("{a}, tell {b}.", {"a": "Ana", "b": "Ben"}) == "Ana, tell Ben."


def test_who_has_no_name_is_not_addressed():
    assert addressed("{a}, take your time.", {"a": "", "b": ""}) == "Take your time."


def test_words_only_the_shell_knows_are_put_in_or_left_open():
    text = "{a}, was it this: {point}? We were at: {calm}"
    names = {"a": "Ana", "b": "Ben"}
    told = addressed(text, names, point="the dishes", calm="it was late")
    assert told == "Ana, was it this: the dishes? We were at: it was late"
    assert addressed(text, names) == "Ana, was it this: ...? We were at: ..."


def test_a_name_with_braces_is_put_in_as_it_is():
    assert addressed("{a}, well?", {"a": "{b}", "b": "Ben"}) == "{b}, well?"


def test_alone_one_person_is_both():
    cue = Cue(step=Say(id="s", say="Hm."), part="p", speaker="a", partner="a", alone=True)
    assert cue.names(None) == {"speaker": "{a}", "listener": "{a}", "partner": "{a}"}


def test_for_two_the_roles_are_the_partners():
    cue = Cue(step=Say(id="s", say="Hm."), part="p", speaker="b", partner=None)
    assert cue.names("a") == {"speaker": "{b}", "listener": "{a}", "partner": "{a}"}


def test_the_close_is_left_out_only_at_the_end():
    cues = tuple(
        Cue(step=Say(id=f"s{index}", say="Hm."), part=part, speaker="a", partner=None)
        for index, part in enumerate(["close", "talk", "close", "close"])
    )
    assert [cue.step.id for cue in without_close(cues)] == ["s0", "s1"]
    assert without_close(cues[2:]) == ()


def test_an_exercise_says_how_it_can_be_done():
    part = Part(part="talk", steps=(Floor(id="tell", say="Tell.", seconds=20),))
    both = Exercise(
        name="both",
        title="Both",
        level="easy",
        purpose="Tests.",
        about="Made up.",
        minutes={"short": 1},
        couple=(part,),
        solo=(part,),
    )
    assert both.flows == ("couple", "solo")
    assert msgspec.structs.replace(both, solo=()).flows == ("couple",)
    assert msgspec.structs.replace(both, couple=()).flows == ("solo",)
