"""What a script is made of: durations, modes, names put in."""

import msgspec
import pytest

from voice_coach.errors import UsageError
from voice_coach.exercise.script import (
    Exercise,
    FloorStep,
    Part,
    addressed,
    chosen_length,
    of_length,
    spoilers,
)
from voice_coach.signal.units import samples
from voice_coach.store.script_files import ScriptFiles


def test_a_duration_is_one_or_one_for_each_length():
    assert of_length(20, "short") == samples(20)
    assert of_length({"short": 20, "standard": 40}, "standard") == samples(40)


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


def test_an_exercise_says_how_it_can_be_done():
    part = Part(part="talk", steps=(FloorStep(id="tell", say="Tell.", seconds=20),))
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
    assert both.modes == ("couple", "solo")
    assert msgspec.structs.replace(both, solo=()).modes == ("couple",)
    assert msgspec.structs.replace(both, couple=()).modes == ("solo",)


def test_a_length_is_the_one_asked_for_or_the_usual_or_the_shortest():
    lengths = {"long": 40.0, "middle": 20.0}
    both = exercise_of_lengths({"short": 10.0, "standard": 20.0})
    assert chosen_length(both, None) == "short"
    assert chosen_length(both, "standard") == "standard"
    assert chosen_length(exercise_of_lengths(lengths), None) == "middle"
    with pytest.raises(UsageError, match='no length "huge"') as refused:
        chosen_length(both, "huge")
    assert refused.value.hint == "Choose from: short, standard."


def exercise_of_lengths(minutes: dict[str, float]) -> Exercise:
    return Exercise(
        name="made-up", title="Made Up", level="easy", purpose="-", about="-", minutes=minutes
    )


def test_a_step_says_what_it_wants_left_out():
    left_out = spoilers(ScriptFiles().load("real-apology"))
    assert left_out == {"act": "if-or-but", "responsible": "if-or-but", "whole": "if-or-but"}
    assert spoilers(ScriptFiles().load("outside-stress")) == {}
