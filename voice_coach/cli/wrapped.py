"""Text for people on a terminal: no word is broken at its edge."""

from __future__ import annotations

import shutil
import sys
import textwrap
from typing import TextIO

import click

NARROWEST = 20


def wrapped(text: str, indent: str = "", *, output: TextIO | None = None) -> str:
    """Text in lines that fit the terminal; as it is where the output is none.

    Args:
        text: one line, or several.
        indent: what each line begins with.
        output: where it is written to; by default, stdout.
    """
    if not (sys.stdout if output is None else output).isatty():
        return indent + text
    columns = max(shutil.get_terminal_size().columns - 1, NARROWEST)
    return "\n".join(
        textwrap.fill(
            line,
            columns,
            initial_indent=indent,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
        for line in text.splitlines()
    )


def show_line(line: str) -> None:
    """Write a line of a session, with no word of it broken."""
    click.echo(wrapped(line))
