"""`voice-coach update`."""

from __future__ import annotations

import click

from voice_coach import __version__


@click.command()
@click.option("--from", "address", metavar="URL", help="Ask there for the newest release.")
def update(address: str | None) -> None:
    """Ask whether there is a newer release.

    Only this command asks, and only when you type it: the project's list of releases, over the
    network. Nothing is downloaded or installed, and nothing about you is sent.
    """
    from voice_coach.store.releases import newer_than

    newest = newer_than(__version__, address)
    if not newest:
        click.echo(f"You have {__version__}, and there is nothing newer.")
        return
    click.echo(f"There is {newest.tag_name}; you have {__version__}.")
    if newest.page:
        click.echo(f"What is new, and how to get it: {newest.page}")
