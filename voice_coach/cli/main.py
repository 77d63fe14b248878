"""The commands. Each is imported only when it is used, so `--help` answers at once."""

from __future__ import annotations

import difflib
import importlib
import os
import re
import sys
import traceback
from contextlib import suppress
from typing import Any

import click
from click import termui

from voice_coach import __version__
from voice_coach.edge.outputs import BOLD, USUAL, safe_streams, text_only
from voice_coach.edge.terminal import SIGNALLED, TERMINAL, line_typed
from voice_coach.errors import VoiceCoachError

COMMANDS = {
    "run": ("voice_coach.cli.run:run", "Lead one or two people through an exercise."),
    "resume": ("voice_coach.cli.resume:resume", "Come back after a cool-down."),
    "demo": ("voice_coach.cli.demo:demo", "Hear a whole session acted in a virtual room."),
    "list": ("voice_coach.cli.list:list_exercises", "List the exercises."),
    "show": ("voice_coach.cli.show:show", "Show an exercise step by step."),
    "check": ("voice_coach.cli.check:check", "Check exercise files you wrote."),
    "keep": ("voice_coach.cli.keep:keep", "See and forget what you chose to keep."),
    "practice": (
        "voice_coach.cli.practice:practice",
        "See and forget what you practised alone.",
    ),
    "new": ("voice_coach.cli.new:new", "Begin an exercise of your own."),
    "rehearse": ("voice_coach.cli.rehearse:rehearse", "Go through an exercise in a second."),
    "pack": ("voice_coach.cli.pack:pack", "Put exercises of yours into one zip."),
    "add": ("voice_coach.cli.add:add", "Add exercises you wrote, or were given."),
    "hear": ("voice_coach.cli.hear:hear", "Show what the coach hears, live or in recordings."),
    "replay": ("voice_coach.cli.replay:replay", "Replay a session log and compare every action."),
    "doctor": ("voice_coach.cli.doctor:doctor", "Check microphone, loudspeaker, voice and model."),
    "devices": ("voice_coach.cli.devices:devices", "List microphones and loudspeakers."),
    "voices": (
        "voice_coach.cli.voices:voices",
        "List the coach's voices, hear one, or choose one.",
    ),
    "models": ("voice_coach.cli.models:models", "List, install, verify or remove speech models."),
    "setup": ("voice_coach.cli.setup:setup", "Two private minutes before your first session."),
    "settings": ("voice_coach.cli.settings:settings", "Settle once and for all what suits you."),
    "rhythm": ("voice_coach.cli.rhythm:rhythm", "Keep a weekly time for each other."),
    "reading": ("voice_coach.cli.reading:reading", "Show what else there is to read."),
    "update": ("voice_coach.cli.update:update", "Ask whether there is a newer release."),
    "help-contacts": ("voice_coach.cli.help_contacts:help_contacts", "Show whom to turn to."),
}
"""Name, where it lives, and what it does in a few words (a test holds these to the commands')."""

GROUPS = {
    "Begin": ("run", "demo", "list", "show", "setup", "help-contacts"),
    "Between sessions": ("resume", "keep", "practice", "rhythm", "settings", "reading"),
    "Write your own": ("new", "check", "rehearse", "pack", "add"),
    "See that it works": ("doctor", "devices", "voices", "models", "update", "hear", "replay"),
}
"""The commands as somebody looks for them."""


PRIVATE = ("setup", "help-contacts", "practice", "--solo")
"""Words of a command line that may be used alone, as `run` without an exercise may. Python would
write down when their modules were first used, in compiled files beside them; for these it does not.
"""

SETTLED = ("run", "resume")
"""Commands whose options people may have settled once and for all."""

INTERRUPTED = 130
"""The exit code shells give a program that Ctrl-C ended."""


