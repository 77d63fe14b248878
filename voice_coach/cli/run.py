"""`voice-coach run`: lead one or two people through an exercise."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from voice_coach.cli.microphone import OLD_NAMES, microphone_option
from voice_coach.cli.options import (
    exercise_argument,
    language_option,
    length_option,
    manner_options,
)

if TYPE_CHECKING:
    from voice_coach.screen.ribbon import Ribbon


@click.command(context_settings=OLD_NAMES)
@exercise_argument(required=False)
@click.option("--names", metavar="ANA,BEN", help="What the coach calls you.")
@click.option("--solo", is_flag=True, help="Practise alone.")
@length_option
@language_option
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
@click.option("--plain", is_flag=True, help="Write a line for everything, and draw nothing.")
@click.option("--dark", is_flag=True, help="Show nothing but the shape, in a dark room.")
@click.option(
    "--theme",
    type=click.Choice(["night", "day"]),
    default="night",
    show_default=True,
    help="Light letters on dark, or dark ones on light.",
)
@click.option(
    "--picture",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Keep what remains of it, a ribbon of your time, as an SVG picture, if you both say yes.",
)
@click.option(
    "--log",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Keep a session log: what happened when, but no word of yours.",
)
def run(**typed: Any) -> None:
    """Lead one or two people through an exercise.

    Without EXERCISE the coach asks what you would like, by voice. While it runs, "pause" and "stop"
    always work, from anyone; on the keyboard space pauses, enter says "I'm done" or "yes", q ends.
    """
    from voice_coach.cli.choosing import Wanted, choose
    from voice_coach.cli.leading import follow_up, greet, lead

    source = click.get_current_context().get_parameter_source
    settled = {name for name in typed if source(name) is click.core.ParameterSource.DEFAULT_MAP}
    if "names" in settled and typed["solo"] == ("," in typed["names"]):
        typed["names"] = None  # they are those of two
    wanted = Wanted(**typed, length_settled="length" in settled)
    hands_free = wanted.open and wanted.by_voice and wanted.heard and wanted.attended
    next_one = greet(wanted) if hands_free else wanted
    while next_one and (chosen := choose(next_one)):
        woven: list[Ribbon] = [()]
        ending = lead(next_one, chosen, woven.append)
        follow_up(next_one, chosen, ending, woven[-1])
        finished = hands_free and ending.reason == "finished"
        next_one = greet(wanted, after=chosen.plan.settings.mode) if finished else None
