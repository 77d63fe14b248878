"""`voice-coach list`: every exercise."""

from __future__ import annotations

import json
import shutil
import textwrap
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

import click

from voice_coach.edge.outputs import BOLD, USUAL

if TYPE_CHECKING:
    from voice_coach.exercise.script import Exercise
    from voice_coach.store.between import Level

WAYS = {"couple": "for two", "solo": "alone"}
LEVELS: tuple[Level, ...] = ("easy", "warm", "deep")
WIDEST = 100
"""Columns: longer lines are hard to read."""


@click.command()
@click.option("--solo", is_flag=True, help="Only those that can be done alone.")
@click.option("--minutes", type=click.FloatRange(1), help="Only those that take no longer.")
@click.option("--level", type=click.Choice(LEVELS), help="Only those of this level.")
@click.option("--json", "as_json", is_flag=True, help="One JSON array.")
def list_exercises(solo: bool, minutes: float | None, level: str | None, as_json: bool) -> None:
    """List the exercises."""
    from voice_coach.store.between import PACE
    from voice_coach.store.between_file import read_between
    from voice_coach.store.model_store import data_home
    from voice_coach.store.own_exercises import every_script
    from voice_coach.store.script_files import GOOD_ORDER

    def tell(line: str) -> None:
        click.echo(line, err=True)

    scripts = every_script(tell=tell)
    own = scripts.own_names()
    found = [
        each
        for each in scripts.all(tell=tell)
        if (not solo or each.solo)
        and (minutes is None or min(each.minutes.values()) <= minutes)
        and (level is None or each.level == level)
    ]
    if as_json:
        click.echo(json.dumps([_entry(each) for each in found], indent=2, ensure_ascii=False))
        return
    if not found:
        click.echo("There is no such exercise. Ask for less: voice-coach list")
        return
    between = read_between(data_home(), tell=tell)
    closed = [] if solo else [each for each in LEVELS if not between.opens(each)]
    width = max(len(each.name) for each in found)
    for one in LEVELS:
        of_level = [each for each in found if each.level == one]
        if of_level:
            mark = " (not open yet)" if one in closed else ""
            click.echo(f"{BOLD}{one.capitalize()}{USUAL}{mark}")
        for each in of_level:
            click.echo(f"  {BOLD}{each.name:{width}}{USUAL}  {_about(each, own)}")
            click.echo(_wrapped(each.purpose, " " * (width + 4)))
    if any(each.level in closed for each in found):
        click.echo(_wrapped(f"What is not open yet opens {PACE}. Alone, everything is open."))
    if own:
        click.echo(f"Yours are in {scripts.own}.")
    if len(found) > len(GOOD_ORDER):
        click.echo(_wrapped(f"A good order: {', '.join(GOOD_ORDER)}. The others fit in anywhere."))
    if between.rhythm:
        click.echo(f"Your weekly time: {between.rhythm.in_words}.")
    click.echo("Start one: voice-coach run NAME. Look inside: voice-coach show NAME.")


def _about(exercise: Exercise, own: Collection[str]) -> str:
    from voice_coach.store.script_files import RECOMMENDED

    minutes = " or ".join(f"{value:.0f}" for value in exercise.minutes.values())
    modes = " or ".join(WAYS[mode] for mode in exercise.modes)
    mark = "  (begin here)" if exercise.name == RECOMMENDED else ""
    mark = "  (yours)" if exercise.name in own else mark
    return f"{minutes} min, {modes}{mark}"


def _wrapped(text: str, indent: str = "") -> str:
    """A text in lines that break between words, however wide the window."""
    columns = min(WIDEST, shutil.get_terminal_size().columns)
    if columns - len(indent) < WIDEST // 4:
        indent = "    " if indent else ""
    return textwrap.fill(
        text,
        max(columns - 1, WIDEST // 4),
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


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
