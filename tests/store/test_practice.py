"""The private record of what somebody practised alone: off, small, masked, and gone with a word."""

import stat

import pytest

from voice_coach.errors import KeepsakeError
from voice_coach.store.home import NO_DATE, locked
from voice_coach.store.practice import FILE, KEPT, LONGEST, MOST_BACK, Practice, PracticeRecord

SENTENCE = "I can wait before I explain."


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def record(tmp_path, told) -> PracticeRecord:
    return PracticeRecord(tmp_path / "home", tell=told.append)


def once(back: int = 3, sentence: str = "") -> Practice:
    return Practice(exercise="mirror-practice", back=back, sentence=sentence)


def test_it_is_off_and_then_nothing_is_written(record, tmp_path):
    record.add(once())
    assert not record.on
    assert record.all() == ()
    assert not (tmp_path / "home").exists()


def test_what_is_noted_is_there_in_order(record):
    record.turn_on()
    record.add(once(3))
    record.add(once(1, f"  {SENTENCE}\n"))
    record.turn_on()
    assert record.all() == (once(3), once(1, SENTENCE))


def test_the_file_is_for_its_owner_and_tells_no_word_and_no_date(record, tmp_path):
    record.turn_on()
    record.add(once(3, SENTENCE))
    path = tmp_path / "home" / FILE
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.stat().st_mtime == NO_DATE
    assert b"wait" not in path.read_bytes()
    assert b"mirror" not in path.read_bytes()


def test_as_much_as_is_kept_and_no_more(record):
    record.turn_on()
    for number in range(KEPT + 2):
        record.add(once(number, "word " * 100))
    kept = record.all()
    assert len(kept) == KEPT
    assert kept[0].back == 2
    assert kept[-1].back == MOST_BACK
    assert len(kept[-1].sentence) <= LONGEST


def test_forgetting_deletes_the_file_and_turns_it_off(record, tmp_path):
    assert not record.forget()
    record.turn_on()
    record.add(once())
    assert record.forget()
    assert not record.on
    assert list((tmp_path / "home").iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"{}", b'{"version":2,"masked":""}', b"\xff"])
def test_a_file_that_is_no_good_is_set_aside_named_and_forgotten_too(
    record, tmp_path, told, content
):
    record.turn_on()
    (tmp_path / "home" / FILE).write_bytes(content)
    assert record.all() == ()
    assert "practice forget" in told[0]
    assert not record.on
    assert record.forget()
    assert list((tmp_path / "home").iterdir()) == []


def test_while_another_program_writes_nothing_is_lost(record, tmp_path):
    record.turn_on()
    with locked(tmp_path / "home"), pytest.raises(KeepsakeError):
        record.add(once())
    record.add(once())
    assert record.all() == (once(),)
