"""Settings: flags win over them, and they win over defaults."""

import stat
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
from click.testing import CliRunner

from voice_coach.cli.main import main
from voice_coach.cli.options import LOUDEST, PACES, SLOWEST, VOLUMES
from voice_coach.cli.settings import WHAT_FOR
from voice_coach.screen.colours import Theme
from voice_coach.shell.doctor import settled
from voice_coach.store.between import Private
from voice_coach.store.settings_file import FILE, Settings, change_settings, read_settings

SAID = "yes\n" * 3


def run(*line: str, code: int = 0, typed: str = "stop\n") -> str:
    result = CliRunner().invoke(main, line, input=typed, catch_exceptions=False)
    assert result.exit_code == code, result.output
    return result.output


def test_what_is_set_holds_until_it_is_forgotten(home):
    assert "Ana" not in run("run", "outside-stress", "--typed", typed=SAID)
    run("settings", "set", "names", "Ana,Ben")
    assert "Ana, is now good for you?" in run("run", "outside-stress", "--typed", typed=SAID)
    assert "Kim, is now" in run("run", "outside-stress", "--typed", "--names", "Kim,Jo", typed=SAID)
    assert "Ana,Ben" in run("settings")
    assert run("settings", "forget", "names") == "Forgotten.\n"
    assert "Ana" not in run("run", "outside-stress", "--typed", typed=SAID)
    assert not (home / FILE).exists()


@pytest.mark.parametrize(
    ("asked", "pace", "volume"),
    [
        (("slower", "louder"), "136", "4.0"),
        (("faster", "quieter", "quieter"), "184", "-8.0"),
        (("slower", "faster"), "not set", "not set"),
    ],
)
def test_louder_and_slower_hold_for_the_next_session_where_that_is_settled(asked, pace, volume):
    typed = "\n".join([*asked, "stop", ""])
    run("run", "outside-stress", "--typed", typed=typed)
    assert "pace         not set" in run("settings")
    run("settings", "set", "remember", "yes")
    run("run", "outside-stress", "--typed", typed=typed)
    shown = run("settings")
    assert f"pace         {pace}" in shown
    assert f"volume       {volume}" in shown


def test_what_is_asked_for_again_and_again_stays_within_what_can_be_chosen():
    run("settings", "set", "remember", "yes")
    for _ in range(4):
        run("run", "outside-stress", "--typed", typed="slower\nlouder\nlouder\nlouder\nstop\n")
    shown = run("settings")
    assert f"pace         {SLOWEST}" in shown
    assert f"volume       {LOUDEST}" in shown


def test_both_are_told_where_one_settled_that_nothing_is_paused_by_itself():
    told = "It is settled that I don't pause a heated exchange by myself"
    run("settings", "set", "sensitivity", "off")
    assert told in run("run", "outside-stress", "--typed")
    assert told not in run("run", "outside-stress", "--typed", "--sensitivity", "standard")
    run("settings", "set", "sensitivity", "relaxed")
    assert told not in run("run", "outside-stress", "--typed")


@pytest.mark.parametrize("names", ["Ana,Ben", "Ana and Ben", "Ana & Ben", "Ana، Ben"])
def test_names_of_two_are_not_taken_for_one(names):
    run("settings", "set", "names", names)
    shown = run("run", "breathe-together", "--solo", "--typed")
    assert "Ana" not in shown
    assert "Ana, is now good for you?" in run("run", "outside-stress", "--typed", typed=SAID)
    run("settings", "set", "names", "Kim")
    assert "Kim" not in run("run", "outside-stress", "--typed", typed=SAID)


def test_a_length_is_taken_where_an_exercise_has_it(home):
    run("settings", "set", "length", "standard")
    assert run("run", "mood-word", "--typed")
    with_flag = run("run", "outside-stress", "--typed", "--length", "short", "--log", "a.jsonl")
    assert with_flag
    run("run", "outside-stress", "--typed", "--log", str(home / "b.jsonl"))
    assert '"length":"standard"' in (home / "b.jsonl").read_text(encoding="utf-8")
    run("run", "outside-stress", "--typed", "--length", "huge", code=2)


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


WRONG = [
    ("colour", "red", "no setting"),
    ("theme", "pink", "night, day"),
    ("tones", "organ", "soft, low, bell"),
    ("dark", "maybe", "neither yes nor no"),
    ("names", "A{b},C", "braces"),
    ("sensitivity", "very", "off, relaxed, standard, strict"),
    ("pace", "quick", "not a valid integer"),
    ("pace", "400", "range"),
    ("volume", "99", "range"),
    ("volume", "nan", "not a number"),
    ("pause", "9", "range"),
    ("pitch", "90", "range"),
    ("voice", "nobody-at-all", "There is no voice"),
]


