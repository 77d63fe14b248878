"""`voice-coach doctor`."""

from __future__ import annotations

import json
import sys

import click

from voice_coach.cli.microphone import OLD_NAMES, microphone_option

COLOURS = {"ok": "green", "warn": "yellow", "fail": "red"}


@click.command(context_settings=OLD_NAMES)
@click.option("--json", "as_json", is_flag=True, help="One JSON object with every finding.")
@microphone_option
@click.option("--loudspeaker", help="The loudspeaker: its number or part of its name.")
@click.pass_context
def doctor(
    ctx: click.Context, as_json: bool, microphone: str | None, loudspeaker: str | None
) -> None:
    """Check microphone, loudspeaker, voice and speech model.

    Says what works, and what to do about anything that does not. Takes about fifteen seconds,
    plays a sentence, and keeps nothing it hears. Exit code 1 if a session would fail.
    """
    import msgspec

    from voice_coach.edge.outputs import canvas
    from voice_coach.shell.doctor import examine

    asked = sys.stdin.isatty() and not as_json
    found = []
    for finding in examine(
        microphone=microphone, loudspeaker=loudspeaker, ask=click.echo if asked else None
    ):
        found.append(finding)
        if as_json:
            continue
        click.secho(f"{finding.verdict:4}", fg=COLOURS[finding.verdict], nl=False, file=canvas())
        click.echo(f"  {finding.about}: {finding.told}")
        if finding.fix:
            click.echo(f"      {finding.fix}")
    failed = sum(each.verdict == "fail" for each in found)
    if as_json:
        report = {"ok": not failed, "findings": [msgspec.to_builtins(each) for each in found]}
        click.echo(json.dumps(report, indent=2))
    elif failed:
        click.echo(f"{failed} {'thing needs' if failed == 1 else 'things need'} fixing.")
    else:
        click.echo("Everything is ready. To begin: voice-coach run")
    ctx.exit(1 if failed else 0)
