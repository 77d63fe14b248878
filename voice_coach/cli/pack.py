"""`voice-coach pack`: exercises in one file, to be handed to somebody else."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("files", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="NAME.zip",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The zip to write; one that is there stays.",
)
def pack(files: tuple[str, ...], output: Path) -> None:
    """Put exercises of yours into one zip, to hand to somebody else.

    FILES are names or TOML files. Each is checked. Whoever gets the zip types: voice-coach add
    """
    from voice_coach.cli.show import credit
    from voice_coach.store.own_exercises import every_script
    from voice_coach.store.pack import alone
    from voice_coach.store.pack import pack as write

    scripts = every_script()
    exercises = [alone(scripts.path_of(name)) for name in files]
    write(exercises, output)
    for each in exercises:
        click.echo(f"{each.exercise.title} ({each.file}). {credit(each.exercise)}")
        if not (each.exercise.origin and each.exercise.licence):
            click.echo("  Add a line for each, origin and licence: others will want to know.")
    click.echo(f"Wrote {output}. Whoever gets it types: voice-coach add {output.name}")