class Commands(click.Group):
    """Loads a command when it is asked for, and prints errors as a message and a next step."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for names in GROUPS.values() for name in names]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for group, names in GROUPS.items():
            with formatter.section(f"{BOLD}{group}{USUAL}"):
                formatter.write_dl([(name, COMMANDS[name][1]) for name in names], col_max=16)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args and sys.stdin.isatty() and sys.stdout.isatty():
            args = ["run"]  # who names nothing is asked, by voice
        elif args and args[0].startswith("--") and args[0].split("=")[0] not in self._own(ctx):
            args = ["run", *args]  # options alone are those of run
        return super().parse_args(ctx, args)

    def _own(self, ctx: click.Context) -> set[str]:
        """The options of no command, but of the program."""
        return {name for each in self.get_params(ctx) for name in each.opts}

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        open_run = args[:1] == ["run"] and (len(args) == 1 or args[1].startswith("-"))
        if set(PRIVATE) & set(args) or open_run:
            sys.dont_write_bytecode = True
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            near = difflib.get_close_matches(args[0], COMMANDS, n=1)
            did_you_mean = f' Did you mean "{near[0]}"?' if near else ""
            ctx.fail(f'There is no command "{args[0]}".{did_you_mean}')
        return super().resolve_command(ctx, args)

    def main(self, *args: Any, **extra: Any) -> Any:
        safe_streams()
        if termui.visible_prompt_func is input and sys.platform != "win32":
            termui.visible_prompt_func = line_typed  # there `input` waits for what Ctrl-C raises
        try:
            with TERMINAL.owned(), text_only():
                try:
                    return super().main(*args, **extra)
                except OSError as error:  # before there is a command, as in --help
                    raise SystemExit(_tell_system(error)) from error
                except SystemExit:
                    if TERMINAL.signalled:
                        raise SystemExit(SIGNALLED + TERMINAL.signalled) from None
                    raise
        except KeyboardInterrupt:  # once more, while we were ending
            raise SystemExit(INTERRUPTED) from None
        except SystemExit as ended:
            _leave(ended)
            raise

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        try:
            return super().make_context(*args, **extra)
        except click.UsageError as error:
            raise click.exceptions.Exit(_tell_usage(error)) from error

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except VoiceCoachError as error:
            if ctx.params["debug"]:
                raise
            ctx.exit(_tell(error.message, error.hint, error.exit_code))
        except click.UsageError as error:
            ctx.exit(_tell_usage(error))
        except (KeyboardInterrupt, click.Abort):
            TERMINAL.ending()
            if not TERMINAL.signalled:
                click.echo("\nStopped.", err=True)
            ctx.exit(INTERRUPTED)
        except click.exceptions.Exit:
            raise
        except BrokenPipeError:  # the reader of our output has read enough
            _drop_output()
            ctx.exit(0)
        except OSError as error:
            if ctx.params["debug"]:
                raise
            ctx.exit(_tell_system(error))
        except Exception as error:
            if ctx.params["debug"]:
                raise
            # A bug of ours. Its text could hold anything, so only its kind and place are shown.
            kind = f"{type(error).__name__} in {_place(error)}"
            message = f"Something broke inside voice-coach ({kind})."
            ctx.exit(
                _tell(message, "Nothing you said was kept. Run again with --debug to see more.", 70)
            )


def _leave(ended: SystemExit) -> None:
    """Leave without cleaning up where the sound library hangs; everything of ours is closed."""
    sound = sys.modules.get("voice_coach.edge.portaudio")  # not imported for this alone
    if sound and sound.hangs() and isinstance(ended.code, int):
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError):
                stream.flush()
        os._exit(ended.code)


def _place(error: Exception) -> str:
    """The last line of ours that an error came through; a path could tell whose home it is."""
    ours = __name__.partition(".")[0]
    places = [
        f"{module}, line {line}"
        for frame, line in traceback.walk_tb(error.__traceback__)
        if (module := frame.f_globals.get("__name__", "")).partition(".")[0] == ours
    ]
    return places[-1]


def _drop_output() -> None:
    """What can be written no more must not be tried again as the program ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    with suppress(OSError, ValueError):  # whatever stands for the output may be no file
        os.dup2(nowhere, sys.stdout.fileno())


def _tell(message: str, hint: str, code: int) -> int:
    """Print what is wrong and the next step, and pass the exit code on."""
    from voice_coach.cli.wrapped import wrapped

    for line in filter(None, (message, hint)):
        click.echo(wrapped(line, output=sys.stderr), err=True)
    return code


def _tell_system(error: OSError) -> int:
    """The same for what the system says, such as a full disk."""
    if not error.filename:
        _drop_output()
    place = f"{error.filename}: " if error.filename else ""
    return _tell(f"{place}{error.strerror}.", "Make room or choose another place.", 1)


def _tell_usage(error: click.UsageError) -> int:
    """The same for a command line that cannot be understood. A group alone prints its help."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        error.show()
        return error.exit_code
    command = error.ctx.command_path if error.ctx else "voice-coach"
    return _tell(
        re.sub(r" \((Did you mean .*)\)$", r" \1", error.format_message()),
        f"`{command} --help` shows how to use it.",
        error.exit_code,
    )


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
    context = click.get_current_context()
    if context.invoked_subcommand in SETTLED:
        from voice_coach.store.settings_file import config_home, read_settings

        chosen = read_settings(config_home(), tell=lambda line: click.echo(line, err=True)).chosen
        context.default_map = dict.fromkeys(SETTLED, chosen)


if __name__ == "__main__":
    sys.exit(main())
