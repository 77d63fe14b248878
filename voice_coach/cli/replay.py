"""`voice-coach replay`."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("log", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--block",
    "blocks",
    type=click.IntRange(min=1),
    multiple=True,
    help="Samples the clock advances at a time; by default 160, 1600 and 4000, one after another.",
)
def replay(log: Path, blocks: tuple[int, ...]) -> None:
    """Replay a session log and compare every action."""
    from voice_coach.shell.replay import BLOCK_SIZES
    from voice_coach.shell.replay import replay as replay_log
    from voice_coach.signal.units import seconds

    for block in blocks or BLOCK_SIZES:
        done = replay_log(log, block_samples=block)
        click.echo(f"{done.actions} actions, all identical, in blocks of {block} samples")
    minutes, rest = divmod(round(seconds(done.lasted)), 60)
    click.echo(f"The session lasted {minutes} min {rest} s.")
    if done.cut_short:
        click.echo("The log ends before the session did: it was killed, or the disk was full.")
