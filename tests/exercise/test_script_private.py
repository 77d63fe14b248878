"""Whoever writes an exercise cannot let out what one of two said alone."""

import msgspec
import pytest

from voice_coach.exercise.plan import plan
from voice_coach.exercise.script import Exercise, without_back
from voice_coach.exercise.script_check import problems

TABLE = {
    "name": "trial",
    "title": "Trial",
    "level": "easy",
    "purpose": "Try.",
    "about": "Ours.",
    "minutes": {"short": 1},
}


def floor(who: str, **more) -> dict:
    role = {"first": "speaker", "second": "listener"}[who]
    made = {"kind": "floor", "id": f"tell-{who}", "say": "Well?", "seconds": 20, "of": role}
    return made | more


def back(who: str, **more) -> dict:
    made = {"kind": "say", "id": f"back-{who}", "say": "You said: {back}"}
    return made | {"tells": [f"tell-{who}"]} | more


def may(who: str, **more) -> dict:
    role = {"first": "speaker", "second": "listener"}[who]
    made = {"kind": "ask", "id": f"may-{who}", "say": "May I?", "otherwise": "no", "of": role}
    return made | more


BOTH = {"may-first": "yes", "may-second": "yes"}
DOOR = {"part": "door", "steps": [{"kind": "say", "id": "door", "say": "Change places."}]}
TOLD = {"kind": "say", "id": "told", "say": "{speaker} said: {back}", "tells": ["tell-first"]}


def alone(who: str, *steps: dict, **more) -> dict:
    steps = steps or (floor(who), back(who), may(who))
    return {"part": who, "private": True, "steps": steps} | more


def told(*parts: dict, mode: str = "couple") -> list[str]:
    made = msgspec.convert(TABLE | {mode: parts}, Exercise)
    found = (f"{each.path}: {each.expected}" for each in problems(made))
    return [line for line in found if "$.minutes" not in line]


def together(**more) -> dict:
    return {"part": "together", "when": BOTH, "steps": [TOLD | more]}


def test_what_both_said_yes_to_alone_may_be_told():
    assert told(alone("first"), DOOR, alone("second"), together()) == []


def test_each_private_step_is_known_as_one():
    made = msgspec.convert(TABLE | {"couple": [alone("first"), DOOR]}, Exercise)
    assert made.confides
    assert [each.private for each in plan(made, mode="couple", length="short")] == [
        True,
        True,
        True,
        False,
    ]
    assert not msgspec.convert(TABLE | {"couple": [DOOR]}, Exercise).confides


@pytest.mark.parametrize(
    ("when", "open_question"),
    [
        ({}, False),
        ({"may-first": "yes"}, False),
        (BOTH | {"may-second": "no"}, False),
        (BOTH, True),
    ],
)
def test_without_a_yes_of_each_given_alone_nothing_may_be_told(when, open_question):
    second = [floor("second"), back("second")] + ([] if open_question else [may("second")])
    parts = [alone("first"), DOOR, alone("second", *second)]
    if open_question:
        parts.append({"part": "asked-openly", "steps": [may("second")]})
    [line] = told(*parts, together(when=when) | {"when": {}})
    assert "a `when` with a yes from each of the two, asked in private parts" in line


def test_what_was_not_said_back_may_not_be_told():
    parts = alone("first", floor("first"), may("first")), DOOR, alone("second")
    [line] = told(*parts, together())
    assert "earlier floors of a private part, said back in it before" in line


def test_only_what_was_told_in_a_private_part_is_said_back_in_one():
    [line] = told(alone("first", floor("first"), back("second")))
    assert line.startswith("$.couple[0].steps[1].tells: earlier floors of a private part")


@pytest.mark.parametrize("change", [{"mirrored": True}, {"checked": True}, {"keeps": "note"}])
def test_nobody_is_there_to_mirror_and_nothing_is_kept(change):
    [line] = told(alone("first", floor("first", **change)), DOOR, alone("second", floor("second")))
    assert "no `mirrored`, `checked` or `keeps` in a private part" in line


@pytest.mark.parametrize("change", [{"each": True}, {"times": 2}])
def test_each_has_a_part_of_their_own(change):
    lines = told(alone("first", floor("first"), **change), DOOR)
    assert "$.couple[0].private: a private part of its own for each of the two" in lines


def test_between_the_two_they_change_places():
    [line] = told(alone("first"), alone("second"))
    assert line.startswith("$.couple[1].private: a part between two private ones")


def test_who_practises_alone_needs_no_private_part():
    [line] = told(alone("first", floor("first")), mode="solo")
    assert "no `private` alone" in line


def test_the_words_count_in_the_length_of_a_prompt():
    long = back("first", say="word " * 26 + "{back}")
    assert any(
        "35 words at most, not 36" in line for line in told(alone("first", floor("first"), long))
    )


def test_where_no_words_were_heard_something_else_is_said():
    assert without_back("Well?", "Hear it.", "Go on, {partner}.") == "Well?"
    assert without_back("You said: {back}", "Hear it.", "Go on, {partner}.") == "Hear it."
    assert without_back("{b} said: {back}", "Hear it.", "Go on, {partner}.") == "Go on, {b}."
