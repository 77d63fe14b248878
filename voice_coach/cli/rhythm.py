"""`voice-coach rhythm`: the day and hour two people have agreed on, kept on this computer only."""

from __future__ import annotations

import click


@click.command()
@click.argument("day", required=False)
@click.argument("hour", metavar="[HH:MM]", required=False)
@click.argument("exercise", required=False)
@click.option("--off", is_flag=True, help="Forget it.")
def rhythm(day: str | None, hour: str | None, exercise: str | None, off: bool) -> None:
    """Keep a weekly time for each other, such as sunday 18:00 weekly-check-in.

    Off by default. It is shown when you type `voice-coach list` or run something on that day, and
    nowhere else: nothing runs in the background, and nobody counts what was missed.
    """
    from voice_coach.errors import UsageError
    from voice_coach.store.between import DAYS, Rhythm, keep_between, read_between
    from voice_coach.store.model_store import data_home
    from voice_coach.store.script_files import ScriptFiles

    between = read_between(data_home())
    if off:
        keep_between(data_home(), between.in_rhythm(None))
        click.echo("Forgotten.")
    elif day is None:
        line = f"Your time: {between.rhythm.in_words}." if between.rhythm else "No time is kept."
        click.echo(line)
    else:
        if day.lower() not in DAYS or not hour or not Rhythm.is_hour(hour):
            raise UsageError(
                "Give a day of the week and an hour.",
                "For example: voice-coach rhythm sunday 18:00",
            )
        if exercise:
            ScriptFiles().load(exercise)
        wanted = Rhythm(day=DAYS.index(day.lower()), hour=hour, exercise=exercise or "")
        if click.confirm(f"Kept on this computer: {wanted.in_words}. Do you both want that?"):
            keep_between(data_home(), between.in_rhythm(wanted))
            click.echo("Kept.")
