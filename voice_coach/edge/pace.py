"""The coach's pace: which levels of exercise are open to a couple (docs/exercises.md C.2).

Everybody starts at the easy level. Harder ones open after calm sessions, and after both partners
went through the private set-up without a worry. What is kept are two counts: somebody who had a
worry looks the same as somebody who never took the set-up. Whoever reads this may still guess.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

import msgspec

Level = Literal["easy", "warm", "deep"]

CALM_NEEDED: dict[Level, int] = {"easy": 0, "warm": 2, "deep": 4}
"""Sessions brought to their end before a level opens (C.2; row 59: two calm ones)."""

BOTH = 2

FILE = "pace.json"


class Pace(msgspec.Struct, frozen=True, kw_only=True):
    """How far a couple has come."""

    calm: int = 0
    """Sessions for two that came to their ordinary end."""
    ready: int = 0
    """Set-ups in a row that raised no worry; both partners' are needed."""

    def opens(self, level: Level) -> bool:
        """Whether exercises of this level are open."""
        return level == "easy" or (self.ready >= BOTH and self.calm >= CALM_NEEDED[level])

    def after_session(self) -> Pace:
        """The pace after a session that came to its ordinary end."""
        return msgspec.structs.replace(self, calm=self.calm + 1)

    def after_setup(self, *, worried: bool) -> Pace:
        """The pace after somebody's set-up."""
        return msgspec.structs.replace(self, ready=0 if worried else self.ready + 1)


def read_pace(home: Path) -> Pace:
    """The pace kept in the data folder; where it cannot be read, the beginning."""
    try:
        return msgspec.json.decode((home / FILE).read_bytes(), type=Pace)
    except (OSError, msgspec.DecodeError, msgspec.ValidationError):
        return Pace()


def keep_pace(home: Path, pace: Pace) -> None:
    """Keep it, for this user's eyes only. On a full disk the old one stays."""
    new = home / f".{FILE}"
    try:
        home.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(msgspec.json.encode(pace))
        new.replace(home / FILE)
    except OSError:
        return  # the pace is a convenience: a session must not fail for it
