"""What of a session to keep, asked and answered by voice before another one."""

from datetime import date
from functools import partial

import msgspec
import pytest

from tests.shell.test_greeting import CATALOGUE, SCRIPTS, easy_for_two
from tests.shell.test_keeping import plan
from voice_coach.core.actions import EndSession
from voice_coach.exercise.script import MAX_PROMPT_WORDS
from voice_coach.exercise.script_check import problems
from voice_coach.shell import live
from voice_coach.shell.greeting import Greeting
from voice_coach.shell.keeping_aloud import (
    COULD_NOT,
    HEARD,
    KEPT,
    MOST_WORDS,
    NOT_NOTED,
    NOTED,
    KeepingAloud,
)
from voice_coach.shell.noting import note
from voice_coach.shell.plan import SessionPlan
from voice_coach.shell.tally import Tally
from voice_coach.store.home import locked
from voice_coach.store.keepsakes import FILE, Keepsakes
from voice_coach.store.practice import Practice, PracticeRecord

TODAY = date(2026, 3, 1)


class Afterwards:
    """The questions after a session, answered by what is typed, which is read as speech is."""

    def __init__(self, home, made, *, words: bool = True, picture: bool = False, note=None) -> None:
        self.pictures: list[str] = []
        self.shown: list[str] = []
        self.keepsakes = Keepsakes(home)
        self.keeping = KeepingAloud(
            made,
            self.keepsakes,
            words=words,
            picture=(lambda: self.pictures.append("kept")) if picture else None,
            note=note,
            today=TODAY,
        )
        mode = made.settings.mode
        self.greeting = Greeting(
            CATALOGUE,
            opens=easy_for_two,
            lines=SCRIPTS.lines(),
            after=mode,
            keeping=self.keeping,
        )

    def said(self, *lines: str) -> EndSession:
        return live.by_piped_lines(self.greeting.plan, lines, show=self.shown.append)

    @property
    def kept(self) -> list[tuple[str, str, str]]:
        return [(each.who, each.kind, each.words) for each in self.keepsakes.all()]

    def heard(self, text: str) -> bool:
        return any(text in line for line in self.shown)


CHECK_IN = plan("weekly-check-in")
STRESS = plan("outside-stress")
BOTH = ("yes", "yes")
ANA = ("I will ring my mother", "I'm done")
BEN = ("the bins are mine", "I'm done")


@pytest.mark.parametrize("words", [True, False])
@pytest.mark.parametrize("solo", [True, False])
def test_the_questions_make_a_good_script(tmp_path, solo, words):
    made = plan("weekly-check-in", solo=solo)
    after = Afterwards(tmp_path, made, words=words, picture=True)
    found = list(problems(after.greeting.plan.exercise))
    assert [
        each for each in found if "minutes" not in each.path and "{a}" not in each.expected
    ] == []
    assert len(HEARD.format(words="word " * MOST_WORDS).split()) <= MAX_PROMPT_WORDS


def test_what_is_kept_has_its_capital_i(tmp_path):
    after = Afterwards(tmp_path, CHECK_IN)
    after.said(*BOTH, "my mother is who i call", "I'm done", "yes", *BEN, "yes", "enough")
    assert after.kept[0][2] == "My mother is who I call"


def test_what_each_says_again_is_read_back_and_kept(tmp_path):
    after = Afterwards(tmp_path, CHECK_IN)
    assert after.said(*BOTH, *ANA, "yes", *BEN, "yes", "enough").reason == "early"
    assert after.heard("I heard: I will ring my mother. Shall I keep that?")
    assert after.kept == [
        ("Ana", "action", "I will ring my mother"),
        ("Ben", "action", "The bins are mine"),
    ]
    assert after.keeping.to_type == []


def test_what_was_heard_wrong_is_not_kept(tmp_path):
    after = Afterwards(tmp_path, CHECK_IN)
    after.said(*BOTH, *ANA, "no", *BEN, "yes", "enough")
    assert after.kept == [("Ben", "action", "The bins are mine")]


@pytest.mark.parametrize("answers", [["no"], ["yes", "no"]])
def test_unless_both_agree_nothing_is_asked_and_nothing_kept(tmp_path, answers):
    after = Afterwards(tmp_path, CHECK_IN)
    after.said(*answers, "enough")
    assert not after.heard("what is the one thing you'll do?")
    assert not (tmp_path / FILE).exists()
    assert after.heard("Enough for today, then.")


