"""Options that several commands share, with the same words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

length_option = click.option(
    "--length",
    help="How long, such as standard; `show` names an exercise's lengths [default: short].",
)


def exercise_argument(*, required: bool = True) -> Callable[[Any], Any]:
    """The exercise somebody means; a shell that completes words knows their names."""
    return click.argument("exercise", required=required, shell_complete=_names)


def _names(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    from voice_coach.store.script_files import ScriptFiles

    return [name for name in ScriptFiles().names() if name.startswith(begun)]
