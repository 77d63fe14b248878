"""The option that names the microphone, alike in every command that has it."""

from __future__ import annotations

import click

microphone_option = click.option(
    "--microphone", help="The microphone: its number or a part of its name."
)

OLD_NAMES = {"token_normalize_func": lambda name: {"device": "microphone"}.get(name, name)}
"""For a command's settings: what the option was called once still works, and is shown nowhere."""
