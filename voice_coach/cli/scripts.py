"""`voice-coach list`, `show` and `check`: the exercises as data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from voice_coach.exercise.script import AnyStep, Exercise


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON array.")
def list_exercises(as_json: bool) -> None:
    """List the exercises."""
    from voice_coach.store.between import read_between
    from voice_coach.store.model_store import data_home
    from voice_coach.store.script_files import GOOD_ORDER, RECOMMENDED, ScriptFiles

    found = ScriptFiles().all()
    if as_json:
        click.echo(json.dumps([_entry(each) for each in found], indent=2, ensure_ascii=False))
        return
    width = max(len(each.name) for each in found)
    for level in ("easy", "warm", "deep"):
        for each in (one for one in found if one.level == level):
            minutes = " or ".join(f"{value:.0f}" for value in each.minutes.values())
            modes = "two or alone" if len(each.modes) == 2 else each.modes[0]
            mark = "  (begin here)" if each.name == RECOMMENDED else ""
            click.echo(f"{each.name:{width}}  {level}, {minutes} min, {modes}{mark}")
            click.echo(f"{'':{width}}  {each.purpose}")
    click.echo(f"A good order: {', '.join(GOOD_ORDER)}. The others fit in anywhere.")
    if rhythm := read_between(data_home()).rhythm:
        click.echo(f"Your time: {rhythm.told}.")
    click.echo("Start one: voice-coach run NAME. Look inside: voice-coach show NAME.")


def _entry(exercise: Exercise) -> dict[str, Any]:
    return {
        "name": exercise.name,
        "title": exercise.title,
        "level": exercise.level,
        "minutes": dict(exercise.minutes),
        "flows": list(exercise.modes),
        "purpose": exercise.purpose,
        "inspired_by": exercise.about,
    }


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
    for cue in plan(shown, mode=mode, length=length):
        if cue.part != part:
            part = cue.part
            click.echo(f"\n{part}")
        names = cue.names(cue.partner)
        spoken = cue.step.say.format(a="{a}", b="{b}", **names)
        roles = {"a": "A", "b": "B"} if mode == "couple" else {"a": "", "b": ""}
        lasting = getattr(cue.step, "seconds", None)
        time = f", {seconds(of_length(lasting, length)):.0f} s" if lasting else ""
        click.echo(f"  {cue.step.id} ({_kind(cue.step)}{time})")
        click.echo(f"    {addressed(spoken, {'a': roles['a'], 'b': roles['b']})}")


def _kind(step: AnyStep) -> str:
    from voice_coach.exercise.script import Ask, FloorStep

    kind = type(step).__name__.lower()
    if isinstance(step, Ask):
        kind += f": {', '.join(step.answers)}"
    if isinstance(step, FloorStep) and (step.mirrored or step.checked):
        kind += ", mirrored" if step.mirrored else ", checked"
    if step.when:
        kind += f", when {', '.join(f'{asked} is {wanted}' for asked, wanted in step.when.items())}"
    return kind


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--schema", is_flag=True, help="Print a JSON Schema of exercises, for editors.")
def check(files: tuple[Path, ...], schema: bool) -> None:
    """Check exercise files you wrote: file, line, and what was expected.

    Without FILES, everything that comes with the project.
    """
    if schema:
        click.echo(_schema())
        return
    from voice_coach.errors import ScriptError
    from voice_coach.store.script_files import ScriptFiles

    scripts = ScriptFiles()
    found: list[str] = []
    hint = ""
    for file in files or [Path(name) for name in scripts.names()]:
        if scripts.shares(file):
            blocks = len(scripts.blocks)
            lines = len(scripts.lines().__struct_fields__)
            click.echo(f"{file}: fine (all exercises share {blocks} blocks and {lines} lines)")
            continue
        try:
            exercise = scripts.load_file(file) if files else scripts.load(file.name)
        except ScriptError as error:
            found.append(error.message)
            hint = error.hint
            continue
        click.echo(f"{file}: fine ({_lengths(exercise)})")
    if found:
        raise ScriptError("\n".join(found), hint)


def _lengths(exercise: Exercise) -> str:
    from voice_coach.exercise.duration import estimated_seconds

    taken = {
        f"{mode} {length}": estimated_seconds(exercise, mode=mode, length=length) / 60
        for mode in exercise.modes
        for length in exercise.minutes
    }
    return ", ".join(f"{way} about {minutes:.1f} min" for way, minutes in taken.items())


def _schema() -> str:
    import msgspec

    from voice_coach.exercise.script import Exercise

    return json.dumps(msgspec.json.schema(Exercise), indent=2)
