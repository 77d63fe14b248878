"""`voice-coach add`: exercises to be found by name, of one's own or from somebody else."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
def add(file: Path) -> None:
    """Add exercises to your own: one that you wrote, or those in a zip that somebody gave you.

    FILE is a TOML file, or a zip made with `voice-coach pack`. What it holds is checked first, and
    put into the folder of your own exercises. It is text: nothing in a zip is ever run.
    """
    from voice_coach.cli.show import credit
    from voice_coach.store.own_exercises import own_folder
    from voice_coach.store.pack import add as put
    from voice_coach.store.pack import alone, packed

    exercises = [alone(file)] if file.suffix == ".toml" else packed(file)
    folder = own_folder(tell=lambda line: click.echo(line, err=True))
    put(exercises, folder)
    for each in exercises:
        click.echo(f"{each.exercise.title}: {each.exercise.purpose}")
        click.echo(f"  {credit(each.exercise)}")
        click.echo(f"  Look inside: voice-coach show {each.exercise.name}")
    click.echo(f"Added to {folder}.")
