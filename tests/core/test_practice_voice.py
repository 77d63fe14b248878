"""Whose voice says what: the practice partner's lines, and everything else."""

from typing import get_args

import msgspec
import pytest

from tests.timetable import Room
from voice_coach.core.actions import SayPrompt, ShowFloor
from voice_coach.core.events import MirrorJudged, SessionStarted, UtteranceHeard, VoiceRaised
from voice_coach.core.session import Session
from voice_coach.core.settings import SessionSettings
from voice_coach.exercise.meanings import Meaning
from voice_coach.exercise.script import Did, Exercise
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
    room.tells(MirrorJudged(at=samples(8), **{"act": "mirror", **judged}))
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
        ({"point": "missed"}, "practice_missed"),
        ({"point": "opposite"}, "practice_opposite"),
        ({"caught": True}, "practice_caught"),
        ({"whole": True}, "practice_whole"),
        ({"whole": True, "felt": True}, "practice_felt"),
        ({"act": "other", "slip": "advised"}, "practice_advised"),
        ({"act": "other", "slip": "defended", "point": "missed"}, "practice_defended"),
        ({"act": "other", "slip": "blamed"}, "practice_blamed"),
        ({"act": "unsure", "slip": "asked"}, "practice_asked"),
        ({"slip": "advised", "whole": True}, "practice_advised"),
        ({"whole": True, "caught": True}, "practice_whole"),
        ({"slip": "advised", "caught": True}, "practice_advised"),
        ({"slip": "advised", "point": "missed"}, "practice_missed"),
        ({"act": "other", "slip": "advised", "point": "opposite"}, "practice_opposite"),
    ],
)
def test_a_practised_mirror_is_told_what_came_back(judged, feedback):
    assert getattr(ScriptFiles().lines(), feedback) in fed_back(**judged)


@pytest.mark.parametrize("point", ["missed", "opposite"])
def test_what_was_caught_is_told_before_what_was_not(point):
    lines = ScriptFiles().lines()
    told = f"{lines.practice_caught} {getattr(lines, f'practice_{point}')}"
    assert told in fed_back(point=point, caught=True)


def test_of_a_practised_mirror_that_could_not_be_judged_nothing_is_told():
    told = fed_back()
    assert not {each for each in told if each.startswith(("You caught", "You said all", "I may"))}


def test_asked_to_say_it_again_it_is_the_line_that_is_to_be_mirrored():
    room = Room(EXERCISE, mode="solo", length="short")
    room.presses(8, Meaning.REPEAT)
    room.run(9)
    again = room.latest(SayPrompt)
    assert (again.text, again.voice) == ("I felt left alone.", "practice partner")


# --- Where it leads -----------------------------------------------------------------------------

DIDS = [did for did in get_args(Did) if did != "other"]
BRANCHING = msgspec.convert(
    {
        **msgspec.to_builtins(EXERCISE),
        "solo": [
            {
                "part": "only",
                "steps": [
                    {
                        "kind": "say",
                        "id": "line",
                        "say": "You are never here.",
                        "voice": "practice partner",
                    },
                    {
                        "kind": "floor",
                        "id": "answer",
                        "say": "Your turn.",
                        "seconds": 20,
                        "checked": True,
                        "on": {did: did for did in DIDS},
                    },
                    {"kind": "say", "id": "otherwise", "say": "Other.", "then": "end"},
                    *(
                        {"kind": "say", "id": did, "say": f"Now {did}.", "then": "end"}
                        for did in DIDS
                    ),
                ],
            }
        ],
    },
    Exercise,
)


def led_to(*events, talks: bool = True) -> str:
    """What the partner says after a floor on which this happened."""
    room = Room(BRANCHING, mode="solo", length="short")
    if talks:
        room.talks(6, 2)
        room.presses(9.5, Meaning.YIELD)
    for event in events:
        room.tells(event)
    room.run(60)
    return next(text for _, text in room.prompts() if text.startswith(("Now", "Other")))


