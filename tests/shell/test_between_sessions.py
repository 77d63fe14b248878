import datetime as dt

import pytest
from click.testing import CliRunner

from tests.store.state import kept, read
from voice_coach.cli.main import main
from voice_coach.core.actions import EndSession
from voice_coach.shell.between_sessions import BetweenSessions
from voice_coach.store.between import Between, now_here
from voice_coach.store.script_files import ScriptFiles

BREAK = ["yes", "yes", "yes", "time out", "yes", "yes"]


def run(arguments: str, lines: list[str] = ()) -> str:
    result = CliRunner().invoke(main, arguments.split(), input="\n".join(lines) + "\n")
    assert result.exit_code == 0, result.output
    return result.output


def test_a_cool_down_keeps_when_they_come_back_and_nothing_else(home):
    shown = run("run outside-stress --typed --names Xanthippe,Wolfdietrich", BREAK)
    assert "See you" in shown
    due = read(home).due_at(now_here())
    assert dt.timedelta(minutes=25) < due - now_here() <= dt.timedelta(minutes=30)
    assert [each.name for each in home.iterdir()] == ["between.json"]
    # A short name may stand there by chance: what is masked is 2,000 letters at random.
    assert "Xanthippe" not in (home / "between.json").read_text(encoding="utf-8")


def test_too_early_it_says_when(home):
    kept(home, Between().after_cool_down(now_here(), dt.timedelta(minutes=30)))
    shown = run("resume --typed")
    assert "See you" in shown
    assert "Welcome back" not in shown


def test_they_come_back_and_the_agreement_is_forgotten(home):
    kept(home, Between(calm=1).after_cool_down(now_here(), dt.timedelta(minutes=30)))
    answers = ["eight", "seven", "i'm done", "i'm done", "no"]
    shown = run("resume --now --typed --names Ana,Ben", answers)
    assert "Welcome back" in shown
    assert "Then let it rest" in shown
    assert read(home).coming_back is None


def test_when_somebody_is_not_calm_yet_the_agreement_stays(home):
    kept(home, Between().after_cool_down(now_here(), dt.timedelta(minutes=30)))
    shown = run("resume --now --typed", ["three"])
    assert "fifteen more minutes" in shown
    assert read(home).coming_back is not None


def test_the_second_break_of_a_day_is_its_end(home):
    kept(home, Between().after_cool_down(now_here(), dt.timedelta(minutes=30)))
    shown = run("run outside-stress --typed", BREAK)
    assert "Let's stop here for today" in shown
    assert "See you" not in shown


@pytest.mark.parametrize("ago", [dt.timedelta(hours=30), None])
def test_with_no_break_to_come_back_from_it_says_so(home, ago):
    if ago:
        kept(home, Between().after_cool_down(now_here() - ago, dt.timedelta(minutes=30)))
    result = CliRunner().invoke(main, ["resume"])
    assert result.exit_code == 2
    assert "no break" in result.stderr


def test_alone_everybody_is_shown_where_help_and_contacts_is_and_nothing_is_kept_for_it(home):
    """So it is after an early ending of two, and no count on the disk tells of either."""
    run("run outside-stress --typed", ["yes", "stop"])
    alone = [run("run breathe-together --solo --typed", ["stop"]) for _ in range(3)]
    assert ["help-contacts" in shown for shown in alone] == [True, True, True]
    assert not home.exists()


def test_a_break_that_cannot_be_kept_is_not_called_so(home):
    home.write_text("a file where the folder should be", encoding="utf-8")
    result = CliRunner().invoke(main, ["run", "outside-stress", "--typed"], "\n".join(BREAK))
    assert result.exit_code == 0, result.output
    assert "Please remember the time: I couldn't keep it." in result.output
    assert "Nothing was changed" in result.stderr


def test_both_lines_about_a_break_say_the_same_time(home):
    now = now_here()
    kept(home, Between().after_cool_down(now, dt.timedelta(days=1)))
    wanted = f"See you tomorrow at {now:%H:%M}"
    assert wanted in run("resume --typed")
    assert "tomorrow at" in run("run outside-stress --typed", ["stop"])


def test_a_session_takes_nothing_back_that_changed_meanwhile(home):
    """A set-up made while a session is open is there when that is over."""
    others = BetweenSessions(
        home, ScriptFiles().load("outside-stress"), solo=False, tell=pytest.fail
    )
    kept(home, Between().after_setup(who=1, answers="worry", stop_phrase="the oven is still on"))
    assert others.after(EndSession(at=0, reason="finished"), live=True) == "Finished."
    assert read(home).stop_phrases == ("the oven is still on",)
    assert read(home).calm == 1
