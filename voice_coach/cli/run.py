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


SETTLED_OFF = (
    "It is settled that I don't pause a heated exchange by myself, only when one of you asks. "
    "To change that: voice-coach settings forget sensitivity"
)


@click.command(context_settings=OLD_NAMES)
@exercise_argument(required=False)
@click.option("--names", metavar="ANA,BEN", help="What the coach calls you.")
@click.option("--solo", is_flag=True, help="Practise alone.")
@click.option("--guide", is_flag=True, help="Hear first how it works: two minutes.")
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
@click.option("--captions", is_flag=True, help="Show what you say, if you both say yes to that.")
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
    from voice_coach.cli.choosing import choose
    from voice_coach.cli.leading import Done, Evening, follow_up, lead
    from voice_coach.cli.wanted import Wanted, check_by_voice, check_picture
    from voice_coach.edge.terminal import TERMINAL
    from voice_coach.shell.wishes import Wishes

    source = click.get_current_context().get_parameter_source
    settled = {name for name in typed if source(name) is click.core.ParameterSource.DEFAULT_MAP}
    if "sensitivity" in settled and typed["sensitivity"] == "off":
        click.echo(SETTLED_OFF)  # whoever settled it, the other one is to know
    wanted = Wanted(**typed, length_settled="length" in settled, names_settled="names" in settled)
    hands_free = wanted.open and wanted.by_voice and wanted.heard and wanted.attended
    check_by_voice(wanted)
    check_picture(wanted)
    evening = Evening(wanted)
    if wanted.guide:
        evening.guide()
    next_one = evening.greet() if hands_free else wanted
    while next_one and (chosen := choose(next_one)):
        woven: list[Ribbon] = [()]
        wishes = Wishes(chosen.plan.manner)
        ending = lead(next_one, chosen.wishing(wishes), woven.append)
        evening.remember(wishes)
        follow_up(next_one, chosen, ending, woven[-1])
        done = Done(chosen=chosen, ending=ending, ribbon=woven[-1])
        finished = hands_free and ending.reason == "finished" and not TERMINAL.signalled
        next_one = evening.greet(done) if finished else None
    evening.close()
