"""A weekly time two people keep for each other, off by default (row 93 of the seed article)."""

import stat

import pytest
from click.testing import CliRunner

from tests.store.state import kept
from voice_coach.cli.main import main
from voice_coach.store.between import DAYS, Between, Rhythm, now_here
from voice_coach.store.between_file import FILE


def typed(line: str, answers: str = "", code: int = 0) -> str:
    done = CliRunner().invoke(main, line.split(), input=answers)
    assert done.exit_code == code, done.output
    return done.output


def test_by_default_there_is_none_and_nothing_is_said(home):
    assert "No weekly time is kept" in typed("rhythm")
    assert "Your weekly time" not in typed("list")
    assert not home.exists()


def test_it_is_kept_if_both_want_it(home):
    assert "nothing is changed" in typed("rhythm sunday 18:00 weekly-check-in", "n\n")
    assert not home.exists()
    assert "Kept." in typed("rhythm Sunday 18:00 weekly-check-in", "y\n")
    assert stat.S_IMODE((home / FILE).stat().st_mode) == 0o600
    assert typed("rhythm") == "Your weekly time: Sunday, 18:00, weekly-check-in.\n"
    assert "Your weekly time: Sunday, 18:00, weekly-check-in." in typed("list")
    assert typed("rhythm --off") == "Forgotten.\n"
    assert "Your weekly time" not in typed("list")


@pytest.mark.parametrize(("later", "told"), [(0, True), (1, False)])
def test_a_session_tells_it_on_its_day_only(later, told, home):
    day = (now_here().weekday() + later) % 7
    kept(home, Between(rhythm=Rhythm(day=day, hour="18:00")))
    shown = typed("run breathe-together --typed", "stop\n")
    assert (f"Today is your time together: {DAYS[day].capitalize()}, 18:00." in shown) is told


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("someday 18:00", '"someday"'),
        ("funday 25:00", '"funday"'),
        ("sunday", "An hour is missing"),
        ("sunday 25:00", '"25:00"'),
        ("sunday noon", '"noon"'),
    ],
)
def test_what_is_wrong_with_a_day_and_an_hour_is_named(line, wrong):
    told = typed(f"rhythm {line}", code=2)
    assert wrong in told
    assert "voice-coach rhythm sunday 18:00" in told


def test_an_hour_is_kept_with_two_digits(home):
    typed("rhythm sunday 7:5", "y\n")
    assert typed("rhythm") == "Your weekly time: Sunday, 07:05.\n"


def test_what_cannot_be_kept_or_forgotten_is_not_called_so(home):
    home.write_text("a file where the folder should be", encoding="utf-8")
    for line, answers in (("rhythm sunday 18:00", "y\n"), ("rhythm --off", "")):
        told = typed(line, answers, code=8)
        assert "Nothing was changed" in told
        assert "Kept." not in told
        assert "Forgotten" not in told


def test_an_exercise_must_be_one():
    assert "no exercise" in typed("rhythm sunday 18:00 wekly-check-inn-x", code=2)
