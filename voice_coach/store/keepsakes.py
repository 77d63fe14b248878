"""What a couple chose to keep from a session: a promise, an action, an agreement, a note.

The only words of theirs that are ever kept, and only those they typed for it, when everybody in
the session had agreed. One SQLite file, for this user's eyes alone. A file that is damaged, or of
a newer version of the program, is set aside and named, never overwritten. Reading changes nothing,
not even a date.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from voice_coach.errors import KeepsakeError
from voice_coach.exercise.script import Keep
from voice_coach.store.home import (
    NO_DATE,
    erase,
    locked,
    not_kept,
    set_aside,
    undated,
    were_set_aside,
)

FILE = "keepsakes.sqlite"

VERSION = 1

FOR_US = 0o600

NUMBERS_TO = 2**63
"""SQLite counts no further."""

LONGEST = 200
"""Letters of one keepsake: a sentence or two."""

NO_GOOD = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_ERROR)
"""What SQLite says of a file that is no database, a damaged one, or one with another table. A
file that is only busy, or not ours to open, is left where it is."""

COLUMNS = "number, day, exercise, kind, who, words"

TABLE = """
create table if not exists keepsakes (
    number integer primary key,
    day text not null,
    exercise text not null,
    kind text not null,
    who text not null,
    words text not null
)
"""

EARLIER_CLOSENESS = "drop table if exists closeness"
"""The first version kept a number here from which one partner could reckon the other's."""


class Keepsake(msgspec.Struct, frozen=True, kw_only=True):
    """One thing kept."""

    number: int = 0
    """By which it can be forgotten; given when it is kept."""
    day: date
    exercise: str
    """The exercise's name."""
    kind: Keep
    who: str
    """The partner's name, as they gave it."""
    words: str


class Keepsakes:
    """The keepsakes in a data folder.

    `set_aside` names a file that was moved out of the way, once that has happened, and `unreadable`
    the numbers of rows that make no sense.

    Args:
        home: the data folder.
        patience_seconds: how long to wait for another program that uses the file.
    """

    def __init__(self, home: Path, *, patience_seconds: float = 2.0) -> None:
        self.home = home
        self._path = home / FILE
        self._patience = patience_seconds
        self.set_aside: Path | None = None
        self.unreadable: tuple[int, ...] = ()

    def all(self) -> list[Keepsake]:
        """Everything kept that can be read, the oldest first.

        Raises:
            KeepsakeError: the file cannot be read or moved.
        """
        found, unreadable = [], []
        for row in self._rows():
            try:
                found.append(msgspec.convert(row, Keepsake))
            except msgspec.ValidationError:
                unreadable.append(int(row["number"]))
        self.unreadable = tuple(unreadable)
        return found

    def keep(self, keepsakes: Sequence[Keepsake]) -> list[int]:
        """Keep these as well. Returns the numbers they get.

        Raises:
            KeepsakeError: the file cannot be written.
        """
        with self._open() as file:
            return [
                int(number)
                for each in keepsakes
                for [number] in file.execute(
                    "insert into keepsakes (day, exercise, kind, who, words) "
                    "values (?, ?, ?, ?, ?) returning number",
                    (
                        each.day.isoformat(),
                        each.exercise,
                        each.kind,
                        each.who,
                        each.words[:LONGEST],
                    ),
                )
            ]

    def forget(self, numbers: Sequence[int]) -> int:
        """Forget these: their words are overwritten. Returns how many there were.

        Raises:
            KeepsakeError: the file cannot be written.
        """
        if not self._path.exists():
            return 0
        with self._open() as file:
            return sum(
                file.execute("delete from keepsakes where number = ?", [number]).rowcount
                for number in numbers
                if -NUMBERS_TO < number < NUMBERS_TO
            )

    def forget_all(self) -> int:
        """Forget everything, in files that were set aside too. Returns how many rows and files.

        The files go, whole: one that was damaged may hold words where no row of it is.

        Raises:
            KeepsakeError: a file cannot be written or deleted.
        """
        rows = len(self._rows())
        aside = were_set_aside(self._path)
        there = [path for path in (self._path, *aside) if os.path.lexists(path)]
        if not there:
            return 0
        with locked(self.home):
            try:
                for path in there:
                    erase(path)
                undated(self.home)
            except OSError as error:
                raise not_kept(self._path, error) from error
        return rows + len(aside)

    def _rows(self) -> list[dict[str, Any]]:
        """Every row, the oldest first; none where nothing was ever kept."""
        if not self._path.exists():
            return []
        query = f"select {COLUMNS} from keepsakes order by number"
        try:
            private = stat.S_IMODE(self._path.stat().st_mode) == FOR_US
            with closing(self._connected("ro")) as file:
                if private and _sound(file):
                    return _told(file.execute(query))
        except sqlite3.Error:
            pass  # something to be put right first, which only a writer may
        with self._open() as file:
            return _told(file.execute(query))

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """The file, ready for use; all that is done with it is kept, or none of it."""
        with locked(self.home):
            made = False
            try:
                if self._path.exists():
                    with closing(self._connected("rw")) as file:
                        sound = _sound(file)
                    if not sound:
                        self.set_aside = set_aside(self._path)
                made = not self._path.exists()
                os.close(os.open(self._path, os.O_RDWR | os.O_CREAT, FOR_US))
                self._path.chmod(FOR_US)
                with closing(self._connected("rw")) as file, file:
                    file.execute("pragma secure_delete = on")
                    file.execute(TABLE)
                    file.execute(EARLIER_CLOSENESS)
                    file.execute(f"pragma user_version = {VERSION}")
                    yield file
                os.utime(self._path, (NO_DATE, NO_DATE))
                undated(self.home)
            except (OSError, sqlite3.Error) as error:
                if made:
                    with suppress(OSError):
                        self._path.unlink()  # nothing empty stays behind
                raise KeepsakeError(
                    f"{self._path}: cannot be read or written.",
                    "Check that the disk has room and that the folder belongs to you.",
                ) from error

    def _connected(self, mode: str) -> sqlite3.Connection:
        place = f"{self._path.absolute().as_uri()}?mode={mode}"
        file = sqlite3.connect(place, uri=True, timeout=self._patience)
        file.text_factory = lambda raw: raw.decode(errors="replace")
        return file


def _told(rows: sqlite3.Cursor) -> list[dict[str, Any]]:
    names = [column[0] for column in rows.description]
    return [dict(zip(names, row, strict=True)) for row in rows]


def _sound(file: sqlite3.Connection) -> bool:
    """Whether a file is a whole database of a version this program knows."""
    try:
        whole = file.execute("pragma quick_check").fetchone() == ("ok",)
        [version] = file.execute("pragma user_version").fetchone()
        empty = file.execute("select count(*) from sqlite_master").fetchone() == (0,)
        if not empty:
            file.execute(f"select {COLUMNS} from keepsakes limit 1")
    except UnicodeDecodeError:  # what SQLite says of it quotes the damage
        return False
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode in NO_GOOD:
            return False
        raise
    return whole and bool(version <= VERSION)
