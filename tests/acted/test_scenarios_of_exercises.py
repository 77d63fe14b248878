"""Every exercise has a scenario in which sensible partners act it, with lines of their own."""

from importlib.resources import files

import numpy as np
import pytest

from voice_coach.acted.demo import planned, scenario_for
from voice_coach.acted.rehearsal import Rehearsal, WillingCouple
from voice_coach.acted.scenario import ActedPartners
from voice_coach.core.session import Session
from voice_coach.hearing.grammar import CommandPhrases
from voice_coach.store.script_files import ScriptFiles

NAMES = ScriptFiles().names()


class Acting(WillingCouple):
    """Goes through an exercise as its scenario answers."""

    def __init__(self, scenario, exercise) -> None:
        super().__init__(exercise)
        self._usual |= scenario.habits.answers


def acted(name: str) -> tuple[list[str], list[str]]:
    """What is said in its demo, and the lines its scenario has."""
    scenario = scenario_for(name)
    said: list[str] = []
    partners = ActedPartners(
        scenario,
        speak=lambda who, words: np.zeros(1, dtype=np.int16),
        recording=lambda path: np.zeros(1, dtype=np.int16),
        said=lambda at, who, words: said.append(words),
    )
    plan = planned(scenario, log=None)
    done = Rehearsal(
        Session(plan.settings), Acting(scenario, plan.exercise), observers=[partners]
    ).run()
    assert done.ending.reason in ("finished", "cool-down")
    lines = [piece for line in scenario.lines for piece in line.say if isinstance(piece, str)]
    return said, lines


@pytest.mark.parametrize("name", [each for each in NAMES if each != "mirror-dialogue"])
def test_nobody_says_a_placeholder_and_every_line_is_said(name):
    said, lines = acted(name)
    told = " ".join(said)
    for placeholder in ("about my day.", "something about your day", "the last thing I said"):
        assert placeholder not in told, [each for each in said if placeholder in each]
    assert [line for line in lines if line not in told] == []


@pytest.mark.parametrize("name", NAMES)
def test_no_line_of_a_floor_is_taken_for_a_command(name):
    commands = CommandPhrases.load()
    for line in scenario_for(name).lines:
        for words in line.say:
            if isinstance(words, str) and len(words.split()) > 3:
                assert commands.meaning_of_text(words, ["YIELD", "STOP", "PAUSE", "PASS"]) is None


def test_a_name_cut_short_has_the_scenario_of_the_whole_one(tmp_path):
    assert scenario_for("outside") == scenario_for("outside-stress")
    script = files("voice_coach") / "scripts" / "outside-stress.toml"
    own = tmp_path / "outside-stress.toml"
    own.write_text(script.read_text(encoding="utf-8").replace("Outside", "Our"), encoding="utf-8")
    assert scenario_for(str(own)).lines == ()


def test_there_are_as_many_as_exercises():
    assert all(scenario_for(name).lines or name == "breathe-together" for name in NAMES)
