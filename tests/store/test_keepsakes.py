"""What is kept, for whom, and what happens to a file that is no good."""

import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from datetime import date

import pytest

from voice_coach.errors import KeepsakeError
from voice_coach.store.home import NO_DATE
from voice_coach.store.keepsakes import FILE, LONGEST, TABLE, VERSION, Keepsake, Keepsakes

PROMISE = Keepsake(
    day=date(2026, 3, 1),
    exercise="real-apology",
    kind="promise",
    who="Ana",
    words="Ring before I am late",
)


def words(keepsakes: Keepsakes) -> list[str]:
    return [each.words for each in keepsakes.all()]


def test_nothing_is_kept_and_no_file_made_before_somebody_asks_for_it(tmp_path):
    assert Keepsakes(tmp_path).all() == []
    assert Keepsakes(tmp_path).forget([1]) == 0
    assert list(tmp_path.iterdir()) == []


def test_what_is_kept_is_there_the_next_time(tmp_path):
    Keepsakes(tmp_path).keep([PROMISE])
    [found] = Keepsakes(tmp_path).all()
    assert found.number == 1
    assert (found.day, found.who, found.words) == (PROMISE.day, "Ana", PROMISE.words)


def test_only_this_user_can_read_it(tmp_path):
    Keepsakes(tmp_path).keep([PROMISE])
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600
    (tmp_path / FILE).chmod(0o644)
    Keepsakes(tmp_path).all()
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600


def test_reading_leaves_no_date_and_writing_none_of_its_own(tmp_path):
    Keepsakes(tmp_path).keep([PROMISE])
    assert [each.stat().st_mtime for each in (tmp_path, tmp_path / FILE)] == [NO_DATE, NO_DATE]
    before = (tmp_path / FILE).stat()
    Keepsakes(tmp_path).all()
    after = (tmp_path / FILE).stat()
    assert (after.st_mtime_ns, after.st_ctime_ns) == (before.st_mtime_ns, before.st_ctime_ns)


@pytest.mark.parametrize(
    ("column", "value"), [("kind", "'odd'"), ("day", "'someday'"), ("words", "x'ff'")]
)
def test_a_row_that_makes_no_sense_is_named_and_the_others_are_there(column, value, tmp_path):
    Keepsakes(tmp_path).keep([PROMISE, PROMISE])
    with closing(sqlite3.connect(tmp_path / FILE)) as file, file:
        file.execute(f"update keepsakes set {column} = {value} where number = 1")
    keepsakes = Keepsakes(tmp_path)
    assert [each.number for each in keepsakes.all()] == [2]
    assert keepsakes.unreadable == (1,)
    assert keepsakes.forget([1]) == 1


def test_a_level_of_the_first_version_is_gone_once_something_is_kept(tmp_path):
    with closing(sqlite3.connect(tmp_path / FILE)) as file, file:
        file.execute(TABLE)
        file.execute("create table closeness (number, day, level)")
        file.execute("insert into closeness values (1, 'a day of it', 5.5)")
    Keepsakes(tmp_path).keep([PROMISE])
    assert b"a day of it" not in (tmp_path / FILE).read_bytes()


