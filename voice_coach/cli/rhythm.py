"""`voice-coach rhythm`: the day and hour two people have agreed on, kept on this computer only."""

from __future__ import annotations

import click


@click.command()
@click.argument("day", required=False)
@click.argument("hour", metavar="[HH:MM]", required=False)
@click.argument("exercise", required=False)
@click.option("--off", is_flag=True, help="Forget the weekly time.")
def rhythm(day: str | None, hour: str | None, exercise: str | None, off: bool) -> None:
    """Keep a weekly time for each other, such as sunday 18:00 weekly-check-in.

    Off by default. You see it here, in `voice-coach list`, and when you run something on that day;
    nothing runs in the background, and nobody counts what was missed.
    """
    from voice_coach.errors import UsageError
    from voice_coach.store.between import DAYS, Rhythm, hour_of
    from voice_coach.store.between_file import change_between, read_between
    from voice_coach.store.model_store import data_home
    from voice_coach.store.own_exercises import every_script

    def tell(line: str) -> None:
        click.echo(line, err=True)

    if off:
        change_between(data_home(), lambda between: between.in_rhythm(None), tell=tell)
        click.echo("Forgotten.")
    elif day is None:
        kept = read_between(data_home(), tell=tell).rhythm
        click.echo(f"Your weekly time: {kept.in_words}." if kept else "No weekly time is kept.")
    else:
        if day.lower() not in DAYS:
            raise UsageError(f'"{day}" is no day of the week.', EXAMPLE)
        if not hour:
            raise UsageError("An hour is missing.", EXAMPLE)
        at = hour_of(hour)
        if at is None:
            raise UsageError(f'"{hour}" is no hour from 00:00 to 23:59.', EXAMPLE)
        if exercise:
            every_script().load(exercise)
        wanted = Rhythm(day=DAYS.index(day.lower()), hour=at, exercise=exercise or "")
        if click.confirm(f"{wanted.in_words}: kept on this computer. Do you both want that?"):
            change_between(data_home(), lambda between: between.in_rhythm(wanted), tell=tell)
            click.echo("Kept.")
        else:
            click.echo("Then nothing is changed.")


EXAMPLE = "For example: voice-coach rhythm sunday 18:00"
