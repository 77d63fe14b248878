"""Manual pages and shell completion, made from the commands: `python pages.py FOLDER`.

Run by Python where voice-coach and click-man are installed, as in the environment of `make frozen`.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import click
from click.shell_completion import get_completion_class
from click_man.core import write_man_pages

from voice_coach import __version__
from voice_coach.cli.main import COMMANDS, main

SHELLS = {"bash": "voice-coach", "zsh": "_voice-coach", "fish": "voice-coach.fish"}
"""What the completion of each shell is called where the system looks for it."""


def write_pages(folder: Path) -> None:
    """A page for each command, and a completion for each shell."""
    folder.mkdir(parents=True, exist_ok=True)
    context = click.Context(main, info_name="voice-coach")
    for name, (_, told_in_short) in COMMANDS.items():  # imported when they are used: here all are
        command = main.get_command(context, name)
        assert command
        command.short_help = told_in_short
        main.commands[name] = command
    main.short_help = "leads two people by voice through short talking exercises"
    made = datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), UTC)
    told = {"version": __version__, "target_dir": str(folder), "date": f"{made:%Y-%m-%d}"}
    write_man_pages("voice-coach", main, **told)
    for shell, file in SHELLS.items():
        kind = get_completion_class(shell)
        assert kind
        complete = kind(main, {}, "voice-coach", "_VOICE_COACH_COMPLETE")
        (folder / file).write_text(complete.source(), encoding="utf-8")


if __name__ == "__main__":
    write_pages(Path(sys.argv[1]))
