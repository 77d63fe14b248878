"""What other programs build on: the names of `voice_coach`, their types, and the example."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import voice_coach
from tests.checker import revealed
from tests.cli.test_startup import HEAVY

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "core_only.py"


def run(code: str, *arguments: str, typed: str = "") -> str:
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        input=typed,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


@pytest.mark.parametrize("name", voice_coach.__all__)
def test_every_public_name_is_there(name):
    assert getattr(voice_coach, name)


def test_a_type_checker_sees_the_names_that_there_are():
    tree = ast.parse(Path(voice_coach.__file__).read_text(encoding="utf-8"))
    (block,) = [each for each in tree.body if isinstance(each, ast.If) if not each.orelse][:1]
    told = {
        name.name
        for each in ast.walk(block)
        if isinstance(each, ast.ImportFrom)
        for name in each.names
    }
    assert told | {"__version__"} == set(voice_coach.__all__)


def test_what_is_not_there_is_an_error():
    with pytest.raises(AttributeError, match="no attribute 'Sessions'"):
        _ = voice_coach.Sessions


def test_the_package_itself_loads_nothing():
    heavy = {*HEAVY, "msgspec", "voice_coach.core", "voice_coach.listening", "click"}
    code = f"import sys, voice_coach; print(sorted({heavy!r} & set(sys.modules)))"
    assert run(code).strip() == "[]"


def test_a_program_that_uses_it_is_type_checked(tmp_path):
    found = revealed(tmp_path, python=sys.executable)
    assert found == {
        "session": "voice_coach.core.session.Session",
        "load": "def (name: str) -> voice_coach.exercise.script.Exercise",
        "heat": "def (text: str) -> voice_coach.listening.heat.HeatScore",
    }


# --- The example ------------------------------------------------------------------------------

WATCHED = """
import runpy, sys
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
print(*sorted(set({heavy!r}) & set(sys.modules)))
"""


def example(*arguments: str, typed: str) -> tuple[list[str], str]:
    """What it prints, and what it loaded of what is heavy."""
    *lines, loaded = run(
        WATCHED.format(heavy=HEAVY), str(EXAMPLE), *arguments, typed=typed
    ).splitlines()
    return lines, loaded


def test_the_example_is_short():
    assert len(EXAMPLE.read_text(encoding="utf-8").splitlines()) < 60


def test_the_example_leads_a_whole_session_without_ears_or_voice():
    lines, loaded = example(typed="yes\nyes\nears\n" + "done\nyes\n\n" * 60)
    assert loaded == "transitions"
    assert lines[-1] == "finished"
    assert re.match(r" +0\.0  Hello\.", lines[0])
    moments = [float(line.split()[0]) for line in lines[:-1]]
    assert moments == sorted(moments)
    assert sum("Ana, something from outside" in line for line in lines) == 1
    assert sum("Ben, something from outside" in line for line in lines) == 1


def test_the_example_ends_early_when_nobody_types_on():
    lines, _ = example("breathe-together", typed="")
    assert lines[-1] == "early"
