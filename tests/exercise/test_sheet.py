"""An exercise as a page to read."""

import tomllib

import msgspec
import pytest

from tests.couples import EXERCISES
from tests.exercise.test_broken_scripts import GOOD
from voice_coach.exercise.script import Exercise
from voice_coach.exercise.sheet import sheet


def page(**changes) -> str:
    return sheet(msgspec.convert(tomllib.loads(GOOD) | changes, Exercise))


@pytest.mark.parametrize("name", EXERCISES)
def test_everything_that_is_said_is_on_it(name):
    exercise = EXERCISES[name]
    told = sheet(exercise)
    for step in (step for part in (*exercise.couple, *exercise.solo) for step in part.steps):
        assert f"**{step.id}**" in told
        for line in (step.say, step.explain):
            words = line.split("{")[0].split("\n")[0].strip()
            assert words.replace("<", "&lt;") in told.replace("\\", "")


def test_who_talks_for_how_long_and_when():
    told = page()
    assert "### talk, both in turn" in told
    assert "**tell** (the speaker talks, 20/60 s, and is mirrored)" in told
    assert "**more** (the listener talks, 20 s; only if ready is yes)" in told
    assert "   > Speaker, tell Listener." in told
    assert "short: 3 minutes, long: 5 minutes" in told
    assert "\n## Alone" not in told


def test_what_its_author_says_of_it():
    part = {"part": "rest", "when": {"ready": "yes"}, "notes": "Go slowly.", "deck": "tea"}
    steps = [
        {"kind": "say", "id": "draw", "say": "{partner}: {card}", "lengths": ["long"]},
        {"kind": "breathe", "id": "air", "say": "Breathe.", "seconds": 9, "notes": "Not too long."},
        {
            "kind": "floor",
            "id": "sum",
            "say": "So?",
            "seconds": 9,
            "checked": True,
            "explain": "Well?",
        },
    ]
    told = page(
        notes="For *winter*.\nAnd <b>bold</b>.",
        origin="Ana Weber",
        licence="CC BY 4.0",
        watch_for=["advice"],
        cards={"tea": ["What warmed you?", {"say": "And who?", "model": "You."}]},
        solo=[part | {"steps": steps}],
    )
    assert "By Ana Weber. CC BY 4.0" in told
    assert "For \\*winter\\*. And &lt;b>bold&lt;/b>." in told
    assert "- advice" in told
    assert "\n## Alone" in told
    for line in (
        "Go slowly.",
        "Only if ready is yes.",
        "- Card: What warmed you?\n- Card: And who?\n  A good answer: You.",
        "1. **draw** (the coach says; only in long)\n   > Speaker: (a card)",
        "2. **air** (breathing, 9 s)",
        "Note: Not too long.",
        "3. **sum** (the speaker talks, 9 s, and it is judged)",
        "In other words: Well?",
    ):
        assert line in told, line
    assert "By Ana." in page(origin="Ana")
