"""`voice-coach help-contacts`: the same page for everybody, closed by any key."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from voice_coach.cli.setup import FOR_WHOM, QUESTIONS, WIDTH

if TYPE_CHECKING:
    from voice_coach.store.contacts import Contacts, Place

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
    from voice_coach.store.contacts import load_contacts
    from voice_coach.store.model_store import data_home

    contacts = load_contacts(data_home())
    place = contacts.place(country) if country else contacts.here()
    lines = "\n".join(page(contacts, place)).split("\n")
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        click.echo("\n".join(lines))
        return
    from rich.console import Console

    console = Console(highlight=False)
    room = console.height - 3
    with console.screen(hide_cursor=True):
        for begin in range(0, len(lines), room):
            console.clear()
            more = begin + room < len(lines)
            console.print("\n".join(lines[begin : begin + room]), markup=False)
            console.print(
                "\nq closes this page, any other key shows more."
                if more
                else "\nAny key closes it."
            )
            if click.getchar().lower() in HIDE:
                return


def page(contacts: Contacts, place: Place) -> list[str]:
    """The page's lines."""
    from voice_coach.store.contacts import NEEDS

    lines = [f"Help & contacts: {place.name}"]
    for need, title in NEEDS.items():
        found = [each for each in place.lines if each.need == need]
        if found:
            lines += ["", title]
            lines += [f"  {each.name}: {each.reach}{_doubt(each.confirmed)}" for each in found]
    checked = f"Last checked: {contacts.last_checked}." if contacts.last_checked else UNCHECKED
    others = ", ".join(each.code for each in contacts.places if each is not place)
    return [
        *lines,
        "",
        checked,
        f"Lists for other places (--country): {others}.",
        "",
        click.wrap_text(FOR_WHOM, WIDTH),
        *(f"  - {question}" for question, _ in QUESTIONS),
        "",
        click.wrap_text(A_PERSON, WIDTH),
        "",
        click.wrap_text(SCREENS_TELL, WIDTH),
    ]


HIDE = ("q", "h", "\x1b")
"""Keys that close the page wherever it stands."""

UNCHECKED = "Nobody has checked these numbers yet. If one does not answer, try another."


def _doubt(confirmed: bool) -> str:
    return "" if confirmed else " (unconfirmed)"