@pytest.mark.parametrize(("name", "value", "told"), WRONG)
def test_what_could_not_be_taken_is_not_kept(name, value, told, home):
    assert told in run("settings", "set", name, value, code=2)
    assert not (home / FILE).exists()


VALUES = {
    **{"sensitivity": "off", "hear": "commands", "theme": "day", "dark": "no", "plain": "yes"},
    **{
        "names": "Ana,Ben",
        "voice": "en-gb-scotland",
        "pace": "150",
        "volume": "-3",
        "pause": "0.8",
        "pitch": "60",
    },
    "guided": "yes",
    "remember": "no",
    "tones": "bell",
}


def test_every_setting_can_be_set_read_and_taken_by_run(home):
    assert set(WHAT_FOR) == set(Settings.__struct_fields__)
    Path("short").mkdir()  # for `exercises`
    for name in WHAT_FOR:
        run("settings", "set", name, VALUES.get(name, "short"))
    chosen = read_settings(home, tell=pytest.fail).chosen
    assert len(chosen) == len(WHAT_FOR)
    assert stat.S_IMODE((home / FILE).stat().st_mode) == 0o600
    run("run", "outside-stress", "--typed")
    shown = run("settings")
    assert "Ana,Ben" in shown
    assert "not set" not in shown


def test_the_themes_are_those_there_are():
    told, _ = get_args(get_type_hints(Settings)["theme"])
    assert told == Theme


def test_any_text_is_kept_as_it_is(home):
    for text in ('quo"te', "back\\slash", "Zoë ♥", "a\tb", "[b]", "# no"):
        change_settings(home, tell=pytest.fail, microphone=text)
        assert read_settings(home, tell=pytest.fail).microphone == text


NO_GOOD = [
    *("names = [", "names = 3", "colour = 'red'", "theme = 'pink'"),
    *("pace = 9999", "volume = -70", "volume = nan", "volume = inf"),
]


@pytest.mark.parametrize("text", NO_GOOD)
def test_a_file_that_is_no_good_is_named_and_the_session_goes_on(text, home):
    home.mkdir()
    (home / FILE).write_text(text, encoding="utf-8")
    told: list[str] = []
    assert read_settings(home, tell=told.append) == Settings()
    assert str(home / FILE) in told[0]
    assert "Take your time" not in told[0]
    assert "[the session ended early]" in run("run", "outside-stress", "--typed")
    assert settled(home).verdict == "warn"


@pytest.mark.parametrize("text", NO_GOOD)
@pytest.mark.parametrize("line", ["set theme day", "forget theme"])
def test_a_file_that_is_no_good_is_set_aside_before_anything_is_written(line, text, home):
    home.mkdir()
    (home / FILE).write_text(text, encoding="utf-8")
    aside = home / "settings-set-aside-1.toml"
    assert str(aside) in run("settings", *line.split())
    assert aside.read_text(encoding="utf-8") == text
    assert read_settings(home, tell=pytest.fail).theme == ("day" if "set" in line else None)


def test_a_file_that_cannot_be_read_is_told_and_not_written_over(home):
    (home / FILE).mkdir(parents=True)
    told: list[str] = []
    assert read_settings(home, tell=told.append) == Settings()
    assert "cannot be read" in told[0]
    assert "Nothing was changed" in run("settings", "set", "theme", "day", code=8)
    assert (home / FILE).is_dir()


def test_the_ranges_are_those_of_the_options():
    hints = get_type_hints(Settings, include_extras=True)
    for name, options in (("pace", PACES), ("volume", VOLUMES)):
        [annotated, _] = get_args(hints[name])
        [allowed] = annotated.__metadata__
        assert (allowed.ge, allowed.le) == (options.min, options.max)


def test_the_doctor_tells_where_they_come_from(home):
    assert settled(home).told == "None: the defaults hold."
    change_settings(home, tell=pytest.fail, theme="day")
    assert settled(home).told == f"theme: from {home / FILE}."


def test_nothing_of_the_private_set_up_is_among_them():
    assert not set(Settings.__struct_fields__) & set(Private.__struct_fields__)


def test_a_pace_is_kept_as_a_number():
    assert CliRunner().invoke(main, ["settings", "set", "pace", "150"]).exit_code == 0
    shown = CliRunner().invoke(main, ["settings"]).output
    assert "pace         150" in shown
