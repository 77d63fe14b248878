"""Every way through an exercise is gone once, and what no way comes to is found."""

from typing import get_args

import msgspec
import pytest

from tests.couples import EXERCISES, LINES, settings
from voice_coach.acted.couples import PERSONAS
from voice_coach.acted.rehearsal import Rehearsal
from voice_coach.acted.ways import every_way
from voice_coach.core.session import Session
from voice_coach.core.settings import SessionSettings
from voice_coach.exercise.script import Did, Exercise

WARM = {"kind": "ask", "id": "warm", "say": "Near or far?", "answers": ["near", "far"]}
CALM = {"kind": "ask", "id": "calm", "say": "How calm?", "answers": ["0-10"], "otherwise": "7"}


def said(name: str, **more) -> dict:
    return {"kind": "say", "id": name, "say": "Well."} | more


def ways_of(*steps: dict, mode: str = "couple"):
    table = {
        **{"name": "trial", "title": "Trial", "level": "easy", "purpose": "Try."},
        **{"about": "Ours.", "minutes": {"short": 1}},
        mode: [{"part": "only", "steps": steps}],
    }
    made = SessionSettings(exercise=msgspec.convert(table, Exercise), lines=LINES, mode=mode)
    return every_way(made)


def answers(ways) -> list[dict[str, str]]:
    return [way.answers for way in ways.gone]


def test_each_answer_is_gone_once_and_a_usual_one_is_no_other_way():
    ways = ways_of(WARM | {"otherwise": "near"}, said("cold", when={"warm": "far"}), said("last"))
    assert answers(ways) == [{}, {"warm": "far"}]
    assert [len(way.steps) for way in ways.gone] == [2, 3]
    assert ways.never == ()


def test_of_numbers_one_of_each_kind_is_tried():
    ways = ways_of(
        CALM | {"on": {"0-3": "last"}}, said("more", when={"calm": "9-10"}), said("last")
    )
    assert answers(ways) == [{}, {"calm": "0"}, {"calm": "9"}]
    assert ways.never == ()


def test_a_question_behind_an_answer_is_asked_both_ways():
    again = WARM | {"id": "again", "when": {"warm": "far"}, "otherwise": "near"}
    ways = ways_of(WARM | {"otherwise": "near"}, again, said("cold", when={"again": "far"}))
    assert answers(ways) == [{}, {"warm": "far"}, {"warm": "far", "again": "far"}]
    assert ways.never == ()


def test_a_step_on_two_conditions_is_reached_by_meeting_both():
    other = WARM | {"id": "other", "otherwise": "near"}
    both = said("both", when={"warm": "far", "other": "far"})
    ways = ways_of(WARM | {"otherwise": "near"}, other, both)
    assert answers(ways)[-1] == {"warm": "far", "other": "far"}
    assert ways.never == ()


def test_an_answer_that_skips_is_tried_where_it_leads_somewhere():
    ways = ways_of(WARM | {"otherwise": "near", "on": {"pass": "last"}}, said("x"), said("last"))
    assert {"warm": "pass"} in answers(ways)


def test_what_no_way_comes_to_is_named():
    over = WARM | {"otherwise": "near", "on": {"near": "last", "far": "last"}}
    ways = ways_of(over, said("lost"), said("last"))
    assert ways.never == (("only", "lost"),)
    never = said("never", when={"calm": "2"})
    ways = ways_of(CALM | {"on": {"0-3": "end"}}, never)
    assert ways.never == (("only", "never"),)


@pytest.mark.parametrize("name", EXERCISES)
def test_every_step_of_one_of_the_projects_is_reached(name):
    exercise = EXERCISES[name]
    for mode in exercise.modes:
        for length in exercise.minutes:
            assert every_way(settings(exercise, mode, length)).never == ()


@pytest.mark.parametrize("persona", PERSONAS)
def test_with_every_persona_a_session_ends(persona):
    made = settings(EXERCISES["outside-stress"], "couple", "short")
    done = Rehearsal(Session(made), PERSONAS[persona](made.exercise)).run()
    assert (done.ending.reason == "early") == (persona in ("silent", "babbles", "walks-out"))


def test_what_is_done_with_a_practice_line_leads_every_way():
    """Each is done so that the session takes it for that: nothing is told of it beforehand."""
    leading = [did for did in get_args(Did) if did != "other"]
    line = said("line", voice="practice partner", say="You're late.")
    floor = {"kind": "floor", "id": "answer", "say": "And you?", "seconds": 20, "checked": True}
    ways = ways_of(
        line,
        floor | {"on": {did: did for did in leading}},
        said("otherwise", then="end"),
        *(said(did, then="end") for did in leading),
        mode="solo",
    )
    assert ways.never == ()
    reached = {way.answers.get("answer", "unheard"): way.steps[-1][1] for way in ways.gone}
    assert reached == {did: did for did in leading} | {"other": "otherwise"}


def test_notes_are_never_spoken():
    noted = {"notes": "Quince."}
    exercise = EXERCISES["outside-stress"]
    parts = [
        msgspec.structs.replace(
            part,
            **noted,
            steps=tuple(msgspec.structs.replace(each, **noted) for each in part.steps),
        )
        for part in exercise.couple
    ]
    exercise = msgspec.structs.replace(exercise, **noted, couple=tuple(parts))
    for persona in PERSONAS.values():
        done = Rehearsal(Session(settings(exercise, "couple", "short")), persona(exercise)).run()
        assert done.prompts
        assert not [prompt for prompt in done.prompts if "Quince" in prompt]
