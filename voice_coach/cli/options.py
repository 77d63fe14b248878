"""Options that several commands share, with the same words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

length_option = click.option(
    "--length",
    help="How long, such as standard; `show` names an exercise's lengths [default: short].",
)


language_option = click.option(
    "--language",
    default="en",
    show_default=True,
    help="What the coach speaks: a language that you have a folder for.",
)


def exercise_argument(*, required: bool = True) -> Callable[[Any], Any]:
    """The exercise somebody means; a shell that completes words knows their names."""
    return click.argument("exercise", required=required, shell_complete=_names)


def _names(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    from voice_coach.store.own_exercises import every_script

    return [name for name in every_script().names() if name.startswith(begun)]


PACES = click.IntRange(120, 220)
"""Words a minute that can be chosen: "slower" and "faster" still have room beyond them, before
synthesis sounds broken (`core/orders.py` multiplies by 0.7 to 1.3; espeak-ng takes 80 to 450)."""

VOLUMES = click.FloatRange(-20, 12)
"""Decibels against the usual volume that can be chosen. No prompt clips, whatever is asked."""

Command = TypeVar("Command", bound=Callable[..., Any])


def manner_options(command: Command) -> Command:
    """How the coach sounds: `voice`, `pace` and `volume`, each None where it was not chosen."""
    for option in (
        click.option(
            "--volume", type=VOLUMES, help="Decibels louder than usual, or softer: -6 [default: 0]."
        ),
        click.option("--pace", type=PACES, help="Words a minute [default: 160]."),
        click.option("--voice", help="The coach's voice; `voices list` names them."),
    ):
        command = option(command)
    return command
