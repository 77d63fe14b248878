"""`voice-coach list`, and the names it shows."""

import json

import pytest
from click.testing import CliRunner

from tests.pseudo_terminal import OnTerminal
from tests.store.state import kept
from voice_coach.cli.main import COMMANDS, GROUPS, main
from voice_coach.errors import UsageError
from voice_coach.store.between import BOTH, Between
from voice_coach.store.script_files import ScriptFiles


def listed(*options: str) -> str:
    result = CliRunner().invoke(main, ["list", *options], catch_exceptions=False)
    assert result.exit_code == 0
    return result.output


def names(*options: str) -> set[str]:
    return {each["name"] for each in json.loads(listed(*options, "--json"))}


def test_every_command_is_in_one_group():
    grouped = [name for group in GROUPS.values() for name in group]
    assert sorted(grouped) == sorted(COMMANDS)


def test_what_is_asked_for_is_listed():
    everything = names()
    assert "mirror-dialogue" in everything
    alone = names("--solo")
    assert "friendly-observer" in alone
    assert "come-back" not in alone
    short = names("--minutes", "3")
    assert {"mood-word", "breathe-together"} <= short < everything
    assert names("--level", "deep") & names("--level", "easy") == set()
    assert names("--solo", "--minutes", "3") == alone & short


def test_where_nothing_fits_it_says_so():
    assert "no such exercise" in listed("--level", "deep", "--minutes", "1")


@pytest.mark.parametrize("columns", ["30", "60", "80", "200"])
def test_no_word_is_broken_and_no_line_is_too_long(columns, monkeypatch):
    monkeypatch.setenv("COLUMNS", columns)
    purposes = " ".join(each.purpose for each in ScriptFiles().all()).split()
    words = listed().split()
    assert not set(purposes) - set(words)
    lines = listed().splitlines()
    told = [line for line in lines if line.startswith("    ")]
    assert max(map(len, told)) < int(columns)


def test_what_is_closed_says_so_and_what_opens_it(home):
    assert listed().count("(not open yet)") == 2
    assert "once each of you has taken" in " ".join(listed().split())
    assert "answered every question" not in listed()
    between = Between(calm=9)
    for who in BOTH:
        between = between.after_setup(who=who, answers="fine")
    kept(home, between)
    assert "not open yet" not in listed()


def test_alone_nothing_is_closed():
    assert "not open" not in listed("--solo")


def test_a_name_may_be_cut_short():
    assert ScriptFiles().load("outside").name == "outside-stress"
    with pytest.raises(UsageError, match="gentle-opening or gentle-touch"):
        ScriptFiles().load("gentle")
    with pytest.raises(UsageError, match="no exercise"):
        ScriptFiles().load("")


def test_a_whole_name_is_never_taken_for_the_beginning_of_another():
    for name in ScriptFiles().names():
        assert ScriptFiles().load(name).name == name


@pytest.mark.parametrize("command", ["run", "show", "demo", "rehearse"])
def test_a_shell_can_complete_names(command):
    asked = {"COMP_WORDS": f"voice-coach {command} mirror", "COMP_CWORD": "2"}
    environment = {**asked, "_VOICE_COACH_COMPLETE": "bash_complete"}
    told = CliRunner().invoke(main, prog_name="voice-coach", env=environment).output
    assert "mirror-dialogue" in told
    assert "mirror-practice" in told
    assert "outside" not in told


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)],
    ids=str,
)
@pytest.mark.parametrize("command", ["list", "--help"])
def test_names_stand_out_where_there_is_a_terminal_for_it(command, environment, coloured, tmp_path):
    program = OnTerminal(command, home=tmp_path, environment=environment)
    assert program.over() == 0
    assert ("\x1b[1m" in program.shown) == coloured
    assert "\uf8f0" not in program.shown
    assert "\uf8f0" not in listed()
    assert "\x1b" not in listed()
