"""What people say is shown only if both said yes, on floors alone, and goes with them."""

import msgspec
import pytest

from tests.plans import TWO_TURNS, ana_and_ben
from tests.screen.pictures import drawn
from tests.screen.states import floor, viewer
from voice_coach.core.events import ClockAdvanced
from voice_coach.edge.typed_lines import PipedLines
from voice_coach.exercise.script_check import problems
from voice_coach.screen.layout import laid_out
from voice_coach.shell.captions import AGREED, Captions, with_question
from voice_coach.shell.compose import in_room
from voice_coach.shell.replay import replay
from voice_coach.shell.understanding import Understanding
from voice_coach.store.contacts import load_contacts
from voice_coach.store.script_files import ScriptFiles

WALK = "the walk by the river was good"
DANGER = "he hit me yesterday and i am scared of him"


@pytest.fixture
def captioned(tmp_path):
    """Leads two turns, and tells every caption that was shown and taken away."""

    def lead(*said: str, asked: bool = True, log=None) -> list[str]:
        plan = ana_and_ben(TWO_TURNS, log=log)
        if asked:
            plan = msgspec.structs.replace(plan, settings=with_question(plan.settings))
        shown: list[str] = []
        understanding = Understanding(
            names=plan.names,
            solo=False,
            lines=plan.settings.lines,
            place=load_contacts(tmp_path).place("GB"),
            show=lambda line: None,
        )
        captions = Captions(shown.append)
        understanding.heard = captions.heard
        in_room(
            plan,
            [PipedLines(said)],
            voice=None,
            ears=None,
            understanding=understanding,
            observers=[captions],
        )
        return shown

    return lead


TALK = (WALK, "I'm done", "mine was long", "I'm done")


def test_if_both_say_yes_what_is_said_is_shown_until_the_floor_is_over(captioned):
    shown = captioned("yes", "yes", *TALK)
    assert [each for each in shown if each] == [WALK, "mine was long"]
    assert shown[shown.index(WALK) + 1] == ""
    assert shown[-1] == ""


@pytest.mark.parametrize("answers", [["no"], ["yes", "no"]])
def test_if_one_says_no_nothing_ever_is(captioned, answers):
    assert captioned(*answers, *TALK) == []


def test_unless_it_was_asked_for_nobody_is_asked_and_nothing_shown(captioned):
    assert captioned(*TALK, asked=False) == []


@pytest.mark.parametrize("said", [DANGER, "can we pause, please"])
def test_a_sign_of_danger_and_a_command_are_never_shown(captioned, said):
    assert said not in captioned("yes", "yes", said)


def test_a_pause_takes_it_away(captioned):
    shown = captioned("yes", "yes", WALK, "pause", "stop")
    assert shown[shown.index(WALK) + 1 :] == [""] * len(shown[shown.index(WALK) + 1 :])
    assert shown[-1] == ""


def test_the_log_holds_no_word_of_it_and_replays(captioned, tmp_path):
    log = tmp_path / "session.jsonl"
    captioned("yes", "yes", *TALK, log=log)
    assert "river" not in log.read_text(encoding="utf-8")
    assert not replay(log, block_samples=1600).cut_short


@pytest.mark.parametrize("mode", ["couple", "solo"])
def test_in_every_exercise_the_question_makes_a_good_script(mode):
    for exercise in ScriptFiles().all():
        if mode not in exercise.modes:
            continue
        settings = msgspec.structs.replace(ana_and_ben(exercise).settings, mode=mode)
        asked = with_question(settings).exercise
        assert [each for each in problems(asked) if "minutes" not in each.path] == []
        steps = [step.id for part in getattr(exercise, mode) for step in part.steps]
        assert AGREED not in steps


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40), (200, 60)], ids=str)
def test_it_is_seen_on_a_floor_and_nowhere_else(size):
    watching = viewer()
    watching.noticed(ClockAdvanced(at=0), floor("a", 0, 60))
    assert watching.view.caption is None
    watching.caption("")
    room, rows = watching.view, size[1]
    watching.caption("mine")
    assert watching.view.caption == "mine"
    before, after = laid_out(room, *size), laid_out(watching.view, *size)
    assert before == after  # nothing jumps when somebody speaks
    assert rows > after.caption >= 2
    [empty, seen] = drawn([room, watching.view], size)
    assert empty != seen
    watching.noticed(ClockAdvanced(at=9), floor(None, 9, 0))
    assert watching.view.caption is None
