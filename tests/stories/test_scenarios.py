"""Conversations as timetables: tests/scenarios/*.toml."""

from pathlib import Path

import pytest

from tests.timetable import play

FOLDER = Path(__file__).parent.parent / "scenarios"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_scenario(path):
    play(path)
