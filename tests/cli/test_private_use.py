"""Private use is dated nowhere: not in compiled files either, which Python makes on first use."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def copy(tmp_path) -> Path:
    """The program, where nothing was compiled yet."""
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "voice_coach", tmp_path / "voice_coach", ignore=ignored)
    return tmp_path


@pytest.mark.parametrize(
    "line", ["help-contacts", "setup", "run breathe-together --solo --typed", "run --dark", "list"]
)
def test_compiled_files_do_not_date_private_use(line, copy):
    environment = {**os.environ, "VOICE_COACH_HOME": str(copy / "home")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    version = [sys.executable, "-m", "voice_coach", "--version"]  # as any use compiles it
    subprocess.run(version, cwd=copy, env=environment, capture_output=True, check=True)
    compiled = set(copy.rglob("*.pyc"))
    subprocess.run(
        [sys.executable, "-m", "voice_coach", *line.split()],
        cwd=copy,
        input="stop\n",
        text=True,
        env=environment,
        capture_output=True,
        check=False,
    )
    new = {path.name.split(".")[0] for path in set(copy.rglob("*.pyc")) - compiled}
    # The last line is there so that this test sees them where they are made.
    assert "list" in new if line == "list" else new == set()
