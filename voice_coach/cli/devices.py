"""`voice-coach devices`."""

from __future__ import annotations

import json

import click


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object per line.")
def devices(as_json: bool) -> None:
    """List microphones and loudspeakers."""
    from voice_coach.edge.devices import list_devices

    found = list_devices()
    if as_json:
        import msgspec

        for each in found:
            click.echo(json.dumps(msgspec.to_builtins(each)))
        return
    for title, direction in (("Microphones", "input"), ("Loudspeakers", "output")):
        click.echo(f"{title}:")
        able = [each for each in found if (each.inputs if direction == "input" else each.outputs)]
        if not able:
            click.echo("  none")
        for each in able:
            default = each.default_input if direction == "input" else each.default_output
            mark = "*" if default else " "
            click.echo(f"{mark} {each.number:3}  {each.name}  ({each.sample_rate:.0f} Hz)")
    click.echo("* is used unless you choose another: --microphone, --loudspeaker.")
