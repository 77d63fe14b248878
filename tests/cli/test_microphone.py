"""The microphone is named alike everywhere; what its option was once called still works."""

import click
import pytest

from voice_coach.cli.main import main


def command(name: str) -> click.Command:
    found = main.get_command(click.Context(main), name)
    assert found
    return found


@pytest.mark.parametrize("name", ["run", "resume", "hear", "doctor"])
@pytest.mark.parametrize("option", ["--microphone", "--device"])
def test_both_names_are_understood_and_one_is_shown(name, option):
    context = command(name).make_context(name, [option, "usb"])
    assert context.params["microphone"] == "usb"
    assert "--microphone" in context.get_help()
    assert "--device" not in context.get_help()


def test_other_commands_know_neither():
    with pytest.raises(click.NoSuchOption):
        command("list").make_context("list", ["--device", "usb"])
