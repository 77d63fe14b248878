"""On a terminal no word is broken at its edge; elsewhere a line is a line."""

import subprocess
import sys

import pytest

from tests.pseudo_terminal import OnTerminal

COLUMNS = 60
SHOW = ["show", "outside-stress"]
SESSION = ["rehearse", "outside-stress"]
WRONG = ["run", "outside-stress", "--typed", "--picture", "evening.svg"]


@pytest.mark.parametrize("words", [SHOW, SESSION, WRONG], ids=["show", "session", "error"])
def test_its_words_are_whole_and_all_there(words, tmp_path):
    home = tmp_path / "home"
    program = OnTerminal(*words, home=home, size=(COLUMNS, 24))
    program.over()
    rows = program.shown.split("\r\n")
    assert all(len(row) < COLUMNS for row in rows)
    done = subprocess.run(
        [sys.executable, "-m", "voice_coach", *words], capture_output=True, text=True, check=False
    )
    lines = done.stdout + done.stderr
    assert " ".join(program.shown.split()) == " ".join(lines.split())
    assert max(map(len, lines.splitlines())) > COLUMNS
