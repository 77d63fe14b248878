"""Whose voice says what: the practice partner's lines, and everything else."""

import msgspec

from voice_coach.core.actions import SayPrompt
from voice_coach.core.events import SessionStarted, UtteranceHeard
from voice_coach.core.session import Session
from voice_coach.core.settings import SessionSettings
from voice_coach.exercise.meanings import Meaning
from voice_coach.exercise.script import Exercise
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
                ],
            }
        ],
    },
    Exercise,
)


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
