"""`voice-coach show`: one exercise, step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from voice_coach.exercise.script import AnyStep


@click.command()
@click.argument("exercise")
@click.option("--solo", is_flag=True, help="The way it goes alone.")
@click.option("--length", help="Only this length.")
@click.option("--diagram", is_flag=True, help="As a Mermaid flow chart, all lengths in one.")
def show(exercise: str, solo: bool, length: str | None, diagram: bool) -> None:
    """Show an exercise step by step."""
    from voice_coach.errors import UsageError
    from voice_coach.exercise.duration import estimated_seconds
    from voice_coach.exercise.plan import plan
    from voice_coach.exercise.script import Mode, addressed, of_length
    from voice_coach.signal.units import seconds
    from voice_coach.store.script_files import ScriptFiles

    shown = ScriptFiles().load(exercise)
    mode: Mode = "solo" if solo or not shown.couple else "couple"
    if mode not in shown.modes:
        raise UsageError(f"{shown.title} has no {mode} mode.", f"Without --solo: show {exercise}.")
    if diagram:
        from voice_coach.exercise.diagram import mermaid

        click.echo(mermaid(shown, mode=mode))
        return
    length = length or next(iter(shown.minutes))
    if length not in shown.minutes:
        raise UsageError(
            f'{shown.title} has no length "{length}".', f"Choose from: {', '.join(shown.minutes)}."
        )
    minutes = ", ".join(f"{name} {value:.0f} min" for name, value in shown.minutes.items())
    click.echo(f"{shown.title} ({shown.level}; {minutes})")
    click.echo(shown.purpose)
    click.echo(shown.about)
    if shown.listens_for:
        click.echo(f"Listens for: {'; '.join(shown.listens_for)}.")
    if shown.pauses_when:
        click.echo(f"Pauses when: {'; '.join(shown.pauses_when)}.")
    about = estimated_seconds(shown, mode=mode, length=length) / 60
    click.echo(f"\n{mode.capitalize()}, {length}, about {about:.0f} minutes:")
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
        click.echo(f"    {addressed(spoken, {'a': roles['a'], 'b': roles['b']})}")


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
