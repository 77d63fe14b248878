"""`voice-coach practice`: a private record of what you practise alone, if you want one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from voice_coach.store.practice import PracticeRecord


@click.group()
def practice() -> None:
    """See and forget what you practised alone.

    Nothing of that is kept unless you turn it on, and then each time asks you first. It says no
    date and no score. Whoever uses this account on this computer can read it.
    """


@practice.command("on")
def turn_on() -> None:
    """From now on, ask after each exercise done alone whether to note it."""
    _record().turn_on()
    click.echo(
        "I'll ask after each exercise that is done alone. Anybody who uses this account can read "
        "what is noted. To delete all of it, and stop: voice-coach practice forget"
    )


@practice.command()
@click.option(
    "--picture",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Draw it as an SVG picture, without your sentences.",
)
def show(picture: Path | None) -> None:
    """Show it: a leaf for each point that came back, and your sentences."""
    from voice_coach.errors import UsageError
    from voice_coach.screen.colours import DAY
    from voice_coach.screen.garden import in_leaves, in_svg
    from voice_coach.store.home import write_new
    from voice_coach.store.own_exercises import every_script

    record = _record()
    times = record.all()
    if not times:
        begun = "Nothing is noted yet." if record.on else "Nothing is kept."
        click.echo(f"{begun} To be asked from now on: voice-coach practice on")
        return
    titles = {each.name: each.title for each in every_script(tell=_tell).all()}
    for each in times:
        click.echo(f"{titles.get(each.exercise, each.exercise)}  {in_leaves(each.back)}")
        if each.sentence:
            click.echo(f"  {each.sentence}")
    if picture:
        try:
            write_new(picture, in_svg([each.back for each in times], DAY).encode())
        except FileExistsError as error:
            raise UsageError(f"{picture} is there already.", "Choose another name.") from error
        click.echo(f"Picture: {picture}")


@practice.command()
def forget() -> None:
    """Delete all of it, and ask no more."""
    click.echo("Forgotten. Nothing is kept now." if _record().forget() else "Nothing is kept.")


def _record() -> PracticeRecord:
    from voice_coach.store.model_store import data_home
    from voice_coach.store.practice import PracticeRecord

    return PracticeRecord(data_home(), tell=_tell)


def _tell(line: str) -> None:
    click.echo(line, err=True)
