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
    from voice_coach.shell.keeping import told

    keepsakes = _keepsakes()
    found = keepsakes.all()
    _tell_no_good(keepsakes)
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
    from voice_coach.errors import UsageError
    from voice_coach.store.between import Between
    from voice_coach.store.between_file import change_between

    keepsakes = _keepsakes()
    if everything:
        change_between(keepsakes.home, Between.without_levels, tell=_tell)
        forgotten = keepsakes.forget_all()
        click.echo(f"Forgotten: {forgotten}. Nothing is kept now.")
        return
    forgotten = keepsakes.forget(numbers)
    _tell_no_good(keepsakes)
    if forgotten < len(set(numbers)):
        raise UsageError(
            f"Forgotten: {forgotten}. There is no other of these numbers.",
            "`voice-coach keep show` gives them.",
        )
    click.echo(f"Forgotten: {forgotten}.")


@keep.command()
@click.option("--on", is_flag=True, help="From now on ask both after a session.")
@click.option("--off", is_flag=True, help="Ask no more, and forget the numbers.")
def trend(on: bool, off: bool) -> None:
    """Show whether you two have felt closer of late, if you both wanted that kept.

    After a session each types a number the other does not see, and no number is shown again: only
    whether they go up or down over several sessions. It is off until both say yes.
    """
    from voice_coach.shell.closeness import A_PERSON, falling
    from voice_coach.shell.closeness import trend as told_trend
    from voice_coach.store.between_file import change_between, read_between
    from voice_coach.store.model_store import data_home

    if on and off:
        raise click.UsageError("Give --on or --off, not both.")
    if on and not all(click.confirm(f"{who}: ask and keep it?") for who in ("One", "The other")):
        click.echo("Then nothing is asked and nothing kept.")
        return
    if on or off:
        change_between(data_home(), lambda between: between.with_closeness(on), tell=_tell)
        click.echo("You are asked from now on." if on else "Forgotten, and asked no more.")
        return
    between = read_between(data_home(), tell=_tell)
    levels = between.private.levels
    if not between.closeness and not levels:
        click.echo("Nothing is kept. To begin, both of you: voice-coach keep trend --on")
        return
    click.echo(told_trend(levels))
    if falling(levels):
        click.echo(A_PERSON)


def _keepsakes() -> Keepsakes:
    from voice_coach.store.keepsakes import Keepsakes
    from voice_coach.store.model_store import data_home

    return Keepsakes(data_home())


def _tell_no_good(keepsakes: Keepsakes) -> None:
    from voice_coach.shell.keeping import tell_no_good

    tell_no_good(keepsakes, _tell)


def _tell(line: str) -> None:
    click.echo(line, err=True)
