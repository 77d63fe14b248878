"""Any text is accepted, the answer is always the same, and the work grows only with its length."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import voice_coach.listening as listening
from voice_coach.listening import (
    find_feelings,
    find_language_cue,
    find_safety_cue,
    judge_heat,
    judge_reflection,
    meaning_of,
    retell,
)

WORDS = (
    "i you he we feel like not never always when and but because so what why don't can't hit me "
    "done over to your turn stop kids mother late home alone hate love idiot shut up it's"
)
SPOKEN = st.lists(st.sampled_from(WORDS.split(" ")), max_size=40).map(" ".join)
FLOOR = ("PAUSE", "STOP", "REPEAT", "EXPLAIN", "YIELD", "HOLD_FLOOR", "YES", "NO", "SOMETIMES", "7")


def on_floor(text):
    return meaning_of(text, FLOOR)


ANY = st.one_of(SPOKEN, st.text(max_size=200))


@settings(deadline=None)
@given(ANY, ANY)
def test_nothing_raises_and_every_score_is_a_share(said, reply):
    reflection = judge_reflection(said, reply)
    assert reflection == judge_reflection(said, reply)
    assert 0 <= reflection.act_score <= 1
    assert all(0 <= point.score <= 1 and point.text in said for point in reflection.points)
    assert all(part in reply for part in reflection.added)
    heat = judge_heat(said)
    assert 0 <= heat.score <= 1
    assert bool(heat.kinds) == (heat.score >= 0.5)
    for judge in (judge_heat, find_feelings, find_safety_cue, find_language_cue, on_floor):
        assert judge(said) == judge(said)
    assert retell(said, speaker="Ana", listener="Ben") == retell(
        said, speaker="Ana", listener="Ben"
    )


LONG = 30_000
"""Letters: half an hour of talk in one turn."""


@pytest.mark.parametrize(
    "pattern",
    ["a", "i love you and ", "?", "why not ", "и ты "],
)
def test_very_long_text_is_judged(pattern):
    text = (pattern * LONG)[:LONG]
    assert 0 <= judge_reflection(text, text).act_score <= 1
    for judge in (judge_heat, find_feelings, find_safety_cue, find_language_cue, on_floor):
        judge(text)
    assert retell(text, speaker="Ana", listener="Ben") is None


def test_the_judges_are_loaded_when_first_asked_for():
    code = (
        "import sys, voice_coach.listening; "
        "print(sorted(name for name in sys.modules if name.startswith('voice_coach.listening.')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_name_the_package_offers_is_there():
    for name in listening.__all__:
        assert getattr(listening, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'judge_weather'"):
        listening.judge_weather  # noqa: B018
