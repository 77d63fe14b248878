"""`voice-coach new`: begin an exercise of your own."""

from __future__ import annotations

import re
from pathlib import Path

import click


@click.command()
@click.argument("name")
def new(name: str) -> None:
    """Begin an exercise of your own: writes NAME.toml, full of comments.

    The new file is a whole exercise already: change it step by step, and check it as you go.
    """
    from importlib.resources import files

    from voice_coach.errors import UsageError

    name = name.removesuffix(".toml")
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise UsageError(
            f'"{name}" cannot be the name of an exercise.',
            "Use small letters, digits and hyphens, for example: sunday-tea",
        )
    text = (files("voice_coach") / "skeleton.toml").read_text(encoding="utf-8")
    text = text.replace("NAME", name).replace("TITLE", name.replace("-", " ").title())
    path = Path(f"{name}.toml")
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as error:
        raise UsageError(f"{path} already exists.", "Choose another name.") from error
    except OSError as error:
        raise UsageError(
            f"{path} cannot be written: {error.strerror}.", "Go to a folder you can write to."
        ) from error
    click.echo(f"Wrote {path}. Next: voice-coach check {path}, then voice-coach rehearse {path}")
