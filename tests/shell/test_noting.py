"""Nobody's practice is noted unless it is on, done alone, and wanted this time."""

import msgspec
import pytest

from tests.plans import TWO_TURNS, ana_and_ben
from voice_coach.shell.noting import NOTED, offer_to_note
from voice_coach.shell.tally import Tally
from voice_coach.store.home import locked
from voice_coach.store.practice import Practice, PracticeRecord

SENTENCE = "I can wait."


@pytest.fixture
def record(home) -> PracticeRecord:
    return PracticeRecord(home, tell=lambda line: None)


def offered(record: PracticeRecord, *, alone: bool = True, yes: bool = True) -> list[str]:
    """What is asked and told afterwards."""
    tally = Tally()
    tally.begin_line()
    tally.came_back(2)
    plan = msgspec.structs.replace(ana_and_ben(TWO_TURNS), tally=tally if alone else None)
    seen: list[str] = []

    def agrees(question: str) -> bool:
        seen.append(question)
        return yes

    def asked(question: str) -> str:
        seen.append(question)
        return SENTENCE

    offer_to_note(plan, record, agrees=agrees, asked=asked, tell=seen.append)
    return seen


def test_a_yes_notes_the_exercise_the_points_and_the_sentence(record):
    record.turn_on()
    assert offered(record)[-1] == NOTED
    assert record.all() == (Practice(exercise="two-turns", back=2, sentence=SENTENCE),)


def test_a_no_notes_nothing(record):
    record.turn_on()
    assert len(offered(record, yes=False)) == 1
    assert record.all() == ()


def test_where_it_is_off_nobody_is_asked(record, home):
    assert offered(record) == []
    assert not home.exists()


def test_after_a_session_for_two_nobody_is_asked(record):
    record.turn_on()
    assert offered(record, alone=False) == []


def test_where_it_cannot_be_noted_that_is_told(record, home):
    record.turn_on()
    with locked(home):
        told = offered(record)
    assert told[-1].startswith("Nothing was changed")
    assert record.all() == ()
