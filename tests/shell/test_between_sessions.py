import datetime as dt

import pytest
from click.testing import CliRunner

from voice_coach.cli.main import main
from voice_coach.store.between import Between, keep_between, now_here, read_between

BREAK = ["yes", "yes", "yes", "time out", "yes"]


def run(arguments: str, lines: list[str] = ()) -> str:
    result = CliRunner().invoke(main, arguments.split(), input="\n".join(lines) + "\n")
    assert result.exit_code == 0, result.output
    return result.output


def test_a_cool_down_keeps_when_they_come_back_and_nothing_else(home):
    shown = run("run outside-stress --typed --names Ana,Ben", BREAK)
    assert "See you" in shown
    due = read_between(home).due_at(now_here())
    assert dt.timedelta(minutes=25) < due - now_here() <= dt.timedelta(minutes=30)
    assert [each.name for each in home.iterdir()] == ["between.json"]
    assert "Ana" not in (home / "between.json").read_text(encoding="utf-8")


def test_too_early_it_says_when(home):
    keep_between(home, Between().after_cool_down(now_here(), dt.timedelta(minutes=30)))
    shown = run("resume --typed")
    assert "See you" in shown
    assert "Welcome back" not in shown


def test_they_come_back_and_the_agreement_is_forgotten(home):
    keep_between(home, Between(calm=1).after_cool_down(now_here(), dt.timedelta(minutes=30)))
    answers = ["eight", "seven", "i'm done", "i'm done", "no"]
    shown = run("resume --now --typed --names Ana,Ben", answers)
    assert "Welcome back" in shown
    assert "Then let it rest" in shown
    assert read_between(home).coming_back is None


def test_when_somebody_is_not_calm_yet_the_agreement_stays(home):
    keep_between(home, Between().after_cool_down(now_here(), dt.timedelta(minutes=30)))
    shown = run("resume --now --typed", ["three"])
    assert "fifteen more minutes" in shown
    assert read_between(home).coming_back is not None


def test_the_second_break_of_a_day_is_its_end(home):
    keep_between(home, Between().after_cool_down(now_here(), dt.timedelta(minutes=30)))
    shown = run("run outside-stress --typed", BREAK)
    assert "Let's stop here for today" in shown
    assert "See you" not in shown


@pytest.mark.parametrize("ago", [dt.timedelta(hours=30), None])
def test_with_no_break_to_come_back_from_it_says_so(home, ago):
    if ago:
        keep_between(home, Between().after_cool_down(now_here() - ago, dt.timedelta(minutes=30)))
    result = CliRunner().invoke(main, ["resume"])
    assert result.exit_code == 2
    assert "no break" in result.stderr


def test_after_any_early_ending_each_of_them_alone_is_shown_help_and_contacts_once(home):
    run("run outside-stress --typed", ["yes", "stop"])
    alone = [run("run breathe-together --solo --typed", ["stop"]) for _ in range(3)]
    assert ["help-contacts" in shown for shown in alone] == [True, True, False]
