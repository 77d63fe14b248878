"""`voice-coach check`: exercise files that somebody wrote."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from voice_coach.exercise.script import Exercise


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--language", help="Tell what is missing in this language.")
@click.option("--schema", is_flag=True, help="Print a JSON Schema of exercises, for editors.")
def check(files: tuple[Path, ...], language: str | None, schema: bool) -> None:
    """Check exercise files you wrote: file, line, and what was expected.

    FILES may be names too. Without any: all that comes with the project, and your own.
    """
    if schema:
        from voice_coach.cli.schema import schema as of_exercises

        click.echo(json.dumps(of_exercises(), indent=2))
        return
    if language:
        _tell_lacking(files, language)
        return
    from voice_coach.errors import ScriptError
    from voice_coach.exercise.script_hints import hints
    from voice_coach.store.own_exercises import every_script

    scripts = every_script()
    found: list[str] = []
    help = ""
    for file in files or [Path(name) for name in scripts.names()]:
        if scripts.shares(file):
            blocks = len(scripts.blocks)
            lines = len(scripts.lines().__struct_fields__)
            click.echo(f"{file}: fine (all exercises share {blocks} blocks and {lines} lines)")
            continue
        try:
            named = str(file) in scripts.names()
            exercise = scripts.load(str(file)) if named else scripts.load_file(file)
        except ScriptError as error:
            found.append(error.message)
            help = error.hint
            continue
        click.echo(f"{file}: fine ({_lengths(exercise)})")
        if not scripts.is_shipped(exercise):
            for hint in hints(exercise):
                click.echo(f"  {hint}")
    if found:
        raise ScriptError("\n".join(found), help)


def _tell_lacking(files: tuple[Path, ...], language: str) -> None:
    """What a language lacks: lines of these exercises, and what the coach says in all of them."""
    from voice_coach.exercise.meanings import SAFE_WORDS, Meaning
    from voice_coach.exercise.script import Ask
    from voice_coach.store.own_exercises import every_script
    from voice_coach.store.script_files import ScriptFiles

    english, scripts = ScriptFiles(), every_script(language=language)
    meanings: list[str] = [Meaning.YES, Meaning.NO, Meaning.PARTLY, Meaning.YIELD, *SAFE_WORDS]
    found = 0
    for name in [str(file) for file in files] or scripts.own_names():
        for place in scripts.lacking(name):
            found += 1
            click.echo(f"{place}: not in {language} yet")
        exercise = scripts.load(name)
        for part in (*exercise.couple, *exercise.solo):
            asked = [each for step in part.steps if isinstance(step, Ask) for each in step.answers]
            meanings += [each.upper() for each in asked if each != "0-10"]
    wanted = list(dict.fromkeys(meanings))
    missing = scripts.language.lacking(english.lines(), english.blocks, wanted)
    for file, names in missing.items():
        found += len(names)
        if names:
            click.echo(f"{file}: {len(names)} not in {language} yet: {', '.join(names)}")
    click.echo(f"{found} in all." if found else f"Everything is in {language}.")


def _lengths(exercise: Exercise) -> str:
    from voice_coach.exercise.duration import estimated_seconds

    taken = {
        f"{mode} {length}": estimated_seconds(exercise, mode=mode, length=length) / 60
        for mode in exercise.modes
        for length in exercise.minutes
    }
    return ", ".join(f"{way} about {minutes:.1f} min" for way, minutes in taken.items())
