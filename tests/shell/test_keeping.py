"""Keeping what was settled: asked of everybody, typed by them, read out the next time."""

from datetime import date
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from tests.couples import EXERCISES, LINES
from voice_coach.cli.main import main
from voice_coach.core.actions import SayPrompt, ShowStep
from voice_coach.core.events import ClockAdvanced
from voice_coach.core.settings import SessionSettings
from voice_coach.errors import KeepsakeError
from voice_coach.exercise.kept import Kept
from voice_coach.exercise.plan import plan as planned
from voice_coach.exercise.script import MAX_PROMPT_WORDS, FloorStep
from voice_coach.shell import live
from voice_coach.shell.compose import wording
from voice_coach.shell.keeping import KEPT, ONCE_MORE, keepable, offer_to_keep, reading_back
from voice_coach.shell.plan import SessionPlan
from voice_coach.shell.reading_back import FORGOTTEN, MOST, NOT_FORGOTTEN, ReadingBack
from voice_coach.shell.replay import replay
from voice_coach.shell.understanding import Understanding
from voice_coach.store.contacts import load_contacts
from voice_coach.store.keepsakes import FILE, Keepsake, Keepsakes
from voice_coach.store.script_files import ScriptFiles

TODAY = date(2026, 3, 1)


def plan(name: str, *, solo: bool = False, length: str | None = None) -> SessionPlan:
    exercise = EXERCISES[name]
    return SessionPlan(
        settings=SessionSettings(
            exercise=exercise,
            lines=LINES,
            mode="solo" if solo else "couple",
            length=length or next(iter(exercise.minutes)),
        ),
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


def offered(made: SessionPlan, home, table: Table) -> int:
    return offer_to_keep(
        made,
        Keepsakes(home),
        agrees=table.agrees,
        asked=table.types,
        tell=table.asked.append,
        today=TODAY,
    )


def test_if_both_agree_each_types_what_is_theirs(tmp_path):
    table = Table(agree=[True, True], typed=["take the bins out", "ring my mother", ""])
    assert offered(plan("weekly-check-in"), tmp_path, table) == 2
    assert table.asked == [
        "Ana, would you like to keep what you agreed, on this computer?",
        "Ben, would you like to keep what you agreed, on this computer?",
        "Ana, what is the one thing you'll do?",
        "Ben, what is the one thing you'll do?",
        KEPT,
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
    table = Table(agree=[True], typed=["go for a walk", ""])
    assert offered(plan("weekly-check-in", solo=True), tmp_path, table) == 1


def test_without_names_the_questions_begin_like_questions(tmp_path):
    made = plan("weekly-check-in", solo=True)
    made = msgspec.structs.replace(made, names={"a": "", "b": ""})
    table = Table(agree=[True], typed=[""])
    offered(made, tmp_path, table)
    assert table.asked == [
        "Would you like to keep what you agreed, on this computer?",
        "What is the one thing you'll do?",
    ]


@pytest.mark.parametrize("said", ["forget that", "Forget that!", "please forget that"])
def test_what_was_just_kept_is_forgotten_if_they_say_so(said, tmp_path):
    table = Table(agree=[True, True], typed=["take the bins out", "ring my mother", said])
    assert offered(plan("weekly-check-in"), tmp_path, table) == 0
    assert Keepsakes(tmp_path).all() == []
    assert b"bins" not in (tmp_path / FILE).read_bytes()


def one(day: int, words: str, exercise: str = "weekly-check-in") -> Keepsake:
    return Keepsake(
        day=date(2026, 3, day), exercise=exercise, kind="action", who="Ana", words=words
    )


def led(home, words: list[str], lines: list[str], *, log=None) -> list[str]:
    """What is shown of a weekly check-in after these things were kept."""
    keepsakes = Keepsakes(home)
    keepsakes.keep([one(8, each) for each in words])
    made = reading_back(plan("weekly-check-in"), keepsakes, tell=pytest.fail)
    shown: list[str] = []
    live.by_piped_lines(msgspec.structs.replace(made, log=log), [*lines, "stop"], show=shown.append)
    return shown


def test_what_was_kept_is_read_back_after_the_arrival(tmp_path):
    shown = led(tmp_path, ["take the bins out", "ring {my} mother."], ["yes", "yes", "yes", "yes"])
    read = [line for line in shown if "Last time Ana kept" in line]
    assert "Last time Ana kept an action: take the bins out. Say" in read[0]
    assert "Last time Ana kept an action: ring (my) mother. Say" in read[1]
    steps = [line.split()[4] for line in shown if "---" in line]
    assert steps[:4] == ["welcome", "good-time", "good-time", "rules"]
    assert steps[4:6] == ["kept.1", "kept.2"]
    assert len(Keepsakes(tmp_path).all()) == 2


def test_forget_that_forgets_the_one_just_read_and_says_so(tmp_path):
    shown = led(tmp_path, ["bins", "mother"], ["yes", "yes", "forget that", "yes"])
    assert [each.words for each in Keepsakes(tmp_path).all()] == ["mother"]
    assert b"bins" not in (tmp_path / FILE).read_bytes()
    assert any(line.endswith(f"Coach: {FORGOTTEN}") for line in shown)


def test_asked_what_was_agreed_it_is_read_again_and_nothing_that_was_forgotten(tmp_path):
    lines = ["yes", "yes", "forget that", "yes", "tired", "what did we agree? I don't remember"]
    shown = led(tmp_path, ["bins", "mother"], lines)
    assert shown[-4].endswith(f"Coach: {FORGOTTEN}"), shown[-6:]
    assert shown[-3].endswith("Coach: Last time Ana kept an action: mother."), shown[-6:]


def test_forget_that_counts_nowhere_else(tmp_path):
    shown = led(tmp_path, ["bins"], ["forget that", "yes", "yes", "yes", "forget that"])
    assert len(Keepsakes(tmp_path).all()) == 1
    assert not any(FORGOTTEN in line for line in shown)


def test_words_are_not_lost_while_the_file_is_in_use(tmp_path):
    """Typed words wait, and are offered to be kept again."""

    class InUse(Keepsakes):
        tries = 0

        def keep(self, keepsakes):
            self.tries += 1
            if self.tries < 3:
                raise KeepsakeError("in use", "")
            return super().keep(keepsakes)

    table = Table(agree=[True, True, True, True], typed=["take the bins out", "", ""])
    made, file = plan("weekly-check-in"), InUse(tmp_path)
    offered_to = offer_to_keep(
        made,
        file,
        agrees=table.agrees,
        asked=table.types,
        tell=table.asked.append,
        today=TODAY,
    )
    assert offered_to == 1
    assert table.asked.count("in use") == table.asked.count(ONCE_MORE) == 2
    assert [each.words for each in file.all()] == ["take the bins out"]


def test_what_cannot_be_forgotten_is_not_said_to_be(tmp_path):
    class Stuck(Keepsakes):
        def forget(self, numbers):
            raise KeepsakeError("busy", "")

    reader = ReadingBack([one(8, "bins")], Stuck(tmp_path))
    reader.noticed(
        ClockAdvanced(at=0), [ShowStep(at=0, step="forgotten.1", part="kept", speaker="a")]
    )
    prompt = SayPrompt(at=0, number=1, text="{kept}")
    assert reader.wording(lambda each: each.text)(prompt) == NOT_FORGOTTEN


def test_what_was_kept_is_in_no_log(tmp_path):
    log = tmp_path / "log.jsonl"
    led(tmp_path / "home", ["take the bins out"], ["yes", "yes", "yes"], log=log)
    text = log.read_text(encoding="utf-8")
    assert "{kept}" in text
    assert "bins" not in text
    assert replay(log, block_samples=1600).actions


def test_with_words_heard_it_is_read_back_too(tmp_path):
    keepsakes = Keepsakes(tmp_path)
    keepsakes.keep([one(8, "bins")])
    made = reading_back(plan("weekly-check-in"), keepsakes, tell=pytest.fail)
    assert made.lends
    made.lends.noticed(
        ClockAdvanced(at=0), [ShowStep(at=0, step="kept.1", part="kept", speaker="a")]
    )
    understanding = Understanding(
        names=made.names, solo=False, lines=LINES, place=load_contacts(tmp_path).here(), show=print
    )
    prompt = SayPrompt(at=0, number=1, text="{a}: {kept}")
    assert wording(made, understanding)(prompt) == "Ana: Last time Ana kept an action: bins."


@pytest.mark.parametrize("name", ["trust-check-in", "thank-you-rounds", "weekly-check-in"])
@pytest.mark.parametrize("solo", [False, True])
def test_it_comes_before_any_talk_and_in_short_prompts(name, solo):
    steps = planned(EXERCISES[name], mode="solo" if solo else "couple", length="short", kept=MOST)
    first = next(at for at, each in enumerate(steps) if isinstance(each.step, Kept))
    assert first > 0
    assert not any(isinstance(each.step, FloorStep) for each in steps[:first])
    assert [each.step.number for each in steps if isinstance(each.step, Kept)] == [0, 1, 2, 3]
    reader = ReadingBack([one(8, "word " * 40, name)], Keepsakes(Path("nowhere")))
    reader.noticed(ClockAdvanced(at=0), [ShowStep(at=0, step="kept.1", part="kept", speaker="a")])
    prompt = SayPrompt(at=0, number=1, text=steps[first].step.say)
    assert len(reader.wording(lambda each: each.text)(prompt).split()) <= MAX_PROMPT_WORDS


OWN = """
name = "own"
title = "Own"
level = "easy"
purpose = "Our own."
about = "Ours."
[minutes]
short = 1
[[couple]]
part = "kept"
each = true
[[couple.steps]]
kind = "floor"
id = "kept"
say = "{speaker}, which promise did you keep?"
seconds = 24
keeps = "promise"
[[couple]]
part = "forgotten"
[[couple.steps]]
kind = "say"
id = "kept-1"
say = "And what was forgotten may rest."
"""


def test_parts_and_steps_of_ones_own_may_be_called_kept(tmp_path):
    script = tmp_path / "own.toml"
    script.write_text(OWN, encoding="utf-8")
    keepsakes = Keepsakes(tmp_path)
    keepsakes.keep([one(8, "bins", "own")])
    settings = SessionSettings(exercise=ScriptFiles().load_file(script), lines=LINES)
    made = SessionPlan(settings=settings, names={"a": "Ana", "b": "Ben"})
    shown: list[str] = []
    ending = live.by_piped_lines(
        reading_back(made, keepsakes, tell=pytest.fail),
        ["yes", "I'm done", "I'm done"],
        show=shown.append,
    )
    assert ending.reason == "finished"
    steps = [line.split(" / ")[1].split()[0] for line in shown if "---" in line]
    assert steps == ["kept.1", "kept", "kept", "kept-1"]
    assert sum("bins" in line for line in shown) == 1
    assert len(keepsakes.all()) == 1


def test_only_the_last_time_is_read_back_and_only_of_this_exercise(tmp_path):
    keepsakes = Keepsakes(tmp_path)
    keepsakes.keep([one(1, "old"), one(8, "new"), one(9, "other", "real-apology")])
    made = reading_back(plan("weekly-check-in"), keepsakes, tell=pytest.fail)
    assert made.settings.kept == 1
    assert reading_back(plan("two-views"), keepsakes, tell=pytest.fail) == plan("two-views")


def test_a_file_that_cannot_be_read_is_told_of_and_stops_nobody(tmp_path):
    (tmp_path / FILE).write_text("a shopping list", encoding="utf-8")
    told: list[str] = []
    usual = plan("weekly-check-in")
    assert reading_back(usual, Keepsakes(tmp_path), tell=told.append) == usual
    (tmp_path / FILE).unlink()
    (tmp_path / FILE).mkdir()
    assert reading_back(usual, Keepsakes(tmp_path), tell=told.append) == usual
    assert "keepsakes-set-aside-1.sqlite" in told[0]
    assert "cannot be read" in told[1]


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
    table = Table(agree=[True, True], typed=["take the bins out", "ring my mother", ""])
    offered(plan("weekly-check-in"), tmp_path, table)
    assert keep(tmp_path, "show").splitlines() == [
        "  1  2026-03-01, Ana, action: take the bins out",
        "  2  2026-03-01, Ben, action: ring my mother",
    ]
    assert keep(tmp_path, "forget", "1") == "Forgotten: 1.\n"
    assert "bins" not in keep(tmp_path, "show")
    assert keep(tmp_path, "forget", "--all") == "Forgotten: 1. Nothing is kept now.\n"
    assert keep(tmp_path, "show") == "Nothing is kept.\n"


def test_numbers_there_are_none_of_are_told(tmp_path):
    assert "There is no other" in keep(tmp_path, "forget", "1", code=2)
    Keepsakes(tmp_path).keep([one(8, "bins")])
    assert "Forgotten: 1. There is no other" in keep(tmp_path, "forget", "1", "7", code=2)
    assert Keepsakes(tmp_path).all() == []


def test_forgotten_is_forgotten_in_files_set_aside_too(tmp_path):
    Keepsakes(tmp_path).keep([one(8, "take the bins out")])
    with (tmp_path / FILE).open("r+b") as file:
        file.write(b"damaged")
    keep(tmp_path, "show")
    Keepsakes(tmp_path).keep([one(8, "ring my mother")])
    assert "Forgotten: 2." in keep(tmp_path, "forget", "--all")
    for left in tmp_path.iterdir():
        assert b"bins" not in left.read_bytes()
        assert b"mother" not in left.read_bytes()
    assert not list(tmp_path.glob("*set-aside*"))


@pytest.mark.parametrize("arguments", [[], ["1", "--all"]])
def test_what_to_forget_must_be_clear(arguments, tmp_path):
    assert "or --all" in keep(tmp_path, "forget", *arguments, code=2)


def test_a_file_set_aside_is_named(tmp_path):
    (tmp_path / FILE).write_text("a shopping list", encoding="utf-8")
    assert "keepsakes-set-aside-1.sqlite" in keep(tmp_path, "show")