def test_a_killed_writer_leaves_a_file_that_goes_on(tmp_path):
    Keepsakes(tmp_path).keep([PROMISE])
    code = (
        "import os, signal, sqlite3, sys\n"
        "file = sqlite3.connect(sys.argv[1])\n"
        "file.execute('pragma cache_size = 1')\n"
        "file.execute('delete from keepsakes')\n"
        "for _ in range(2000):\n"
        "    file.execute(\"insert into keepsakes values (null, '', '', '', '', 'xxxxxxxxxx')\")\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    killed = subprocess.run([sys.executable, "-c", code, str(tmp_path / FILE)], check=False)
    assert killed.returncode < 0
    assert (tmp_path / f"{FILE}-journal").exists()
    assert words(Keepsakes(tmp_path)) == [PROMISE.words]


def test_forgotten_words_are_gone_from_the_file(tmp_path):
    keepsakes = Keepsakes(tmp_path)
    keepsakes.keep([PROMISE, PROMISE])
    assert PROMISE.words.encode() in (tmp_path / FILE).read_bytes()
    assert keepsakes.forget([1, 2, 7]) == 2
    assert PROMISE.words.encode() not in (tmp_path / FILE).read_bytes()
    assert keepsakes.all() == []


def test_words_beyond_the_end_of_a_damaged_file_are_forgotten_too(tmp_path):
    keepsakes = Keepsakes(tmp_path)
    keepsakes.keep([PROMISE, PROMISE])
    path = tmp_path / FILE
    path.write_bytes(path.read_bytes() + PROMISE.words.encode())
    held = path.open("rb")
    assert keepsakes.forget_all() == 2
    assert PROMISE.words.encode() not in held.read()
    held.close()
    assert list(tmp_path.iterdir()) == []


def test_a_keepsake_is_a_sentence_and_not_a_diary(tmp_path):
    long = Keepsake(day=PROMISE.day, exercise="x", kind="note", who="", words="a" * 1000)
    Keepsakes(tmp_path).keep([long])
    assert words(Keepsakes(tmp_path)) == ["a" * LONGEST]


def damaged(path):
    path.write_bytes(b"SQLite format 3\0" + b"\xff" * 400)


def not_a_database(path):
    path.write_text("a shopping list", encoding="utf-8")


def newer(path):
    with closing(sqlite3.connect(path)) as file, file:
        file.execute(f"pragma user_version = {VERSION + 1}")
        file.execute("create table keepsakes (more, columns, than, we, know)")


def other_table(path):
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("create table keepsakes (words)")


def no_letters_in_what_its_table_is(path):
    Keepsakes(path.parent).keep([PROMISE])
    path.write_bytes(path.read_bytes().replace(b"CREATE TABLE", b"CR\x80EATE TABL"))


@pytest.mark.parametrize(
    "spoil", [damaged, not_a_database, newer, other_table, no_letters_in_what_its_table_is]
)
def test_a_file_that_is_no_good_is_set_aside_and_named(spoil, tmp_path):
    path = tmp_path / FILE
    for number in (1, 2):
        spoil(path)
        before = path.read_bytes()
        keepsakes = Keepsakes(tmp_path)
        keepsakes.keep([PROMISE])
        assert keepsakes.set_aside == tmp_path / f"keepsakes-set-aside-{number}.sqlite"
        assert keepsakes.set_aside.read_bytes() == before
        assert words(Keepsakes(tmp_path)) == [PROMISE.words]
        path.unlink()


def test_an_empty_file_is_a_beginning(tmp_path):
    (tmp_path / FILE).touch()
    keepsakes = Keepsakes(tmp_path)
    keepsakes.keep([PROMISE])
    assert keepsakes.set_aside is None
    assert words(keepsakes) == [PROMISE.words]


def test_a_place_that_cannot_be_written_says_so_without_a_word_of_theirs(tmp_path):
    (tmp_path / "home").write_text("a file where the folder should be", encoding="utf-8")
    with pytest.raises(KeepsakeError, match="Nothing was changed") as told:
        Keepsakes(tmp_path / "home").keep([PROMISE])
    assert PROMISE.words not in f"{told.value.message} {told.value.hint}"


def test_a_file_in_use_is_left_where_it_is(tmp_path):
    Keepsakes(tmp_path).keep([PROMISE])
    with closing(sqlite3.connect(tmp_path / FILE)) as other:
        other.execute("begin exclusive")
        keepsakes = Keepsakes(tmp_path, patience_seconds=0.1)
        with pytest.raises(KeepsakeError, match="cannot be read or written"):
            keepsakes.all()
        assert keepsakes.set_aside is None
        other.rollback()
    assert words(Keepsakes(tmp_path)) == [PROMISE.words]
