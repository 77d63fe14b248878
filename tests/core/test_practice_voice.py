"""Whose voice says what: the practice partner's lines, and everything else."""

import msgspec
import pytest

from tests.timetable import Room
from voice_coach.core.actions import SayPrompt
from voice_coach.core.events import MirrorJudged, SessionStarted, UtteranceHeard
from voice_coach.core.session import Session
from voice_coach.core.settings import SessionSettings
from voice_coach.exercise.meanings import Meaning
from voice_coach.exercise.script import Exercise
from voice_coach.signal.units import samples
from voice_coach.store.script_files import ScriptFiles

EXERCISE = msgspec.convert(
    {
        "name": "trial",
        "title": "Trial",
        "level": "easy",
        "purpose": "Try.",
        "about": "Ours.",
        "minutes": {"short": 1},
        "solo": [
            {
                "part": "only",
                "steps": [
                    {
                        "kind": "say",
                        "id": "line",
                        "say": "I felt left alone.",
                        "voice": "practice partner",
                    },
                    {"kind": "say", "id": "after", "say": "That was a made-up line."},
                    {
                        "kind": "floor",
                        "id": "mirror",
                        "say": "Say it back.",
                        "seconds": 20,
                        "checked": True,
                    },
                ],
            }
        ],
    },
    Exercise,
)


def fed_back(**judged) -> list[str]:
    """What is said of a mirror that was judged, from the line on."""
    room = Room(EXERCISE, mode="solo", length="short")
    room.tells(MirrorJudged(at=samples(8), act="mirror", **judged))
    room.presses(9, Meaning.YIELD)
    room.run(12)
    return [text for at, text in room.prompts() if at >= 8]


def said(*meanings: Meaning) -> list[tuple[str, str]]:
    session = Session(SessionSettings(exercise=EXERCISE, lines=ScriptFiles().lines(), mode="solo"))
    actions = session.receive(SessionStarted(at=0))
    for at, meaning in enumerate(meanings, start=1):
        actions += session.receive(UtteranceHeard(at=at, meaning=meaning))
    return [(each.voice, each.text) for each in actions if isinstance(each, SayPrompt)]


def test_a_practice_line_is_said_in_the_other_voice_and_so_is_its_repetition():
    line = ("practice partner", "I felt left alone.")
    assert said(Meaning.REPEAT) == [line, line]


def test_what_comes_after_it_is_the_coach_again():
    assert said(Meaning.PASS)[-1] == ("coach", "That was a made-up line.")


def test_the_coach_itself_says_the_last_line():
    assert said(Meaning.STOP)[-1][0] == "coach"


@pytest.mark.parametrize(
    ("judged", "feedback"),
    [
        ({"point": "missed"}, "practice_partly"),
        ({"point": "opposite"}, "practice_opposite"),
        ({"whole": True}, "practice_whole"),
    ],
)
def test_a_practised_mirror_is_told_what_came_back(judged, feedback):
    assert fed_back(**judged)[0] == getattr(ScriptFiles().lines(), feedback)


def test_of_a_practised_mirror_that_could_not_be_judged_nothing_is_told():
    told = fed_back()
    assert not {each for each in told if each.startswith(("You gave", "I may", "All of it"))}


def test_asked_to_say_it_again_it_is_the_line_that_is_to_be_mirrored():
    room = Room(EXERCISE, mode="solo", length="short")
    room.presses(8, Meaning.REPEAT)
    room.run(9)
    again = room.latest(SayPrompt)
    assert (again.text, again.voice) == ("I felt left alone.", "practice partner")
