"""`voice-coach keep`: see and forget what you chose to keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from voice_coach.store.keepsakes import Keepsakes


SHALL_I = "shall I ask after sessions, and keep the number?"


@click.group()
def keep() -> None:
    """See and forget what you chose to keep.

    After some exercises the coach offers to keep a promise or an agreement, typed by you, on this
    computer only, and only if everybody agrees. Nothing else that you say is ever kept.
    """


@keep.command()
def show() -> None:
    """Show everything that is kept."""
    from voice_coach.shell.keeping import told

    keepsakes = _keepsakes()
    found = keepsakes.all()
    _tell_set_aside(keepsakes)
    for each in found:
        click.echo(f"{each.number:3}  {told(each)}")
    if not found:
        click.echo("Nothing is kept.")


@keep.command()
@click.argument("numbers", nargs=-1, type=int)
@click.option("--all", "everything", is_flag=True, help="Forget everything.")
def forget(numbers: tuple[int, ...], everything: bool) -> None:
    """Forget things for good, by the numbers that `keep show` shows."""
    if bool(numbers) == everything:
        raise click.UsageError("Give the numbers that `voice-coach keep show` shows, or --all.")
    keepsakes = _keepsakes()
    forgotten = keepsakes.forget(
        [each.number for each in keepsakes.all()] if everything else numbers
    )
    if everything:
        forgotten += keepsakes.forget_closeness()
    _tell_set_aside(keepsakes)
    click.echo(f"Forgotten: {forgotten}.")


@keep.command()
@click.option("--on", is_flag=True, help="From now on, ask you both after each session.")
@click.option("--off", is_flag=True, help="Stop asking, and forget the numbers.")
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
    if on and not all(click.confirm(f"{who} of you: {SHALL_I}") for who in ("First", "Second")):
        keep_between(data_home(), read_between(data_home()).with_closeness(False))
        click.echo("Then I won't ask, and nothing is kept.")
        return
    if on or off:
        between = read_between(data_home())
        keep_between(data_home(), between.with_closeness(on))
        if off:
            keepsakes.forget_closeness()
        click.echo(
            "I'll ask you both after each session." if on else "Forgotten. I won't ask again."
        )
        return
    found = keepsakes.closeness()
    _tell_set_aside(keepsakes)
    for each in found:
        click.echo(f"{each.day.isoformat()}  {each.level:4.1f}  {'#' * round(each.level)}")
    if not found:
        click.echo("Nothing is kept. To begin, together: voice-coach keep trend --on")
    elif falling(found):
        click.echo(A_PERSON)


def _keepsakes() -> Keepsakes:
    from voice_coach.store.keepsakes import Keepsakes
    from voice_coach.store.model_store import data_home

    return Keepsakes(data_home())


def _tell_set_aside(keepsakes: Keepsakes) -> None:
    if keepsakes.set_aside:
        click.echo(
            f"The file of what you kept was damaged, or from a newer version. It has been moved to "
            f"{keepsakes.set_aside}.",
            err=True,
        )
