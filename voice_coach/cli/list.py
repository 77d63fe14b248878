"""`voice-coach list`: every exercise."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from voice_coach.exercise.script import Exercise


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON array.")
def list_exercises(as_json: bool) -> None:
    """List the exercises."""
    from voice_coach.store.between_file import read_between
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
    if rhythm := read_between(data_home(), tell=lambda line: click.echo(line, err=True)).rhythm:
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
