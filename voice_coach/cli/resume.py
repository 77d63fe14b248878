"""`voice-coach resume`: come back after a cool-down, at the time both agreed to."""

from __future__ import annotations

import click

from voice_coach.cli.run import run

NOT_FOR_THIS = {"guide", "exercise", "solo", "length", "recording"}
"""What `run` can be told and this cannot: it is one exercise, for two, led live."""


@click.pass_context
def _resume(ctx: click.Context, /, at_once: bool, **chosen: object) -> None:
    """Come back to each other after a cool-down, at the time you agreed to."""
    from voice_coach.errors import UsageError
    from voice_coach.shell.between_sessions import COME_BACK, told_time
    from voice_coach.store.between import now_here
    from voice_coach.store.between_file import read_between
    from voice_coach.store.model_store import data_home

    now = now_here()
    due = read_between(data_home(), tell=lambda line: click.echo(line, err=True)).due_at(now)
    if due is None:
        raise UsageError(
            "There is no break to come back from.", "`voice-coach run` starts an exercise."
        )
    if now < due and not at_once:
        click.echo(f"See you {told_time(due)}. Until then, give each other a little space.")
        click.echo("If you're both ready sooner: voice-coach resume --now")
        return
    ctx.invoke(run, exercise=COME_BACK, **chosen)


resume = click.Command(
    "resume",
    callback=_resume,
    context_settings=run.context_settings,
    help=_resume.__doc__,
    params=[
        click.Option(["--now", "at_once"], is_flag=True, help="Come back before the agreed time."),
        *(each for each in run.params if each.name not in NOT_FOR_THIS),
    ],
)
