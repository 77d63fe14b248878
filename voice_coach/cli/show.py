"""`voice-coach show`: one exercise, step by step."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from voice_coach.cli.options import exercise_argument, language_option, length_option
from voice_coach.cli.wrapped import wrapped

if TYPE_CHECKING:
    from voice_coach.exercise.script import AnyStep, Exercise

HOW_MANY = {"couple": "For two", "solo": "Alone"}


@click.command()
@exercise_argument()
@click.option("--solo", is_flag=True, help="As it goes for one person alone.")
@length_option
@language_option
@click.option("--diagram", is_flag=True, help="As a Mermaid flow chart, all lengths in one.")
@click.option(
    "--picture",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Draw its ways into this SVG file, all lengths in one.",
)
@click.option(
    "--sheet",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a page to read with others into this Markdown file.",
)
def show(
    exercise: str,
    solo: bool,
    length: str | None,
    language: str,
    diagram: bool,
    picture: Path | None,
    sheet: Path | None,
) -> None:
    """Show an exercise step by step."""
    from voice_coach.errors import UsageError
    from voice_coach.exercise.duration import estimated_seconds
    from voice_coach.exercise.plan import plan
    from voice_coach.exercise.script import Mode, addressed, chosen_length, of_length
    from voice_coach.signal.units import seconds
    from voice_coach.store.own_exercises import every_script

    shown = every_script(language=language).load(exercise)
    mode: Mode = "solo" if solo or not shown.couple else "couple"
    if mode not in shown.modes:
        raise UsageError(f"{shown.title} cannot be done alone.", "Leave out --solo.")
    if diagram:
        from voice_coach.exercise.diagram import mermaid

        click.echo(mermaid(shown, mode=mode))
    if picture:
        from voice_coach.screen.chart import SIGNATURE, chart

        _write(picture, chart(shown, mode=mode), SIGNATURE)
    if sheet:
        from voice_coach.exercise.sheet import FIRST_LINE
        from voice_coach.exercise.sheet import sheet as page

        _write(sheet, page(shown), FIRST_LINE)
    if diagram or picture or sheet:
        return
    length = chosen_length(shown, length)
    minutes = ", ".join(f"{name} {value:.0f} min" for name, value in shown.minutes.items())
    click.echo(f"{shown.title} ({shown.level}; {minutes})")
    click.echo(wrapped(shown.purpose))
    click.echo(wrapped(shown.about))
    if shown.origin or shown.licence:
        click.echo(credit(shown))
    if shown.watch_for:
        watch_for = "; ".join(shown.watch_for)
        click.echo(wrapped(f"If you lead it yourself, watch for: {watch_for}."))
    about = round(estimated_seconds(shown, mode=mode, length=length) / 60)
    whole = "minute" if about == 1 else "minutes"
    click.echo(f"\n{HOW_MANY[mode]}, {length}, about {about} {whole}:")
    part = ""
    for planned in plan(shown, mode=mode, length=length):
        if planned.part != part:
            part = planned.part
            click.echo(f"\n{part}")
        names = planned.names(planned.partner)
        spoken = planned.step.say.format(a="{a}", b="{b}", **names)
        roles = {"a": "A", "b": "B"} if mode == "couple" else {"a": "", "b": ""}
        lasting = getattr(planned.step, "seconds", None)
        time = f", {seconds(of_length(lasting, length)):.0f} s" if lasting else ""
        click.echo(f"  {planned.step.id} ({_kind(planned.step)}{time})")
        click.echo(wrapped(addressed(spoken, {"a": roles["a"], "b": roles["b"]}), " " * 4))


SIGNED_WITHIN = 500
"""Bytes from its beginning within which a file tells that it was written by this command."""


def _write(path: Path, text: str, signature: str) -> None:
    """Write a picture or a page; one that was written before is made anew, nothing else is.

    Raises:
        UsageError: something else is there, or it cannot be written.
    """
    from voice_coach.errors import UsageError

    try:
        if path.exists() and not _ours(path, signature):
            raise UsageError(f"{path} is there already, and is something else.", "Name another.")
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(
            f"{path} cannot be written: {error.strerror}.", "Choose another place."
        ) from error
    click.echo(f"Wrote {path}.")


def _ours(path: Path, signature: str) -> bool:
    if not path.is_file():  # a device may be read for ever
        return False
    with path.open("rb") as file:
        return signature.encode() in file.read(SIGNED_WITHIN)


def credit(exercise: Exercise) -> str:
    """Who wrote an exercise, and what others may do with it."""
    return f"By {exercise.origin or 'nobody named'}. Licence: {exercise.licence or 'none named'}."


def _kind(step: AnyStep) -> str:
    from voice_coach.exercise.script import Ask, FloorStep

    kind = str(type(step).__struct_config__.tag)
    if isinstance(step, Ask):
        kind += f": {', '.join(step.answers)}"
    if isinstance(step, FloorStep) and (step.mirrored or step.checked):
        kind += ", mirrored" if step.mirrored else ", checked"
    if step.when:
        kind += f", when {', '.join(f'{asked} is {wanted}' for asked, wanted in step.when.items())}"
    return kind