@pytest.mark.parametrize(
    ("judged", "did"),
    [
        ({"act": "mirror", "whole": True}, "Now mirrored."),
        ({"act": "unsure", "whole": True}, "Now mirrored."),
        ({"act": "mirror", "point": "missed"}, "Now partly."),
        ({"act": "unsure", "point": "missed"}, "Now partly."),
        ({"act": "other", "point": "opposite", "slip": "blamed"}, "Now opposite."),
        ({"act": "other", "slip": "advised"}, "Now advised."),
        ({"act": "unsure", "slip": "defended", "point": "missed"}, "Now defended."),
        ({"act": "other", "slip": "blamed"}, "Now blamed."),
        ({"act": "other", "slip": "asked"}, "Now asked."),
        ({"act": "mirror", "slip": "asked"}, "Now mirrored."),
        ({"act": "other", "point": "missed"}, "Other."),
        ({"act": "unsure"}, "Now unheard."),
    ],
)
def test_what_was_done_with_a_line_leads_on(judged, did):
    assert led_to(MirrorJudged(at=samples(9), **judged)) == did


def test_where_the_partner_answers_the_coach_says_nothing_of_it():
    for feedback in (True, False):
        script = msgspec.to_builtins(EXERCISE)
        script["solo"][0]["steps"][2]["feedback"] = feedback
        room = Room(msgspec.convert(script, Exercise), mode="solo", length="short")
        room.tells(MirrorJudged(at=samples(8), act="mirror", whole=True))
        room.presses(9, Meaning.YIELD)
        room.run(12)
        said = ScriptFiles().lines().practice_whole in [text for _, text in room.prompts()]
        assert said is feedback


def test_where_it_leads_on_an_argument_is_not_stopped():
    mirror_first = ScriptFiles().lines().reflect
    for script, reminded in ((EXERCISE, True), (BRANCHING, False)):
        room = Room(script, mode="solo", length="short")
        room.talks(6, 1)
        room.tells(MirrorJudged(at=samples(8), act="other", slip="defended"))
        room.run(12)
        heard = [text for _, text in room.prompts()]
        assert any(text.endswith(mirror_first.partition(", ")[2]) for text in heard) is reminded


def test_where_no_words_are_heard_nobody_is_judged():
    assert led_to() == "Now unheard."


def test_silence_and_a_raised_voice_come_before_words():
    whole = MirrorJudged(at=samples(9), act="mirror", whole=True)
    loud = VoiceRaised(at=samples(7.5), decibels=12.0, lasting=samples(1))
    assert led_to(talks=False) == "Now silent."
    assert led_to(loud, whole) == "Now raised."


def test_a_skipped_line_leads_to_none_of_them():
    room = Room(BRANCHING, mode="solo", length="short")
    room.presses(7, Meaning.PASS)
    room.run(12)
    assert [text for _, text in room.prompts()][-2:-1] != ["Now silent."]
    assert "Other." in [text for _, text in room.prompts()]


# --- Something lighter --------------------------------------------------------------------------


def lightened(lighter: str) -> tuple[str, int]:
    """What is said once something lighter was asked for, and how long the floor after it is."""
    script = msgspec.to_builtins(EXERCISE)
    line, after, floor = script["solo"][0]["steps"]
    floor |= {"then": "own"}
    own = {"kind": "floor", "id": "own", "say": "And you?", "seconds": 100}
    script["solo"][0]["steps"] = [line | {"lighter": lighter}, after, floor, own]
    room = Room(msgspec.convert(script, Exercise), mode="solo", length="short")
    room.presses(1, Meaning.LIGHTER)
    room.presses(12, Meaning.PASS)
    room.run(18)
    return room.prompts()[2][1], room.latest(ShowFloor).samples


def test_something_lighter_leads_to_the_step_named_for_it_and_shortens_nothing():
    assert lightened("mirror") == ("Say it back.", samples(100))


def test_where_none_is_named_the_step_is_skipped_and_the_rest_is_shorter():
    assert lightened("next") == ("That was a made-up line.", samples(60))
