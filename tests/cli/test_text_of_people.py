"""What people wrote is text wherever it is shown: never markup, never an order to the terminal."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.pseudo_terminal import OnTerminal
from voice_coach.cli.main import main
from voice_coach.edge.outputs import shown
from voice_coach.store.keepsakes import Keepsake, Keepsakes

EVIL = "red\x1b[31m \x07 \x9b2J [/bold] \u202eevil\u2066 \u200f\udcff"
ROOT = Path(__file__).parent.parent.parent


def test_what_would_make_a_terminal_do_something_is_shown_as_such():
    assert shown(EVIL) == r"red\x1b[31m \x07 \x9b2J [/bold] \u202eevil\u2066 \u200f?"
    assert shown("Zoë, 田中, नि\u200dति, Łukasz ♥\n") == "Zoë, 田中, नि\u200dति, Łukasz ♥\n"


def own_exercise(folder: Path, title: str) -> Path:
    text = (ROOT / "voice_coach" / "scripts" / "breathe-together.toml").read_text(encoding="utf-8")
    path = folder / "own.toml"
    lines = [
        f"title = '''{title}'''" if line.startswith("title") else line
        for line in text.replace('name = "breathe-together"', 'name = "own"').splitlines()
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.mark.parametrize("command", ["show", "rehearse"])
def test_a_title_is_text(command, tmp_path):
    path = own_exercise(tmp_path, "Evening [/bold] tea")
    result = CliRunner().invoke(main, [command, str(path)])
    assert result.exit_code == 0, result.output
    assert "[/bold]" in result.output


def test_a_title_that_turns_text_around_is_refused(tmp_path):
    path = own_exercise(tmp_path, "Evening \u202etea")
    result = CliRunner().invoke(main, ["show", str(path)])
    assert result.exit_code == 3
    assert "control character" in result.output
    assert "\u202e" not in result.output


def test_what_was_kept_is_text(home):
    words = f"ring \x1b]0;owned\x07 {EVIL[:4]}"
    Keepsakes(home).keep(
        [Keepsake(day=date(2026, 3, 1), exercise="x", kind="note", who="A\x1b[2J", words=words)]
    )
    told = CliRunner().invoke(main, ["keep", "show"]).output
    assert r"\x1b]0;owned\x07" in told
    assert "\x1b" not in told


CODINGS = ["cp1252", "cp437", "latin-1", "ascii"]


@pytest.mark.parametrize("coding", CODINGS)
def test_a_letter_that_cannot_be_shown_ends_nothing(coding, tmp_path):
    path = own_exercise(tmp_path, "Вечер ♥ 田中")
    for arguments, typed in (
        (["run", str(path), "--typed", "--names", "Łukasz,田中"], "stop\n"),
        (["show", str(path)], ""),
        (["rehearse", str(path)], ""),
    ):
        done = subprocess.run(
            [sys.executable, "-m", "voice_coach", *arguments],
            env={**os.environ, "PYTHONIOENCODING": coding},
            input=typed.encode(),
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert b"Traceback" not in done.stderr
        if arguments[0] == "show":
            assert b"?" in done.stdout or "Вечер".encode() in done.stdout


SIZES = [(80, 24), (40, 20), (30, 12), (20, 10), (80, 3), (20, 2), (10, 4)]


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_every_number_is_shown_in_a_window_of_any_size(size, tmp_path):
    columns, rows = size
    program = OnTerminal("help-contacts", "--country", "GB", home=tmp_path, size=size)
    program.until("contacts" if columns > 15 else "cont")
    for _ in range(400):
        if program.process.poll() is not None:
            break
        program.type("n")
        program.until("\x1b[2J")
    assert program.over() == 0
    pages = program.shown.split("\x1b[2J\x1b[H")[1:]
    told = [line for page in pages for line in page.split("\x1b")[0].split("\r\n")]
    assert max(len(line) for line in told) < max(columns, 9)
    assert max(len(page.split("\x1b")[0].split("\r\n")) for page in pages) <= rows
    together = "".join(line.strip() for line in told).replace(" ", "")
    for number in ("999", "116123", "08001111"):
        assert number in together


def test_a_page_can_be_turned_back(tmp_path):
    program = OnTerminal("help-contacts", "--country", "GB", home=tmp_path, size=(40, 8))
    program.until("Help & contacts")
    program.type("n")
    program.until("\x1b[2J")
    program.type("b")
    program.until("Help & contacts")
    program.type("q")
    assert program.over() == 0
