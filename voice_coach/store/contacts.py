"""Help & contacts: whom to turn to, by place. The same for everybody, so opening it tells nothing.

The list is data that its users can replace; what it says of being checked is shown with it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from voice_coach.errors import UsageError
from voice_coach.store.toml_file import decoded

Need = Literal["emergency", "relationship", "crisis", "children"]

NEEDS: dict[Need, str] = {
    "emergency": "In danger now",
    "relationship": "Relationship, and being safe in it",
    "crisis": "When it is all too much",
    "children": "Children and young people",
}
"""Every need, in the order shown, in words that fit on a screen anybody may see."""

OWN_LIST = "contacts.toml"
"""A file of this name in the data folder replaces the list that comes with the project."""


class Contact(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody who can be reached."""

    need: Need
    name: str
    reach: str
    """Number or address, as it is dialled or typed."""
    confirmed: bool
    """Whether a public source confirmed it when the list was gathered."""


class Place(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A country or a group of countries."""

    code: str
    """ISO 3166 code in capitals; "EU" and "ELSEWHERE" besides."""
    name: str
    covers: tuple[str, ...] = ()
    """Codes of countries it stands for where they have no list of their own."""
    lines: Annotated[tuple[Contact, ...], msgspec.Meta(min_length=1)]


class Contacts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole list."""

    last_checked: str
    """The day somebody checked every line, as YYYY-MM-DD; empty: nobody has yet."""
    places: Annotated[tuple[Place, ...], msgspec.Meta(min_length=1)]
    own: bool = False
    """Whether it is a list of the user's own; no part of a file."""

    def place(self, code: str) -> Place:
        """The place of a country code.

        Raises:
            UsageError: the list has none of this code.
        """
        wanted = code.upper()
        own = [place for place in self.places if place.code == wanted]
        if found := own or [place for place in self.places if wanted in place.covers]:
            return found[0]
        known = ", ".join(each.code for each in self.places)
        raise UsageError(f'There is no list for "{code}".', f"Choose from: {known}.")

    def here(self) -> Place:
        """The place this machine's settings name, or the one for everywhere else."""
        for code in (_country(), "ELSEWHERE"):
            with suppress(UsageError):
                return self.place(code or "")
        return self.places[-1]


def load_contacts(home: Path, *, tell: Callable[[str], None] = lambda _: None) -> Contacts:
    """The user's own list if there is a usable one in `home`, else the one that comes with us.

    A list that cannot be read is passed over, and that is told: at this moment any list is better
    than an error.
    """
    own = home / OWN_LIST
    try:
        return msgspec.structs.replace(decoded(own.read_bytes(), Contacts), own=True)
    except (FileNotFoundError, NotADirectoryError):
        pass
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        tell(f"Your own list, {own}, cannot be used ({why}). This is the one that comes with us.")
    shipped = files("voice_coach") / "contacts" / "en.toml"
    return msgspec.structs.replace(decoded(shipped.read_bytes(), Contacts), own=False)


def _country() -> str | None:
    """The country of the language settings: "GB" of "en_GB.UTF-8"."""
    # Not `locale.getlocale`: it takes settings of no country for those of the United States.
    names = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    found = re.match(r"[a-z]+_([A-Z]{2})\b", next(filter(None, names), ""))
    return found[1] if found else None
