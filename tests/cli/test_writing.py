"""Writing an exercise: the guide, its examples, and the commands it names."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.couples import EXERCISES, LINES, SCRIPTS, session
from tests.exercise.test_broken_scripts import GOOD
from voice_coach.acted.rehearsal import Rehearsal, WillingCouple
from voice_coach.cli.main import main
from voice_coach.cli.schema import KIND
from voice_coach.exercise.script import MAX_PROMPT_WORDS
from voice_coach.signal.units import samples
from voice_coach.store.decks import deck_names
from voice_coach.store.script_files import NOT_EXERCISES

ROOT = Path(__file__).parent.parent.parent
GUIDE = (ROOT / "docs" / "writing-exercises.md").read_text(encoding="utf-8")
CODE = re.compile(r"`([^`\n]+)`|^ *(\w+) = |^ *\[(\w+)\]", re.M)
"""Code inside a line, and the keys of code blocks."""

EXAMPLES = sorted((ROOT / "examples").glob("*.toml"))


LONG = """
name = "odd"
title = "Odd"
level = "easy"
purpose = "Be quiet."
about = "x"
minutes = {short = 180}
cap_minutes = 180
[[solo]]
part = "one"
"""


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


def test_the_schema_says_what_every_field_is_for():
    told = [
        field["description"]
        for shape in json.loads(run("check", "--schema"))["$defs"].values()
        for field in shape["properties"].values()
    ]
    assert len(told) > 74
    assert all(len(each) > 8 and each[0].isupper() for each in told)
    assert told.count(KIND) == 5  # the kinds of step


def test_what_is_close_to_a_bound_is_a_hint_and_fine(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(GOOD.replace("and you?", "and you? " * 16), encoding="utf-8")
    told = run("check", str(path))
    assert "mine.toml: fine" in told
    assert "  Part talk, step more, say: 33 words of 35." in told


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
    assert "Sunday Tea" in run("show", "sunday-tea")  # found here by its name alone
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
    told = run("rehearse", "breathe-together", "--solo", "--quiet").splitlines()
    assert [line for line in told if "words in one go" not in line] == told[:1]


def test_another_answer_is_rehearsed():
    told = run("rehearse", "outside-stress", "--answer", "ideas=ideas")
    assert "(heard: ideas)" in told
    assert "(heard: ears)" not in told
    assert "(heard: no)" in run("rehearse", "outside-stress", "--answer", "good-time=no")


def test_one_who_walks_out_is_rehearsed():
    told = run("rehearse", "outside-stress", "--persona", "walks-out")
    assert "(heard: leaving)" in told
    assert LINES.still_here in told
    assert "[the session ended early]" in told


def test_every_way_is_rehearsed_and_tells_time_and_shares():
    told = run("rehearse", "outside-stress", "--all")
    assert re.search(
        r"^  ideas=ideas: \d\.\d minutes, the coach \d\d%, floors Ana (\d+) s, Ben \1 s", told, re.M
    )
    assert re.search(r"^  good-time=no: .* ends early$", told, re.M)
    assert told.count("Every step was reached.") == 2  # in both lengths
    assert run("rehearse", "outside-stress", "--all", "--length", "short").count("reached") == 1


def test_a_step_that_is_never_reached_is_named(tmp_path):
    lost = GOOD.replace(
        'otherwise = "yes"', 'otherwise = "yes"\non = { yes = "more", no = "more" }'
    )
    (tmp_path / "mine.toml").write_text(lost, encoding="utf-8")
    # Its time no longer is what it says, which is another matter.
    text = lost.replace("short = 3\nlong = 5", "short = 1\nlong = 1")
    (tmp_path / "mine.toml").write_text(text.replace("20, long = 60", "20, long = 20"))
    told = run("rehearse", str(tmp_path / "mine.toml"), "--all")
    assert "Never reached: part talk, step tell." in told


def test_long_prompts_are_named_once_each():
    told = run("rehearse", "outside-stress", "--quiet").splitlines()
    assert told[1:]
    for line in told[1:]:
        count, text = re.fullmatch(r"  (\d+) words in one go, aim for 20: (.*)", line).groups()
        assert int(count) == len(text.split()) > 20
    assert len(set(told)) == len(told)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["outside-stress", "--answer", "idea=ears"], 'Choose "ideas"'),
        (["outside-stress", "--answer", "ideas=eers"], 'Choose "ears"'),
        ([str(ROOT / "examples/three-good-things.toml"), "--answer", "a=b"], "asks nothing"),
        (["outside-stress", "--persona", "shouts"], "Choose from: willing, silent"),
        (["outside-stress", "--persona", "silent", "--all"], "go one by one"),
        (["long-talk", "--length", "endless"], "Choose from: short, standard, long"),
        (["nothing-like-it"], "no exercise called"),
    ],
)
def test_a_rehearsal_that_cannot_be(arguments, told):
    assert told in run("rehearse", *arguments, code=2)


def test_the_longest_there_can_be_is_rehearsed_to_its_end(tmp_path):
    quiet = "[[solo.steps]]\nkind = 'quiet'\nid = 'quiet-{}'\nsay = 'Quiet.'\nseconds = 3600\n"
    script = tmp_path / "odd.toml"
    script.write_text(LONG + quiet.format(1) + quiet.format(2) + quiet.format(3))
    assert "fine" in run("check", str(script))
    assert "minutes (its file says 180)" in run("rehearse", str(script), "--solo")


def test_all_that_comes_with_the_project_is_checked_when_no_file_is_named():
    told = run("check").splitlines()
    assert [line.partition(":")[0] for line in told] == list(EXERCISES)
    assert all("fine" in line for line in told)


def test_every_file_among_the_scripts_can_be_checked():
    scripts = sorted((ROOT / "voice_coach" / "scripts").glob("*.toml"))
    shared = len(NOT_EXERCISES)
    fine = run("check", *map(str, scripts)).count(": fine (")
    assert fine == len(scripts) == len(EXERCISES) + shared


def test_show_writes_a_picture_and_a_page(tmp_path):
    picture, page = tmp_path / "ways.svg", tmp_path / "page.md"
    for _ in range(2):  # what was written before is made anew
        told = run("show", "real-apology", "--picture", str(picture), "--sheet", str(page))
        assert told == f"Wrote {picture}.\nWrote {page}.\n"
    assert picture.read_text(encoding="utf-8").startswith("<svg ")
    assert "# Real Apology" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("option", "theirs"),
    [
        ("--picture", '<svg xmlns="http://www.w3.org/2000/svg">\n</svg>\n'),
        ("--sheet", "<!-- A -->"),
    ],
)
def test_neither_takes_the_place_of_one_by_somebody_else(option, theirs, tmp_path):
    (tmp_path / "theirs").write_text(theirs, encoding="utf-8")
    assert "something else" in run("show", "mood-word", option, str(tmp_path / "theirs"), code=2)
    assert (tmp_path / "theirs").read_text(encoding="utf-8") == theirs


@pytest.mark.parametrize("option", ["--picture", "--sheet"])
def test_nothing_is_drawn_into_a_device(option):
    assert "something else" in run("show", "mood-word", option, "/dev/full", code=2)


@pytest.mark.parametrize("option", ["--picture", "--sheet"])
def test_a_picture_or_a_page_takes_no_place_of_something_else(option, tmp_path):
    (tmp_path / "precious").write_text("precious", encoding="utf-8")
    told = run("show", "real-apology", option, str(tmp_path / "precious"), code=2)
    assert "something else" in told
    assert (tmp_path / "precious").read_text(encoding="utf-8") == "precious"
    gone = str(tmp_path / "gone" / "file")
    assert "cannot be written" in run("show", "real-apology", option, gone, code=2)


def test_show_draws_the_diagram():
    assert run("show", "real-apology", "--diagram").startswith("flowchart TD")
