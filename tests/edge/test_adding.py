"""Whoever lacks a package is told what to type where they are."""

import pytest

from voice_coach.edge.adding import NEVER, command_to_add, how_to_add


@pytest.mark.parametrize(
    ("mark", "command"),
    [
        ("pipx_metadata.json", "pipx inject voice-coach one two"),
        ("uv-receipt.toml", 'uv pip install --python "{}" one two'),
        ("pyvenv.cfg", "pip install one two"),
    ],
)
def test_a_package_is_added_as_voice_coach_was_installed(mark, command, tmp_path):
    (tmp_path / mark).touch()
    assert command_to_add("one", "two", to=tmp_path) == command.format(tmp_path)
    assert how_to_add("one", "two", to=tmp_path) == f"First: {command.format(tmp_path)}"


def test_to_a_frozen_one_nothing_can_be_added():
    assert command_to_add("one", to=None) is None
    assert how_to_add("one", to=None) == NEVER
