"""`voice-coach keep`: see and forget what you chose to keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from voice_coach.store.keepsakes import Keepsakes


@click.group()
def keep() -> None:
    """See and forget what you chose to keep.

    After some exercises the coach offers to keep a promise or an agreement, typed by you, on this
    computer only, and only if everybody agrees. Nothing else that you say is ever kept.
    """


@keep.command()
def show() -> None:
    """Show everything that is kept."""
    from voice_coach.shell.keeping import as_line

    keepsakes = _keepsakes()
    found = keepsakes.all()
    _tell_set_aside(keepsakes)
    for each in found:
        click.echo(f"{each.number:3}  {as_line(each)}")
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
    if everything:
        forgotten += keepsakes.forget_closeness()
    _tell_set_aside(keepsakes)
    click.echo(f"Forgotten: {forgotten}.")


@keep.command()
@click.option("--on", is_flag=True, help="From now on ask both after a session.")
@click.option("--off", is_flag=True, help="Ask no more, and forget the numbers.")
def trend(on: bool, off: bool) -> None:
    """Show how close you two have felt, if you both wanted that kept.

    After a session each types a number the other does not see; only their mean is kept, never
    whose it was. It is off until both say yes, and shown only here.
    """
    from voice_coach.shell.closeness import A_PERSON, falling
    from voice_coach.store.between import keep_between, read_between
    from voice_coach.store.model_store import data_home

    if on and off:
        raise click.UsageError("Give --on or --off, not both.")
    keepsakes = _keepsakes()
    if on and not all(click.confirm(f"{who}: ask and keep it?") for who in ("One", "The other")):
        click.echo("Then nothing is asked and nothing kept.")
        return
    if on or off:
        between = read_between(data_home())
        keep_between(data_home(), between.with_closeness(on))
        if off:
            keepsakes.forget_closeness()
        click.echo("You are asked from now on." if on else "Forgotten, and asked no more.")
        return
    found = keepsakes.closeness()
    _tell_set_aside(keepsakes)
    for each in found:
        click.echo(f"{each.day.isoformat()}  {each.level:4.1f}  {'#' * round(each.level)}")
    if not found:
        click.echo("Nothing is kept. To begin, both of you: voice-coach keep trend --on")
    elif falling(found):
        click.echo(A_PERSON)


def _keepsakes() -> Keepsakes:
    from voice_coach.store.keepsakes import Keepsakes
    from voice_coach.store.model_store import data_home

    return Keepsakes(data_home())


def _tell_set_aside(keepsakes: Keepsakes) -> None:
    if keepsakes.set_aside:
        click.echo(
            f"The file of keepsakes was damaged or of a newer version. It is now "
            f"{keepsakes.set_aside}.",
            err=True,
        )
