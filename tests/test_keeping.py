"""Keeping what was settled: asked of everybody, typed by them, read out the next time."""

from datetime import date

import msgspec
import pytest
from click.testing import CliRunner

from tests.couples import EXERCISES, LINES
from voice_coach.app import Plan
from voice_coach.cli import main
from voice_coach.edge.keepsakes import FILE, Keepsake, Keepsakes
from voice_coach.keeping import keepable, kept_before, offer_to_keep

TODAY = date(2026, 3, 1)


def plan(name: str, *, solo: bool = False, length: str | None = None) -> Plan:
    exercise = EXERCISES[name]
    return Plan(
        exercise=exercise,
        lines=LINES,
        flow="solo" if solo else "couple",
        length=length or next(iter(exercise.minutes)),
        names={"a": "Ana", "b": "" if solo else "Ben"},
    )


class Table:
    """Somebody at the keyboard: whether they agree, and what they type."""

    def __init__(self, *, agree: list[bool], typed: list[str]) -> None:
        self.asked: list[str] = []
        self._agree = agree
        self._typed = typed

    def agrees(self, question: str) -> bool:
        self.asked.append(question)
        return self._agree.pop(0)

    def types(self, question: str) -> str:
        self.asked.append(question)
        return self._typed.pop(0)


def offered(made: Plan, home, table: Table) -> int:
    return offer_to_keep(made, Keepsakes(home), agrees=table.agrees, asked=table.types, today=TODAY)


def test_if_both_agree_each_types_what_is_theirs(tmp_path):
    table = Table(agree=[True, True], typed=["take the bins out", "ring my mother"])
    assert offered(plan("weekly-check-in"), tmp_path, table) == 2
    assert table.asked == [
        "Ana, keep what you settled, on this computer?",
        "Ben, keep what you settled, on this computer?",
        "Ana, the one thing you'll do?",
        "Ben, the one thing you'll do?",
    ]
    kept = Keepsakes(tmp_path).all()
    assert [(each.who, each.words) for each in kept] == [
        ("Ana", "take the bins out"),
        ("Ben", "ring my mother"),
    ]


@pytest.mark.parametrize("agree", [[False], [True, False]])
def test_if_one_does_not_agree_nothing_is_kept_and_nothing_asked(agree, tmp_path):
    asked = len(agree)
    table = Table(agree=agree, typed=[])
    assert offered(plan("weekly-check-in"), tmp_path, table) == 0
    assert len(table.asked) == asked
    assert not (tmp_path / FILE).exists()


def test_whoever_types_nothing_keeps_nothing(tmp_path):
    table = Table(agree=[True, True], typed=["", " "])
    assert offered(plan("weekly-check-in"), tmp_path, table) == 0
    assert not (tmp_path / FILE).exists()


def test_an_exercise_that_settles_nothing_asks_nothing(tmp_path):
    assert offered(plan("outside-stress"), tmp_path, Table(agree=[], typed=[])) == 0


def test_alone_one_person_is_asked(tmp_path):
    table = Table(agree=[True], typed=["go for a walk"])
    assert offered(plan("weekly-check-in", solo=True), tmp_path, table) == 1


def test_without_names_the_questions_begin_like_questions(tmp_path):
    made = plan("weekly-check-in", solo=True)
    made = msgspec.structs.replace(made, names={"a": "", "b": ""})
    table = Table(agree=[True], typed=[""])
    offered(made, tmp_path, table)
    assert table.asked == [
        "Keep what you settled, on this computer?",
        "The one thing you'll do?",
    ]


def test_only_the_last_time_is_read_out_and_only_of_this_exercise(tmp_path):
    def one(day: int, words: str, exercise: str = "weekly-check-in") -> Keepsake:
        return Keepsake(
            day=date(2026, 3, day), exercise=exercise, kind="action", who="Ana", words=words
        )

    keepsakes = Keepsakes(tmp_path)
    keepsakes.keep([one(1, "old"), one(8, "new"), one(9, "other", "real-apology")])
    assert list(kept_before(plan("weekly-check-in"), keepsakes)) == ["2026-03-08, Ana, action: new"]


def test_a_file_that_cannot_be_read_is_told_of_and_stops_nobody(tmp_path):
    (tmp_path / FILE).write_text("a shopping list", encoding="utf-8")
    [line] = kept_before(plan("weekly-check-in"), Keepsakes(tmp_path))
    assert "keepsakes-set-aside-1.sqlite" in line
    (tmp_path / FILE).unlink()
    (tmp_path / FILE).mkdir()
    [line] = kept_before(plan("weekly-check-in"), Keepsakes(tmp_path))
    assert "cannot be read" in line


def test_what_the_exercises_leave():
    leaves = {
        name: {kind for length in each.minutes for _, kind in keepable(plan(name, length=length))}
        for name, each in EXERCISES.items()
        if each.couple
    }
    assert {name: kinds for name, kinds in leaves.items() if kinds} == {
        "after-the-argument": {"agreement"},
        "feel-loved-menu": {"promise"},
        "real-apology": {"promise"},
        "thank-you-rounds": {"note"},
        "time-out-plan": {"agreement"},
        "trust-check-in": {"promise"},
        "two-views": {"agreement"},
        "weekly-check-in": {"action"},
    }


def keep(home, *arguments: str, code: int = 0) -> str:
    result = CliRunner().invoke(
        main, ["keep", *arguments], env={"VOICE_COACH_HOME": str(home)}, catch_exceptions=False
    )
    assert result.exit_code == code, result.output
    return result.output


def test_keep_shows_and_forgets(tmp_path):
    assert keep(tmp_path, "show") == "Nothing is kept.\n"
    table = Table(agree=[True, True], typed=["take the bins out", "ring my mother"])
    offered(plan("weekly-check-in"), tmp_path, table)
    assert keep(tmp_path, "show").splitlines() == [
        "  1  2026-03-01, Ana, action: take the bins out",
        "  2  2026-03-01, Ben, action: ring my mother",
    ]
    assert keep(tmp_path, "forget", "1") == "Forgotten: 1.\n"
    assert "bins" not in keep(tmp_path, "show")
    assert keep(tmp_path, "forget", "--all") == "Forgotten: 1.\n"
    assert keep(tmp_path, "show") == "Nothing is kept.\n"


@pytest.mark.parametrize("arguments", [[], ["1", "--all"]])
def test_what_to_forget_must_be_clear(arguments, tmp_path):
    assert "or --all" in keep(tmp_path, "forget", *arguments, code=2)


def test_a_file_set_aside_is_named(tmp_path):
    (tmp_path / FILE).write_text("a shopping list", encoding="utf-8")
    assert "keepsakes-set-aside-1.sqlite" in keep(tmp_path, "show")
