"""Every answer has a key of its own."""

import pytest

from voice_coach.exercise.keys import answer_keys
from voice_coach.exercise.meanings import ANY_TIME, NUMBERS
from voice_coach.exercise.script import Ask
from voice_coach.store.script_files import ScriptFiles

SCRIPTS = ScriptFiles()


def test_yes_and_no_have_their_letters_and_own_answers_are_counted():
    assert answer_keys(("YES", "PARTLY", "NO")) == {"y": "YES", "p": "PARTLY", "n": "NO"}
    own = answer_keys((*ANY_TIME, "TODAY", "TOMORROW", "REST"))
    assert own == {"1": "TODAY", "2": "TOMORROW", "3": "REST"}


def test_a_number_is_its_digit_and_ten_a_letter():
    keys = answer_keys(NUMBERS)
    assert keys["0"] == "0"
    assert keys["9"] == "9"
    assert keys["t"] == "10"
    assert len(keys) == len(NUMBERS)


def test_what_answers_nothing_has_none():
    assert answer_keys((*ANY_TIME, "YIELD", "HOLD_FLOOR")) == {}
    assert answer_keys(("YES", "NO", "YIELD", "MORE")) == {"y": "YES", "n": "NO"}


@pytest.mark.parametrize("name", SCRIPTS.names())
def test_every_answer_of_every_exercise_has_one(name):
    exercise = SCRIPTS.load(name)
    for part in (*exercise.couple, *exercise.solo):
        for step in part.steps:
            if isinstance(step, Ask) and step.answers != ("0-10",):
                meanings = [each.upper() for each in step.answers]
                keys = answer_keys((*ANY_TIME, *meanings))
                assert sorted(keys.values()) == sorted(meanings)
                assert all(len(key) == 1 for key in keys)