def test_where_no_words_are_heard_it_is_left_to_be_typed(tmp_path):
    after = Afterwards(tmp_path, CHECK_IN, words=False)
    after.said(*BOTH, "enough")
    assert after.keeping.to_type == [("a", "action"), ("b", "action")]
    assert after.kept == []


@pytest.mark.parametrize(("answer", "left"), [("yes", [("a", "action")]), ("no", [])])
def test_where_no_word_was_made_out_it_may_be_typed_later(tmp_path, answer, left):
    after = Afterwards(tmp_path, CHECK_IN)
    after.said(*BOTH, "I'm done", answer, *BEN, "yes", "enough")
    assert after.heard("I couldn't make out the words.")
    assert after.keeping.to_type == left
    assert [who for who, _, _ in after.kept] == ["Ben"]


def test_any_session_may_leave_a_sentence_that_is_nobody_s(tmp_path):
    after = Afterwards(tmp_path, STRESS)
    ending = after.said(
        "keep this one", *BOTH, "we were kind", "I'm done", "yes", "another", "short", "one"
    )
    assert after.heard(KEPT)
    assert after.kept == [("", "note", "We were kind")]
    assert ending.reason == "finished"
    assert after.heard("Here we go.")


def test_a_session_that_settles_nothing_only_asks_for_another(tmp_path):
    after = Afterwards(tmp_path, STRESS)
    after.said("enough")
    asked = [line for line in after.shown if "Coach:" in line]
    assert "Another one, or enough for today?" in asked[0]


def test_no_more_than_is_read_back_is_kept(tmp_path):
    after = Afterwards(tmp_path, CHECK_IN)
    long = " ".join(["we will walk"] * 20)
    after.said(*BOTH, long, "I'm done", "yes", *BEN, "no", "enough")
    [(_, _, words)] = after.kept
    assert len(words.split()) == MOST_WORDS
    assert after.heard(f"I heard: {words}. Shall I")


def test_a_file_that_cannot_be_written_is_told_and_left_to_be_typed(tmp_path):
    (tmp_path / FILE).mkdir()
    after = Afterwards(tmp_path, CHECK_IN)
    after.said(*BOTH, *ANA, "yes", *BEN, "no", "enough")
    assert after.heard(COULD_NOT)
    assert after.keeping.to_type == [("a", "action")]


@pytest.mark.parametrize(("answers", "pictures"), [(BOTH, ["kept"]), (["yes", "no"], [])])
def test_the_picture_is_kept_if_both_agree(tmp_path, answers, pictures):
    after = Afterwards(tmp_path, STRESS, picture=True)
    after.said(*answers, "enough")
    assert after.pictures == pictures


def practised() -> SessionPlan:
    """A session done alone, of which two points came back."""
    tally = Tally()
    tally.begin_line()
    tally.came_back(2)
    return msgspec.structs.replace(plan("mirror-practice", solo=True), tally=tally)


@pytest.mark.parametrize("yes", [True, False])
def test_practice_is_noted_on_a_yes(tmp_path, yes):
    record, made = PracticeRecord(tmp_path, tell=print), practised()
    record.turn_on()
    after = Afterwards(tmp_path, made, note=partial(note, made, record, tell=print))
    after.said("yes" if yes else "no", "enough")
    assert after.heard("note in your practice record")
    assert after.heard(NOTED) == yes
    assert record.all() == ((Practice(exercise="mirror-practice", back=2),) if yes else ())


def test_what_cannot_be_noted_is_told(tmp_path):
    record, made, told = PracticeRecord(tmp_path, tell=print), practised(), []
    record.turn_on()
    after = Afterwards(tmp_path, made, note=partial(note, made, record, tell=told.append))
    with locked(tmp_path):
        after.said("yes", "enough")
    assert after.heard(NOT_NOTED)
    assert told
    assert record.all() == ()


def test_where_there_is_no_record_nobody_is_asked_for_it(tmp_path):
    after = Afterwards(tmp_path, practised())
    after.said("enough")
    assert not after.heard("practice record")


def test_alone_one_answer_is_enough(tmp_path):
    made = msgspec.structs.replace(plan("weekly-check-in", solo=True), names={"a": "", "b": ""})
    after = Afterwards(tmp_path, made)
    after.said("yes", *ANA, "yes", "enough")
    assert after.kept == [("", "action", "I will ring my mother")]
    assert after.heard("Would you like to keep what you agreed")
