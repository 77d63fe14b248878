"""Writing an exercise: the guide, its examples, and the commands it names."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.couples import EXERCISES, LINES, SCRIPTS, session
from voice_coach.acted.rehearsal import Rehearsal, WillingCouple
from voice_coach.cli.main import main
from voice_coach.exercise.script import MAX_PROMPT_WORDS
from voice_coach.signal.units import samples
from voice_coach.store.script_files import NOT_EXERCISES, deck_names

ROOT = Path(__file__).parent.parent.parent
GUIDE = (ROOT / "docs" / "writing-exercises.md").read_text(encoding="utf-8")
CODE = re.compile(r"`([^`\n]+)`|^ *(\w+) = |^ *\[(\w+)\]", re.M)
"""Code inside a line, and the keys of code blocks."""

EXAMPLES = sorted((ROOT / "examples").glob("*.toml"))


def run(*arguments: str, code: int = 0) -> str:
    result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert result.exit_code == code, result.output
    return result.output


def lead_to_its_end(path: Path) -> None:
    exercise = SCRIPTS.load_file(path)
    for mode in exercise.modes:
        for length, minutes in exercise.minutes.items():
            done = Rehearsal(session(exercise, mode, length), WillingCouple(exercise)).run()
            assert done.ending.reason == "finished"
            assert done.ending.at == pytest.approx(samples(minutes * 60), rel=0.2)
            assert max(len(prompt.split()) for prompt in done.prompts) <= MAX_PROMPT_WORDS


def test_the_worked_example_of_the_guide_is_an_exercise(tmp_path):
    [block] = re.findall(r"^```toml\n(.*?)^```", GUIDE, re.M | re.S)
    path = tmp_path / "small-worry.toml"
    path.write_text(block, encoding="utf-8")
    assert "fine" in run("check", str(path))
    lead_to_its_end(path)


def test_the_guide_names_every_block_deck_and_kind_of_line():
    for name in (*SCRIPTS.blocks, *deck_names()):
        assert f"`{name}`" in GUIDE, name
    code = "\n".join("".join(found) for found in CODE.findall(GUIDE))
    schema = json.loads(run("check", "--schema"))["$defs"]
    for shape in ("Exercise", "Part", "FloorStep", "Ask", "Breathe", "Quiet", "Say"):
        for key in schema[shape]["properties"]:
            assert re.search(rf"\b{key}\b", code), (shape, key)


def test_the_guide_names_only_commands_there_are():
    for name in set(re.findall(r"voice-coach (\w[\w-]*)", GUIDE)):
        assert run(name, "--help")


def test_there_are_three_examples():
    assert len(EXAMPLES) == 3


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_is_short_checked_and_comes_to_its_end(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) < 40
    assert "fine" in run("check", str(path))
    lead_to_its_end(path)


def test_a_new_exercise_is_whole_from_the_beginning(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert "Wrote sunday-tea.toml" in run("new", "sunday-tea")
    assert "fine" in run("check", "sunday-tea.toml")
    lead_to_its_end(tmp_path / "sunday-tea.toml")


def test_a_new_exercise_never_takes_the_place_of_another(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.toml").write_text("precious", encoding="utf-8")
    assert "mine.toml already exists." in run("new", "mine.toml", code=2)
    assert (tmp_path / "mine.toml").read_text(encoding="utf-8") == "precious"


@pytest.mark.parametrize("name", ["Sunday Tea", "../tea", "", "tea--time"])
def test_a_name_that_cannot_be(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert "cannot be the name of an exercise" in run("new", name, code=2)
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_written(tmp_path, monkeypatch):
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert "cannot be written" in run("new", "tea", code=2)


def test_a_rehearsal_shows_every_step_and_how_the_time_is_shared():
    told = run("rehearse", "outside-stress")
    for step in ("welcome", "ideas", "tell", "hardest", "this-evening", "heard-first"):
        assert f"/ {step} " in told
    assert LINES.finished in told
    assert re.search(r"minutes \(its file says 8\)\. The coach talks for \d\d% of that", told)
    assert re.search(r"Floors: Ana (\d+) s, Ben \1 s\.", told)


def test_a_quiet_rehearsal_tells_only_how_it_went():
    assert len(run("rehearse", "breathe-together", "--solo", "--quiet").splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["long-talk", "--length", "endless"], "Choose from: short, standard, long"),
        (["nothing-like-it"], "no exercise called"),
    ],
)
def test_a_rehearsal_that_cannot_be(arguments, told):
    assert told in run("rehearse", *arguments, code=2)


def test_all_that_comes_with_the_project_is_checked_when_no_file_is_named():
    told = run("check").splitlines()
    assert [line.partition(":")[0] for line in told] == list(EXERCISES)
    assert all("fine" in line for line in told)


def test_every_file_among_the_scripts_can_be_checked():
    scripts = sorted((ROOT / "voice_coach" / "scripts").glob("*.toml"))
    shared = len(NOT_EXERCISES)
    fine = run("check", *map(str, scripts)).count(": fine (")
    assert fine == len(scripts) == len(EXERCISES) + shared


def test_show_draws_the_diagram():
    assert run("show", "real-apology", "--diagram").startswith("flowchart TD")
