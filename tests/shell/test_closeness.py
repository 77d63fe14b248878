"""How close two people feel: one number for both, only if both want it, shown only on request.

Rows 6, 12 and 76 of the seed article.
"""

import datetime as dt
import stat

import pytest
from click.testing import CliRunner

from tests.typist import plan_of
from voice_coach.cli.main import main
from voice_coach.shell.closeness import A_PERSON, check_closeness, falling
from voice_coach.store.between import read_between
from voice_coach.store.keepsakes import FILE, Closeness, Keepsakes

TODAY = dt.date(2026, 3, 1)


def keep(*arguments: str, answers: str = "", code: int = 0) -> str:
    done = CliRunner().invoke(main, ["keep", *arguments], input=answers)
    assert done.exit_code == code, done.output
    return done.output


def checked(home, *given: str) -> str:
    answers = list(given)
    return check_closeness(
        plan_of("good-memory"), Keepsakes(home), asked=lambda _: answers.pop(0), today=TODAY
    )


def levels(*numbers: float) -> list[Closeness]:
    return [Closeness(day=TODAY, level=each) for each in numbers]


def test_only_the_mean_of_both_is_kept(tmp_path):
    assert checked(tmp_path, "7", " 4 ") == ""
    assert Keepsakes(tmp_path).closeness() == levels(5.5)
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600


@pytest.mark.parametrize("given", [("", "4"), ("7", ""), ("7", "eleven"), ("-1", "11")])
def test_whoever_leaves_it_out_leaves_it_out_for_both(given, tmp_path):
    assert checked(tmp_path, *given) == ""
    assert not (tmp_path / FILE).exists()


@pytest.mark.parametrize(
    ("numbers", "is_it"),
    [
        ((8, 7, 6, 5), True),
        ((2, 8, 7.5, 7.5, 6), True),
        ((8, 7, 6), False),
        ((8, 7, 7.5, 6), False),
        ((8, 8, 8, 7.5), False),
        ((5, 6, 7, 8), False),
    ],
)
def test_falling_is_four_sessions_each_no_closer_and_a_point_in_all(numbers, is_it):
    assert falling(levels(*numbers)) is is_it


def test_when_it_keeps_falling_a_person_is_named(tmp_path):
    told = [checked(tmp_path, number, number) for number in ("8", "7", "6", "5")]
    assert told == ["", "", "", A_PERSON]
    assert "score" not in A_PERSON


def test_the_question_is_off_until_both_say_yes(home):
    assert not read_between(home).closeness
    assert "nothing is kept" in keep("trend", "--on", answers="y\nn\n")
    assert not read_between(home).closeness
    keep("trend", "--on", answers="y\ny\n")
    assert read_between(home).closeness
    assert "I won't ask" in keep("trend", "--on", answers="n\n")
    assert not read_between(home).closeness


def test_the_trend_is_shown_on_request_and_names_nobody(home):
    assert "Nothing is kept" in keep("trend")
    for number in ("8", "7", "6", "4"):
        checked(home, number, number)
    shown = keep("trend")
    assert [line.split()[1] for line in shown.splitlines()[:4]] == ["8.0", "7.0", "6.0", "4.0"]
    assert "Ana" not in shown
    assert A_PERSON in shown
    assert "8.0" not in keep("show")
    assert "8.0" not in CliRunner().invoke(main, ["list"]).output


@pytest.mark.parametrize("arguments", [["trend", "--off"], ["forget", "--all"]])
def test_it_is_forgotten_when_asked(arguments, home):
    keep("trend", "--on", answers="y\ny\n")
    checked(home, "7", "5")
    keep(*arguments)
    assert Keepsakes(home).closeness() == []
    assert read_between(home).closeness is (arguments[0] == "forget")


def test_on_and_off_at_once_is_neither(home):
    assert "not both" in keep("trend", "--on", "--off", code=2)


def test_a_file_that_is_no_good_is_set_aside(home):
    home.mkdir()
    (home / FILE).write_text("a shopping list", encoding="utf-8")
    assert "keepsakes-set-aside-1.sqlite" in keep("trend")
