"""`voice-coach demo`: a whole session, acted in a virtual room and heard by the real ears."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from voice_coach.cli.options import exercise_argument, manner_options
from voice_coach.cli.wrapped import show_line

if TYPE_CHECKING:
    from voice_coach.shell.manner import Tones


@click.command()
@exercise_argument(required=False)
@click.option("--fast", is_flag=True, help="Do not play it aloud.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("demo.wav"),
    show_default=True,
    help="The recording: coach left, partners right. A transcript goes beside it (.txt).",
)
@click.option(
    "--log",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The session log [default: beside the recording, .jsonl].",
)
@click.option(
    "--scenario",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Your own scenario: who says what.",
)
@manner_options
@click.option(
    "--recordings",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder with the recordings that a scenario uses.",
)
def demo(
    exercise: str | None,
    fast: bool,
    out: Path,
    log: Path | None,
    scenario: Path | None,
    recordings: Path | None,
    voice: str | None,
    pace: int | None,
    pitch: int | None,
    volume: float | None,
    pause: float | None,
    tones: Tones | None,
) -> None:
    """Hear a whole session acted in a virtual room.

    Two partners with synthesised voices act a scenario. Nothing is scripted on the coach's side:
    it hears them through the same ears as in a live session.
    """
    from voice_coach.acted.demo import SHOWN, act, play_aloud, scenario_for
    from voice_coach.acted.scenario import load_scenario
    from voice_coach.cli.progress import Progress
    from voice_coach.errors import UsageError
    from voice_coach.shell.system_voices import chosen_manner

    if out.suffix.lower() != ".wav":
        raise UsageError(f"{out}: expected a name that ends in .wav.", "For example: demo.wav")
    log = log or out.with_suffix(".jsonl")
    if log in (out, out.with_suffix(".txt")):
        raise UsageError(f"{log} is the recording or its transcript.", "Choose another --log.")
    _check_free(out, log)
    if scenario and exercise:
        raise UsageError("A scenario already names its exercise.", "Leave out one of the two.")
    acted = load_scenario(scenario) if scenario else scenario_for(exercise or SHOWN)
    manner = chosen_manner(voice, pace, volume, pause, tones, pitch)
    if not fast:
        click.echo("The session is acted first, then played to you.")
    with Progress(1.0) as progress:
        _, transcript = act(
            acted,
            out=out,
            log=log,
            recordings=recordings or Path(),
            manner=manner,
            show=progress.show if fast else lambda line: None,
            reached=progress.reached,
        )
    click.echo(f"Recording: {out} (coach left, partners right)")
    click.echo(f"Transcript: {out.with_suffix('.txt')}")
    if log.is_file():
        click.echo(f"Session log: {log}")
    if not fast:
        from voice_coach.edge.player import DevicePlayer
        from voice_coach.errors import PlaybackError

        try:
            play_aloud(out, transcript, open_player=DevicePlayer, show=show_line)
        except PlaybackError as error:
            click.echo(f"{error.message} Listen to {out} instead.")


def _check_free(out: Path, log: Path) -> None:
    """See that nothing is overwritten but an earlier demo.

    Raises:
        UsageError: a file is there that is not one of ours.
    """
    from voice_coach.errors import UsageError
    from voice_coach.store.session_log import is_log

    earlier = log.is_file() and is_log(log)
    for file in (out, out.with_suffix(".txt"), log):
        if file.is_file() and not earlier:
            raise UsageError(
                f"{file} is there already and is no demo of mine.", "Choose another --out."
            )
