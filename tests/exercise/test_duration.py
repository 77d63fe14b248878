"""Lengths and shares as they are reckoned from a script."""

import msgspec
import pytest

from voice_coach.exercise.duration import (
    estimated_seconds,
    talk_seconds,
    usual_way,
)
from voice_coach.exercise.script import Exercise


def exercise(*steps: dict, mode: str = "couple", each: bool = False) -> Exercise:
    return msgspec.convert(
        {
            "name": "trial",
            "title": "Trial",
            "level": "easy",
            "purpose": "Try.",
            "about": "Ours.",
            "minutes": {"short": 1},
            mode: [{"part": "only", "each": each, "steps": steps}],
        },
        Exercise,
    )


def say(words: int) -> dict:
    return {"say": " ".join(["word"] * words)}


FLOOR = {"kind": "floor", "id": "tell", "seconds": 40} | say(5)


def estimated(*steps: dict, each: bool = False) -> float:
    return estimated_seconds(exercise(*steps, each=each), mode="couple", length="short")


def test_a_floor_takes_its_prompt_its_time_and_its_handover():
    closing = 11 / 2.5
    assert estimated(FLOOR) == pytest.approx(5 / 2.5 + 40 + 2 + closing)


def test_quiet_and_breathing_take_the_time_they_say():
    quiet = {"kind": "quiet", "id": "rest", "seconds": 30} | say(5)
    breathe = {"kind": "breathe", "id": "breath", "seconds": 60} | say(5)
    assert estimated(quiet, breathe) - estimated(say(10) | {"kind": "say", "id": "x"}) == 90


def test_every_mirrored_piece_adds_a_mirror_and_its_questions():
    pieces = FLOOR | {"mirrored": True, "chunk_seconds": 15}
    three_mirrors = 3 * (24 / 2.5 + 2.5 + 2) + 2 * (11 / 2.5 + 2.5)
    assert estimated(pieces) - estimated(FLOOR) == pytest.approx(40 * 0.5 + three_mirrors)


def test_a_piece_without_chunks_is_mirrored_once():
    assert estimated(FLOOR | {"mirrored": True}) - estimated(FLOOR) == pytest.approx(
        40 * 0.5 + 24 / 2.5 + 2.5 + 2
    )


def test_a_checked_floor_adds_its_check():
    assert estimated(FLOOR | {"checked": True}) - estimated(FLOOR) == pytest.approx(9 / 2.5 + 2.5)


def test_the_usual_way_takes_the_first_answer_and_a_good_number():
    asked = {"kind": "ask", "id": "ready", "otherwise": "no", "on": {"no": "end"}} | say(2)
    calm = {"kind": "ask", "id": "calm", "answers": ["0-10"], "otherwise": "5"} | say(2)
    low = FLOOR | {"id": "low", "when": {"calm": "0-6"}}
    high = FLOOR | {"id": "high", "when": {"calm": "7-10"}}
    made = exercise(asked, calm, low, high)
    ids = [planned.step.id for planned in usual_way(made, mode="couple", length="short")]
    assert ids == ["ready", "calm", "high"]


def test_talk_is_counted_for_whoever_holds_the_floor():
    made = exercise(FLOOR, FLOOR | {"id": "answer", "of": "listener", "seconds": 15}, each=True)
    assert talk_seconds(made, mode="couple", length="short") == {"a": 55, "b": 55}


def test_alone_everything_is_said_by_the_one_there_is():
    made = exercise(FLOOR, mode="solo")
    assert talk_seconds(made, mode="solo", length="short") == {"a": 40}


def test_alone_nobody_is_asked_about_a_checked_floor():
    checked, plain = exercise(FLOOR | {"checked": True}, mode="solo"), exercise(FLOOR, mode="solo")
    took = [estimated_seconds(each, mode="solo", length="short") for each in (checked, plain)]
    assert took[0] == took[1]


def test_changing_places_is_announced_and_takes_time():
    one, two = (
        estimated_seconds(exercise(FLOOR, each=each), mode="couple", length="short")
        for each in (False, True)
    )
    last_line, switch = 11 / 2.5, 5 / 2.5
    assert two == pytest.approx(last_line + 2 * (one - last_line) + switch)
