"""`voice-coach run`: lead one or two people through an exercise."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from voice_coach.cli.microphone import OLD_NAMES, microphone_option
from voice_coach.cli.options import length_option, manner_options


@click.command(context_settings=OLD_NAMES)
@click.argument("exercise", required=False)
@click.option("--names", metavar="ANA,BEN", help="What the coach calls you.")
@click.option("--solo", is_flag=True, help="Practise alone.")
@length_option
@click.option("--typed", is_flag=True, help="Type instead of speaking; lines from a pipe work too.")
@click.option(
    "--input",
    "recording",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A recording instead of the microphone.",
)
@microphone_option
@click.option("--loudspeaker", help="The loudspeaker: its number or part of its name.")
@manner_options
@click.option("--model", help="What hears words: a model's name or its folder.")
@click.option(
    "--hear",
    type=click.Choice(["commands", "words"]),
    help="What to listen for [default: words too, where a speech model for them is installed].",
)
@click.option(
    "--duplex",
    type=click.Choice(["auto", "full", "half"]),
    default="auto",
    show_default=True,
    help="Whether to listen while the coach speaks; auto measures the echo first.",
)
@click.option(
    "--sensitivity",
    type=click.Choice(["off", "relaxed", "standard", "strict"]),
    default="standard",
    show_default=True,
    help="How soon the coach pauses a heated exchange by itself; off: only when asked.",
)
@click.option(
    "--log",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Keep a session log: what happened when, but no word of yours.",
)
def run(**typed: Any) -> None:
    """Lead one or two people through an exercise.

    Without EXERCISE the recommended one is suggested. While it runs, "pause" and "stop" always
    work, from anyone; on the keyboard space pauses, enter says "I'm done" or "yes", q ends.
    """
    from voice_coach.cli.choosing import Wanted, choose
    from voice_coach.cli.leading import follow_up, lead

    wanted = Wanted(**typed)
    if chosen := choose(wanted):
        follow_up(wanted, chosen, lead(wanted, chosen))
