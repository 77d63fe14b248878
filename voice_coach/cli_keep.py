"""`voice-coach keep`: see and forget what you chose to keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from voice_coach.edge.keepsakes import Keepsakes


@click.group()
def keep() -> None:
    """See and forget what you chose to keep.

    After some exercises the coach offers to keep a promise or an agreement, typed by you, on this
    computer only, and only if everybody agrees. Nothing else that you say is ever kept.
    """


@keep.command()
def show() -> None:
    """Show everything that is kept."""
    from voice_coach.keeping import told

    keepsakes = _keepsakes()
    found = keepsakes.all()
    _tell_set_aside(keepsakes)
    for each in found:
        click.echo(f"{each.number:3}  {told(each)}")
    if not found:
        click.echo("Nothing is kept.")


@keep.command()
@click.argument("numbers", nargs=-1, type=int)
@click.option("--all", "everything", is_flag=True, help="Everything.")
def forget(numbers: tuple[int, ...], everything: bool) -> None:
    """Forget things by the numbers that `keep show` gives, for good."""
    if bool(numbers) == everything:
        raise click.UsageError("Give the numbers that `voice-coach keep show` gives, or --all.")
    keepsakes = _keepsakes()
    forgotten = keepsakes.forget(
        [each.number for each in keepsakes.all()] if everything else numbers
    )
    _tell_set_aside(keepsakes)
    click.echo(f"Forgotten: {forgotten}.")


def _keepsakes() -> Keepsakes:
    from voice_coach.edge.keepsakes import Keepsakes
    from voice_coach.edge.model_store import data_home

    return Keepsakes(data_home())


def _tell_set_aside(keepsakes: Keepsakes) -> None:
    if keepsakes.set_aside:
        click.echo(
            f"The file of keepsakes was damaged or of a newer version. It is now "
            f"{keepsakes.set_aside}.",
            err=True,
        )
