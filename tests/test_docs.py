"""What is written about commands is true of them."""

import re
import shlex
from pathlib import Path

import click
import pytest

from voice_coach.cli.main import COMMANDS, main

ROOT = Path(__file__).parent.parent
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").glob("*.md")])
SOURCES = sorted((ROOT / "voice_coach").rglob("*.py"))
HINT = r"`(voice-coach [a-z-]+(?: (?:list|install|verify|remove|show|forget))?)"
"""How a message names a command, and the command of a group."""


def shown(page: Path) -> list[str]:
    """The command lines of a page: those in fences, and those in backticks."""
    text = page.read_text(encoding="utf-8")
    fences = re.findall(r"^```\w*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    lines = "\n".join(fences).splitlines()
    typed = [line.split("  ")[0].split(" #")[0] for line in lines]
    prose = re.sub(r"^```\w*\n.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    typed += [" ".join(each.split()) for each in re.findall(r"`([^`]+)`", prose)]
    return [line for line in typed if line.startswith("voice-coach ")]


def parsed(line: str) -> list[str]:
    """Understand a command line without doing anything, and tell the commands it names."""
    words = shlex.split(line)[1:]
    command: click.Command = main
    context = click.Context(main, info_name="voice-coach")
    named: list[str] = []
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        found = command.get_command(context, words[0])
        assert found, f"{line}: there is no command {words[0]}"
        command, named = found, [*named, words.pop(0)]
    if words and "--help" not in words:
        command.make_context(" ".join(named), words, parent=context)
    return named


LINES = [(page.name, line) for page in PAGES for line in shown(page)]


def test_there_are_lines_to_look_at():
    assert len(LINES) > 20


@pytest.mark.parametrize(("page", "line"), LINES)
def test_every_command_line_that_is_shown_is_a_valid_one(page, line):
    assert parsed(line.replace("COMMAND", "run"))


def test_every_command_has_a_line_in_the_readme():
    shown = {line.split()[1] for page, line in LINES if page == "README.md"}
    assert set(COMMANDS) <= shown


def commands() -> dict[str, click.Command]:
    """Every command and every command of a group, by what is typed."""
    context = click.Context(main)
    found: dict[str, click.Command] = {}
    for name in COMMANDS:
        command = main.get_command(context, name)
        assert command
        found[name] = command
        if isinstance(command, click.Group):
            for inner, one in command.commands.items():
                found[f"{name} {inner}"] = one
    return found


@pytest.mark.parametrize("name", commands())
def test_every_command_and_option_says_what_it_is_for(name):
    command = commands()[name]
    assert command.help
    assert command.get_short_help_str(limit=200).endswith((".", "]"))
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{name} {parameter.opts[0]}"


def test_the_list_of_commands_says_what_the_commands_say():
    for name, (_, told) in COMMANDS.items():
        assert len(told) <= 60, name
        assert told.endswith("."), name


def test_every_command_that_a_hint_names_is_a_valid_one():
    named = set()
    for path in SOURCES:
        text = path.read_text(encoding="utf-8")
        named |= set(re.findall(HINT, text))
    assert len(named) > 8
    for line in sorted(named):
        assert parsed(f"{line} --help")
