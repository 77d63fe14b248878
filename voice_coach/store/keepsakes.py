"""What a couple chose to keep from a session: a promise, an action, an agreement, a note.

The only words of theirs that are ever kept, and only those they typed for it, when everybody in
the session had agreed. One SQLite file, for this user's eyes alone. A file that is damaged, or of
a newer version of the program, is set aside and named, never overwritten.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

import msgspec

from voice_coach.errors import KeepsakeError
from voice_coach.exercise.script import Keep

FILE = "keepsakes.sqlite"

VERSION = 1

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

CLOSENESS = """
create table if not exists closeness (
    number integer primary key,
    day text not null,
    level real not null
)
"""


class Closeness(msgspec.Struct, frozen=True, kw_only=True):
    """How close two people felt after a session: one number for both."""

    day: date
    level: float
    """From 0 to 10."""


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

    `set_aside` names a file that was moved out of the way, once that has happened.

    Args:
        home: the data folder.
        patience_seconds: how long to wait for another program that uses the file.
    """

    def __init__(self, home: Path, *, patience_seconds: float = 2.0) -> None:
        self._path = home / FILE
        self._patience = patience_seconds
        self.set_aside: Path | None = None

    def all(self) -> list[Keepsake]:
        """Everything kept, the oldest first.

        Raises:
            KeepsakeError: the file cannot be read or moved.
        """
        return msgspec.convert(self._rows(f"select {COLUMNS} from keepsakes"), list[Keepsake])

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
            )

    def closeness(self) -> list[Closeness]:
        """How close they felt, the oldest first.

        Raises:
            KeepsakeError: the file cannot be read or moved.
        """
        return msgspec.convert(self._rows("select day, level from closeness"), list[Closeness])

    def keep_closeness(self, closeness: Closeness) -> None:
        """Keep one more number.

        Raises:
            KeepsakeError: the file cannot be written.
        """
        with self._open() as file:
            file.execute(
                "insert into closeness (day, level) values (?, ?)",
                [closeness.day.isoformat(), closeness.level],
            )

    def forget_closeness(self) -> int:
        """Forget every number. Returns how many there were.

        Raises:
            KeepsakeError: the file cannot be written.
        """
        if not self._path.exists():
            return 0
        with self._open() as file:
            return file.execute("delete from closeness").rowcount

    def _rows(self, query: str) -> list[dict[str, object]]:
        """What a query finds, the oldest first; nothing where nothing was ever kept."""
        if not self._path.exists():
            return []
        with self._open() as file:
            rows = file.execute(f"{query} order by number")
            names = [column[0] for column in rows.description]
            return [dict(zip(names, row, strict=True)) for row in rows]

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """The file, ready for use; all that is done with it is kept, or none of it."""
        try:
            if self._path.exists() and not _sound(self._path, self._patience):
                self.set_aside = _moved(self._path)
            self._path.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600))
            self._path.chmod(0o600)
            with closing(sqlite3.connect(self._path, timeout=self._patience)) as file, file:
                file.execute("pragma secure_delete = on")
                file.execute(TABLE)
                file.execute(CLOSENESS)
                file.execute(f"pragma user_version = {VERSION}")
                yield file
        except (OSError, sqlite3.Error) as error:
            raise KeepsakeError(
                f"{self._path}: cannot be read or written.",
                "Check that the disk has room and that the folder belongs to you.",
            ) from error


def _sound(path: Path, patience: float) -> bool:
    """Whether a file is a whole database of a version this program knows."""
    try:
        with closing(sqlite3.connect(path, timeout=patience)) as file:
            whole = file.execute("pragma quick_check").fetchone() == ("ok",)
            [version] = file.execute("pragma user_version").fetchone()
            empty = file.execute("select count(*) from sqlite_master").fetchone() == (0,)
            if not empty:
                file.execute(f"select {COLUMNS} from keepsakes limit 1")
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode in NO_GOOD:
            return False
        raise
    return whole and bool(version <= VERSION)


def _moved(path: Path) -> Path:
    """Move a file aside, under a name that was free."""
    number = 1
    while (aside := path.with_name(f"keepsakes-set-aside-{number}.sqlite")).exists():
        number += 1
    return path.rename(aside)
