"""`voice-coach help-contacts`: the same page for everybody, closed by any key."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from voice_coach.cli.setup import FOR_WHOM, QUESTIONS

if TYPE_CHECKING:
    from voice_coach.store.contacts import Contact, Contacts, Place

A_PERSON = (
    "A trained person could help with many things better than a program can. It isn't a last "
    "resort. A few conversations can change a lot, and asking for help doesn't mean it's over."
)
SCREENS_TELL = (
    "Closing this page doesn't hide it on a monitored device or in a saved history. A "
    "friend's phone or a library computer may be safer."
)


@click.command()
@click.option("--country", metavar="CODE", help="For example GB [default: this machine's].")
def help_contacts(country: str | None) -> None:
    """Show whom to turn to: crisis, relationship, health.

    The same for everybody. On a terminal q closes it at any time and leaves nothing on the screen.
    """
    from voice_coach.edge.terminal import has_page
    from voice_coach.store.contacts import load_contacts
    from voice_coach.store.model_store import data_home

    passed_over: list[str] = []
    contacts = load_contacts(data_home(), tell=passed_over.append)
    place = contacts.place(country) if country else contacts.here()
    lines = [*passed_over, *page(contacts, place)]
    if has_page():
        _turn_over(lines)
    elif sys.stdout.isatty():
        click.echo("\n".join(wrapped(lines, shutil.get_terminal_size().columns)))
    else:
        click.echo("\n".join(lines).replace(TOGETHER, " "))


def _turn_over(lines: Sequence[str]) -> None:
    """Show the lines page by page, as many to a page as the window has room for."""
    from voice_coach.edge.terminal import TERMINAL

    at = 0
    with TERMINAL.single_keys(sys.stdin), TERMINAL.page():
        while True:
            columns, rows = shutil.get_terminal_size()
            pages = cut(wrapped(lines, columns), rows)
            at = min(at, len(pages) - 1)
            told = LAST if at == len(pages) - 1 else MORE
            TERMINAL.show("\n".join([*pages[at], told[: columns - 1]][:rows]))
            key = TERMINAL.key().lower()
            if key in HIDE or (at == len(pages) - 1 and key not in BACK):
                return
            at = max(at - 1, 0) if key in BACK else at + 1


def wrapped(lines: Iterable[str], columns: int) -> list[str]:
    """Lines no wider than a window, a number in one piece wherever it fits."""
    found: list[str] = []
    for line in lines:
        indent = " " * (len(line) - len(line.lstrip()))
        parts = textwrap.wrap(
            line.strip(), max(columns - 1, 8), initial_indent=indent, subsequent_indent=indent
        )
        found += parts or [""]
    return [each.replace(TOGETHER, " ") for each in found]


def cut(lines: Sequence[str], rows: int) -> list[Sequence[str]]:
    """Pages of at least a line, with a line below for the keys."""
    room = max(rows - 1, 1)
    return [lines[begin : begin + room] for begin in range(0, len(lines), room)]


def page(contacts: Contacts, place: Place) -> list[str]:
    """The page's lines."""
    from voice_coach.store.contacts import NEEDS

    lines = [f"Help & contacts: {place.name}"]
    for need, title in NEEDS.items():
        found = [each for each in place.lines if each.need == need]
        if found:
            lines += ["", title]
            lines += [f"  {each.name}: {_reach(each)}" for each in found]
    checked = f"Last checked: {contacts.last_checked}." if contacts.last_checked else UNCHECKED
    others = ", ".join(each.code for each in contacts.places if each is not place)
    return [
        *lines,
        "",
        *([OWN] if contacts.own else []),
        checked,
        f"Lists for other places (--country): {others}.",
        "",
        FOR_WHOM,
        *(f"  - {question}" for question, _ in QUESTIONS),
        "",
        A_PERSON,
        "",
        SCREENS_TELL,
    ]


HIDE = ("q", "h", "\x1b")
"""Keys that close the page wherever it stands."""

BACK = ("b", "\x7f", "\b", "\x1b[d", "\x1b[a", "\x1b[5~")
"""Keys that turn back: b, backspace, and the arrows that point there."""

MORE = "q closes, b goes back, any key goes on."
LAST = "Any key closes, b goes back."

TOGETHER = "\xa0"
"""A blank at which no line is broken."""

UNCHECKED = "Nobody has checked these numbers yet. If one does not answer, try another."

OWN = "This is your own list, not the one that comes with voice-coach."


def _reach(contact: Contact) -> str:
    doubt = "" if contact.confirmed else " (unconfirmed)"
    return contact.reach.replace(" ", TOGETHER) + doubt
