"""What is tried in memory, and that it stays flat."""

import resource
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

GROWTH_MB = 400
"""What they may take is 500, and a program that has just begun takes 90."""

IN_MEMORY = Path("/dev/shm")
"""A disk that need not be waited for: what is tried here are files, not disks."""


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder, emptied afterwards."""
    folder = Path(tempfile.mkdtemp(dir=IN_MEMORY if IN_MEMORY.is_dir() else None))
    monkeypatch.setenv("VOICE_COACH_HOME", str(folder / "home"))
    yield folder / "home"
    shutil.rmtree(folder)


@pytest.fixture(autouse=True, scope="module")
def flat_memory() -> Iterator[None]:
    """No file or line makes the program take memory."""

    def most() -> int:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024

    before = most()
    yield
    assert most() - before < GROWTH_MB
