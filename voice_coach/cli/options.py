"""Options that several commands share, with the same words."""

from __future__ import annotations

import math
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


SLOWEST, FASTEST = 120, 220
PACES = click.IntRange(SLOWEST, FASTEST)
"""Words a minute that can be chosen: "slower" and "faster" still have room beyond them, before
synthesis sounds broken (`core/orders.py` multiplies by 0.7 to 1.3; espeak-ng takes 80 to 450)."""


class NumberIn(click.FloatRange):
    """A number in a range; click takes "nan" to be in every one."""

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        number: float = super().convert(value, param, ctx)
        if math.isnan(number):
            self.fail(f"{value} is not a number.", param, ctx)
        return number


SOFTEST, LOUDEST = -20, 12
VOLUMES = NumberIn(SOFTEST, LOUDEST)
"""Decibels against the usual volume that can be chosen. No prompt clips, whatever is asked."""

PITCHES = click.IntRange(20, 80)
"""Where espeak-ng still sounds like somebody, of its 0 to 99; 50 is usual."""

PAUSES = click.FloatRange(0.4, 1.5)
"""Seconds between two prompts in a row that can be chosen."""

Command = TypeVar("Command", bound=Callable[..., Any])


def manner_options(command: Command) -> Command:
    """How the coach sounds: voice, pace, pitch, volume, pause, tones, each None if not chosen."""
    for option in (
        click.option(
            "--tones", type=click.Choice(["soft", "low", "bell"]), help="Its tones [default: soft]."
        ),
        click.option(
            "--pause", type=PAUSES, help="Seconds between two of its lines in a row [default: 0.6]."
        ),
        click.option(
            "--volume", type=VOLUMES, help="Decibels louder than usual, or softer: -6 [default: 0]."
        ),
        click.option(
            "--pitch", type=PITCHES, help="How high, with espeak-ng: 20 to 80 [default: 50]."
        ),
        click.option("--pace", type=PACES, help="Words a minute [default: 160]."),
        click.option("--voice", help="The coach's voice; `voices list` names them."),
    ):
        command = option(command)
    return command
