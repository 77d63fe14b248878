"""The reading list: books, workshops, groups. Data, which its users replace by their own."""

from __future__ import annotations

import os
from importlib.resources import files
from pathlib import Path
from typing import Literal

import msgspec

from voice_coach.errors import UsageError
from voice_coach.store.home import locked, not_kept, write_whole
from voice_coach.store.toml_file import decoded

OWN_LIST = "reading.toml"
"""A file of this name in the data folder replaces the list that comes with the project."""

Kind = Literal["book", "workshop", "group", "paper"]


class Item(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing to read, or a place to go."""

    kind: Kind
    what: str
    where: str = ""


class ReadingList(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole list."""

    items: tuple[Item, ...]


def load_reading(home: Path) -> ReadingList:
    """The user's own list if there is one in `home`, else the one that comes with us.

    Raises:
        UsageError: their own list cannot be read. It is left as it is.
    """
    own = home / OWN_LIST
    try:
        return decoded(own.read_bytes(), ReadingList)
    except (FileNotFoundError, NotADirectoryError):
        return decoded(_shipped(), ReadingList)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise UsageError(
            f"{own}: {why}.", "Mend it, or rename it: then ours is shown again."
        ) from error


def copy_reading(home: Path) -> Path:
    """Put a copy of our list into `home`, to be edited; one that is there already stays.

    Raises:
        KeepsakeError: it cannot be written.
    """
    own = home / OWN_LIST
    with locked(home):
        try:
            if not os.path.lexists(own):
                write_whole(own, _shipped())
        except OSError as error:
            raise not_kept(own, error) from error
    return own


def _shipped() -> bytes:
    return (files("voice_coach") / "reading" / "en.toml").read_bytes()
