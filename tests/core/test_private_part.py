"""Out of a private part no way leads back, for the other one is in the room by then."""

import msgspec
import pytest

from tests.timetable import Room
from voice_coach.core.actions import ShowStep
from voice_coach.exercise.script import Exercise

ASK = {"kind": "ask", "say": "Yes or no?", "otherwise": "no"}
MADE = {
    "name": "trial",
    "title": "Trial",
    "level": "easy",
    "purpose": "Try.",
    "about": "Ours.",
    "minutes": {"short": 1},
    "couple": [
        {"part": "alone", "steps": [ASK | {"id": "may"}, ASK | {"id": "sure"}]},
        {"part": "door", "steps": [ASK | {"id": "door"}, ASK | {"id": "on"}]},
    ],
}


def steps(meaning: str, *, private: bool) -> list[str]:
    """Every step that comes, where two answers are given and then something is pressed, twice."""
    made = msgspec.convert(MADE, Exercise)
    alone = msgspec.structs.replace(made.couple[0], private=private)
    room = Room(msgspec.structs.replace(made, couple=(alone, made.couple[1])))
    for at, pressed in ((3, "YES"), (6, "YES"), (9, meaning), (12, meaning)):
        room.presses(at, pressed)
    room.run(14)
    return [each.step for each in room.given if isinstance(each, ShowStep)]


@pytest.mark.parametrize("meaning", ["BACK", "UNDO"])
def test_from_the_door_nobody_goes_back_into_it(meaning):
    after = steps(meaning, private=True)[2:]
    assert set(after) == {"door"}
    assert "sure" in steps(meaning, private=False)[2:]


def test_within_it_an_answer_can_be_taken_back():
    made = msgspec.convert(MADE, Exercise)
    alone = msgspec.structs.replace(made.couple[0], private=True)
    room = Room(msgspec.structs.replace(made, couple=(alone, made.couple[1])))
    room.presses(3, "YES")
    room.presses(6, "BACK")
    room.run(8)
    assert [each.step for each in room.given if isinstance(each, ShowStep)] == [
        "may",
        "sure",
        "may",
    ]
