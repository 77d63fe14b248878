"""The commands. Each is imported only when it is used, so `--help` answers at once."""

from __future__ import annotations

import importlib
import sys
from typing import Any

import click

from voice_coach import __version__
from voice_coach.errors import VoiceCoachError

COMMANDS = {
    "run": ("voice_coach.cli_run:run", "Lead one or two people through an exercise."),
    "demo": ("voice_coach.cli_demo:demo", "Hear a whole session acted in a virtual room."),
    "list": ("voice_coach.cli_scripts:list_exercises", "List the exercises."),
    "show": ("voice_coach.cli_scripts:show", "Show an exercise step by step."),
    "check": ("voice_coach.cli_scripts:check", "Check exercise files you wrote."),
    "hear": ("voice_coach.cli_hear:hear", "Show what the coach hears, live or in recordings."),
    "replay": ("voice_coach.cli_replay:replay", "Replay a session log and compare every action."),
    "devices": ("voice_coach.cli_devices:devices", "List microphones and loudspeakers."),
    "models": ("voice_coach.cli_models:models", "List, install, verify or remove speech models."),
    "setup": ("voice_coach.cli_setup:setup", "Two private minutes before your first session."),
    "help-contacts": ("voice_coach.cli_contacts:help_contacts", "Show whom to turn to."),
}
"""Name, where it lives, and what it does in a few words (a test holds these to the commands')."""


INTERRUPTED = 130
"""The exit code shells give a program that Ctrl-C ended."""


class Commands(click.Group):
    """Loads a command when it is asked for, and prints errors as a message and a next step."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, told) for name, (_, told) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except VoiceCoachError as error:
            if ctx.params["debug"]:
                raise
            click.echo(error.message, err=True)
            if error.hint:
                click.echo(error.hint, err=True)
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            click.echo("\nStopped.", err=True)
            ctx.exit(INTERRUPTED)
        except (
            click.ClickException,
            click.exceptions.Exit,
            click.Abort,
            BrokenPipeError,  # whoever read our output has left; click ends quietly
        ):
            raise
        except Exception as error:
            if ctx.params["debug"]:
                raise
            # A bug of ours. Its text could hold anything, so only its kind is shown.
            click.echo(f"Something broke inside voice-coach ({type(error).__name__}).", err=True)
            click.echo("Nothing you said was kept. Run again with --debug to see where.", err=True)
            ctx.exit(70)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
@click.option("--debug", is_flag=True, help="Show a traceback when something fails.")
def main(debug: bool) -> None:
    """Leads two people, hands-free and by voice, through short timed talking exercises.

    Offline: nothing you say leaves this machine, and by default nothing is kept. To begin, type:
    voice-coach run

    For everyday conversations between people who feel safe with each other. This is a computer
    program, not therapy, counselling or crisis help.
    """


if __name__ == "__main__":
    sys.exit(main())
