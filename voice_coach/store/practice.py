"""The private record of what somebody practised alone: off until somebody turns it on.

An exercise, how many points came back, and a sentence of their own, if they wrote one: no date, no
name, nothing of which anybody could count days or mistakes. It is on where its file is there, and
forgetting it deletes the file. What is in it is masked, which is no lock.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import msgspec

from voice_coach.store.home import (
    erase,
    locked,
    not_kept,
    set_aside,
    undated,
    were_set_aside,
    write_whole,
)
from voice_coach.store.mask import mask, unmask

FILE = "practice.json"
VERSION = 1

KEPT = 40
"""Times that are kept: the oldest go."""

MOST_BACK = 20
"""Points that are kept of one time."""

LONGEST = 200
"""Letters of the sentence."""

Tell = Callable[[str], None]


class Practice(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One time that somebody practised alone."""

    exercise: str
    """The exercise's name."""
    back: Annotated[int, msgspec.Meta(ge=0)]
    """Points of made-up lines that came back, as far as words were heard."""
    sentence: str = ""
    """What they wrote to themselves."""


class _Written(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    version: int
    masked: str


class PracticeRecord:
    """The record in a data folder.

    Args:
        home: the data folder.
        tell: shows a line about a file that is damaged or of a newer version: it is set aside.
    """

    def __init__(self, home: Path, *, tell: Tell) -> None:
        self._home = home
        self._path = home / FILE
        self._tell = tell

    @property
    def on(self) -> bool:
        """Whether somebody wants it kept."""
        return self._path.exists()

    def turn_on(self) -> None:
        """Begin it; one that was begun goes on.

        Raises:
            KeepsakeError: it cannot be written.
        """
        self._change(lambda kept: kept, begin=True)

    def all(self) -> tuple[Practice, ...]:
        """Every time that is kept, the oldest first.

        Raises:
            KeepsakeError: it cannot be read.
        """
        return self._change(lambda kept: kept) if self.on else ()

    def add(self, practice: Practice) -> None:
        """Keep one more time, where the record is on by then.

        Raises:
            KeepsakeError: it cannot be written.
        """
        new = msgspec.structs.replace(
            practice,
            back=min(practice.back, MOST_BACK),
            sentence=" ".join(practice.sentence.split())[:LONGEST],
        )
        self._change(lambda kept: (*kept, new)[-KEPT:])

    def forget(self) -> bool:
        """Delete it, with what was set aside of it. Returns whether there was anything.

        Raises:
            KeepsakeError: a file cannot be deleted.
        """
        if not self._there():
            return False
        with locked(self._home):
            try:
                for path in self._there():
                    erase(path)
                undated(self._home)
            except OSError as error:
                raise not_kept(self._path, error) from error
        return True

    def _there(self) -> list[Path]:
        return [path for path in (self._path, *were_set_aside(self._path)) if os.path.lexists(path)]

    def _change(
        self, change: Callable[[tuple[Practice, ...]], tuple[Practice, ...]], *, begin: bool = False
    ) -> tuple[Practice, ...]:
        """What is kept after a change, made with nobody else in between."""
        with locked(self._home):
            try:
                kept = self._kept()
                if kept is None and not begin:
                    return ()
                after = change(kept or ())
                if after != kept:
                    write_whole(self._path, _encoded(after))
            except OSError as error:
                raise not_kept(self._path, error) from error
            return after

    def _kept(self) -> tuple[Practice, ...] | None:
        """What the file holds; None: it is off."""
        try:
            return _decoded(self._path.read_bytes())
        except FileNotFoundError:
            return None
        except ValueError:
            aside = set_aside(self._path)
            self._tell(
                f"The practice record was damaged or of a newer version, and is now {aside}. "
                "To delete that too: voice-coach practice forget"
            )
            return None


def _encoded(kept: tuple[Practice, ...]) -> bytes:
    return msgspec.json.encode(_Written(version=VERSION, masked=mask(msgspec.json.encode(kept))))


def _decoded(raw: bytes) -> tuple[Practice, ...]:
    """What a file holds.

    Raises:
        ValueError: it is damaged, or of a newer version. (msgspec's errors are of this kind.)
    """
    read = msgspec.json.decode(raw, type=_Written)
    if read.version != VERSION:
        raise ValueError
    return msgspec.json.decode(unmask(read.masked), type=tuple[Practice, ...])
