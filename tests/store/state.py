"""What is kept between sessions, put there and read by a test."""

from pathlib import Path

import pytest

from voice_coach.store.between import Between
from voice_coach.store.between_file import change_between, read_between


def kept(home: Path, between: Between) -> Between:
    """Keep this, whatever was kept before."""
    return change_between(home, lambda _: between, tell=pytest.fail)


def read(home: Path) -> Between:
    """What is kept; a file that is no good fails the test."""
    return read_between(home, tell=pytest.fail)
