"""`voice-coach settings`: what is settled once and for all."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import click

YES, NO = ("yes", "on", "true"), ("no", "off", "false")

WHAT_FOR = {
    "names": "what the coach calls you, such as Ana,Ben",
    "length": "how long, where an exercise has it: short, standard, long",
    "microphone": "its number or a part of its name",
    "loudspeaker": "its number or a part of its name",
    "sensitivity": "how soon a heated exchange is paused: off, relaxed, standard, strict",
    "hear": "what is listened for: commands, words",
    "voice": "the coach's; `voices list` names them",
    "pace": "words a minute: 120 to 220",
    "volume": "decibels louder than usual, or softer: -6",
    "pitch": "how high it speaks, with espeak-ng: 20 to 80; 50 is usual",
    "pause": "seconds of quiet between two of the coach's lines: 0.4 to 1.5",
    "tones": "what marks a floor or a pause: soft, low, bell",
    "remember": 'whether "louder", "slower" and such hold for the next time too: yes, no',
    "theme": "light letters on dark, or dark ones on light: night, day",
    "dark": "nothing but the shape: yes, no",
    "guided": "whether the two-minute guide was offered; no: offer it again",
    "plain": "a line for everything instead of a picture: yes, no",
    "exercises": "the folder of your own exercises",
}
"""Each setting; the options of `run` of the same names win over them, where there are any."""


@click.group(invoke_without_command=True)
@click.pass_context
def settings(ctx: click.Context) -> None:
    """Show what is settled once and for all; `set` and `forget` change it.

    An option of `run` wins over a setting, and a setting over the default.
    """
    from voice_coach.store.settings_file import FILE, config_home, read_settings

    if ctx.invoked_subcommand:
        return
    chosen = read_settings(config_home(), tell=_tell).chosen
    for name, what_for in WHAT_FOR.items():
        value = chosen.get(name)
        told = "not set" if value is None else {True: "yes", False: "no"}.get(value, value)
        click.echo(f"{name:12} {told}  ({what_for})")
    if chosen:
        click.echo(f"They are in {config_home() / FILE}.")
    else:
        click.echo("Settle one, for example: voice-coach settings set names Ana,Ben")


@settings.command("set", context_settings={"ignore_unknown_options": True})  # a volume of -3
@click.argument("name")
@click.argument("value")
def set_one(name: str, value: str) -> None:
    """Settle something, such as: names Ana,Ben."""
    keep(name, value)


def keep(name: str, value: str) -> None:
    """Keep a setting, if `run` would take it, and say how it is taken back.

    Raises:
        UsageError: there is no such setting, or `run` would not take it.
        KeepsakeError: it cannot be kept.
    """
    from voice_coach.store.settings_file import change_settings, config_home

    change_settings(config_home(), tell=_tell, **{_known(name): _checked(name, value)})
    click.echo(f"Kept on this computer. Take it back with: voice-coach settings forget {name}")


@settings.command()
@click.argument("name")
def forget(name: str) -> None:
    """Take a setting back."""
    from voice_coach.store.settings_file import change_settings, config_home

    change_settings(config_home(), tell=_tell, **{_known(name): None})
    click.echo("Forgotten.")


def _known(name: str) -> str:
    from voice_coach.errors import UsageError

    if name not in WHAT_FOR:
        raise UsageError(f'There is no setting "{name}".', f"Choose from: {', '.join(WHAT_FOR)}.")
    return name


def _checked(name: str, value: str) -> str | float | bool:
    """A value that `run` would take.

    Raises:
        UsageError: it would not.
    """
    from voice_coach.cli.choosing import names_of, split_names
    from voice_coach.cli.options import PACES, PAUSES, PITCHES, VOLUMES
    from voice_coach.core.heat import Sensitivity
    from voice_coach.errors import UsageError
    from voice_coach.screen.colours import Theme
    from voice_coach.shell.manner import Tones
    from voice_coach.shell.system_voices import SystemVoices
    from voice_coach.store.model_store import Hears

    choices: dict[str, Any] = {
        "sensitivity": Sensitivity,
        "hear": Hears,
        "theme": Theme,
        "tones": Tones,
    }
    if name in ("dark", "plain", "guided", "remember"):
        if value.lower() in (*YES, *NO):
            return value.lower() in YES
        raise UsageError(
            f'"{value}" is neither yes nor no.', f"voice-coach settings set {name} yes"
        )
    if name in choices and value not in get_args(choices[name]):
        known = ", ".join(get_args(choices[name]))
        raise UsageError(f'"{value}" is no {name} I know.', f"Choose from: {known}.")
    ranges: dict[str, click.IntRange | click.FloatRange] = {
        "pace": PACES,
        "volume": VOLUMES,
        "pitch": PITCHES,
        "pause": PAUSES,
    }
    if name in ranges:
        try:
            number: float = ranges[name](value)
        except click.BadParameter as error:
            raise UsageError(error.message, f"It is {WHAT_FOR[name]}.") from error
        return number
    if name == "voice":
        SystemVoices.here().find(value)
    if name == "names":
        names_of(value, solo=len(split_names(value)) == 1)
    if name == "exercises":
        folder = Path(value).expanduser().absolute()  # it holds from wherever it is used
        if not folder.is_dir():
            raise UsageError(f"{folder} is no folder.", "Make it first, then set it again.")
        return str(folder)
    return value


def _tell(line: str) -> None:
    click.echo(line, err=True)
