"""Wherever and however a command is started, it answers in plain words and leaves in order."""

from pathlib import Path

import pytest

from tests.environments import (
    COMMANDS,
    REFUSED,
    SOUNDING,
    TOGETHER,
    WAYS,
    furnished,
    some_pairs,
    tried,
)

NOTHING_KEPT = ("HOME read-only", "nobody's HOME")
KEEPS_ONE = ("rhythm kept", "settings kept", "settings forgotten")
"""What exists to keep something: it says that it cannot."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return furnished(tmp_path_factory.mktemp("environments"))


@pytest.mark.parametrize(("command", "way"), some_pairs(), ids=str)
def test_a_command_is_clean_wherever_it_is_started(command, way, folder):
    code, wrong = tried(command, [way], folder)
    assert not wrong
    if command in REFUSED:
        assert code == (1 if way == "full for errors" else 2)
    elif way in NOTHING_KEPT and command in KEEPS_ONE:
        assert code == 8
    elif way == "a full device":
        assert code == 1
    else:
        assert code in ((0, 1) if way == "a reader that leaves" else (0,))


def test_every_command_and_every_environment_is_tried():
    commands, ways = zip(*some_pairs(), strict=True)
    assert set(commands) == set(COMMANDS)
    assert set(ways) == set(WAYS)


@pytest.mark.parametrize("ways", TOGETHER)
@pytest.mark.parametrize("command", SOUNDING)
def test_what_sounds_is_clean_too(command, ways, folder):
    code, wrong = tried(command, TOGETHER[ways], folder)
    assert not wrong
    untold = {"a reader that leaves", "a full device", "full for errors"} & {*TOGETHER[ways]}
    # Whether there is a microphone here is the machine's affair, and the doctor's to tell.
    assert code in ((0, 1) if untold or command == "doctor" else (0,))


def test_every_way_is_tried_on_what_sounds():
    assert {way for ways in TOGETHER.values() for way in ways} == {*WAYS} - {"nothing at all"}
