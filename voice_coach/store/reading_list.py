"""The reading list: books, workshops, groups. Data, which its users replace by their own."""

from __future__ import annotations

import os
from importlib.resources import files
from pathlib import Path
from typing import Literal

import msgspec

from voice_coach.errors import UsageError

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
    if not own.exists():
        return msgspec.toml.decode(_shipped(), type=ReadingList)
    try:
        return msgspec.toml.decode(own.read_bytes(), type=ReadingList)
    except (OSError, msgspec.DecodeError) as error:
        raise UsageError(
            f"{own}: {error}.", "Correct it, or rename it: then our list is shown again."
        ) from error


def copy_reading(home: Path) -> Path:
    """Put a copy of our list into `home`, to be edited; one that is there already stays."""
    own = home / OWN_LIST
    home.mkdir(parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(own, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(_shipped())
    except FileExistsError:
        pass  # theirs
    return own


def _shipped() -> bytes:
    return (files("voice_coach") / "reading" / "en.toml").read_bytes()
