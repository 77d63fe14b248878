"""The screen on a terminal: it follows, it gives way, and it leaves everything as it was."""

import fcntl
import signal
import struct
import sys
import termios
from pathlib import Path

import pytest

from tests.cli.test_signals import SHELL
from tests.pseudo_terminal import OnTerminal
from tests.screen.frames import (
    changed,
    changed_rows,
    drawn_cells,
    flipped_rows,
    restless,
)
from voice_coach.shell.replay import replay
from voice_coach.store.session_log import read_log

ENDS = {signal.SIGTERM: 143, signal.SIGHUP: 129}
TAKEN, LEFT = "\x1b[?1049h", "\x1b[2J\x1b[?1049l"
ALWAYS = ("\x1b[?25l", "\x1b[?25h"), ("\x1b[?1000h", "\x1b[?1000l"), (TAKEN, "\x1b[?1049l")


@pytest.fixture
def log(tmp_path) -> Path:
    return tmp_path / "session.jsonl"


def command(log: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "tests.screen.by_keys", str(log), *more]


@pytest.fixture
def begun(log, tmp_path):
    """A session in which Ana has just been given the floor."""

    def begin(*more: str, shown: str = "Ben listens", **other) -> OnTerminal:
        program = OnTerminal(home=tmp_path, command=command(log, *more), **other)
        program.until(shown)
        return program

    return begin


def as_it_was(program: OnTerminal) -> None:
    assert program.after == program.before
    assert "Traceback" not in program.shown
    for on, off in ALWAYS:
        assert program.shown.rfind(on) < program.shown.rfind(off)


def test_it_follows_the_session_and_takes_keys(begun, log):
    program = begun()
    program.type("\r")
    program.until("Ana listens")
    program.type(" ")
    program.until("Paused.")
    program.type(" ")
    program.until("Ana listens")
    program.type("\r")
    assert program.over() == 0
    assert "ENDED finished" in program.shown
    as_it_was(program)
    assert not read_log(log).cut_short


def test_a_click_is_a_key(begun):
    program = begun()
    program.type("\x1b[<0;66;23M\x1b[<0;66;23m")
    assert program.over() == 0
    assert "ENDED early" in program.shown


def test_what_was_shown_is_gone_when_it_is_left(begun):
    program = begun()
    program.type("q")
    program.over()
    page, _, rest = program.shown.rpartition(LEFT)
    assert page
    assert "ENDED early" in rest
    assert "Ben" not in rest


@pytest.mark.parametrize("number", ENDS, ids=lambda number: number.name)
def test_a_signal_ends_it_with_the_terminal_as_it_was(number, begun, log):
    program = begun()
    program.process.send_signal(number)
    assert program.over() == ENDS[number], program.shown
    as_it_was(program)
    assert not read_log(log).cut_short


@pytest.mark.parametrize("times", [1, 2])
def test_ctrl_c_ends_it_with_the_terminal_as_it_was(times, begun, log):
    program = begun()
    program.type("\x03" * times)
    assert program.over() in (0, 130), program.shown
    as_it_was(program)
    assert not replay(log, block_samples=1600).cut_short


def test_a_closed_window_is_an_early_ending_with_a_whole_log(begun, log):
    begun().close_window()
    assert not read_log(log).cut_short


def test_ctrl_z_gives_the_terminal_back_and_fg_takes_it_again(log, tmp_path):
    program = OnTerminal(home=tmp_path, command=[sys.executable, "-c", SHELL, *command(log)])
    program.until("Ben listens")
    program.type("\x1a")
    program.until("STOPPED True True")
    assert program.shown.rfind(TAKEN) < program.shown.rfind(LEFT)
    program.type("\n")
    program.until(TAKEN)
    program.until("Ben listens")
    program.type("q")
    assert program.over() == 0
    assert "OVER 0 True" in program.shown


def test_a_window_made_narrow_is_drawn_anew_and_so_is_a_wide_one(begun):
    program = begun()
    last_row = "\x1b[40;1H"  # of the wide one, in which those who listen are told in large letters
    for columns, rows, shown in ((20, 12, "stop"), (120, 40, last_row), (80, 24, "Ben listens")):
        fcntl.ioctl(program.ours, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        program.until(shown)
        assert program.process.poll() is None
    program.type("q")
    assert program.over() == 0
    assert "ENDED early" in program.shown


def test_a_picture_that_fails_is_left_and_the_session_goes_on_in_lines(begun, log):
    program = begun("--torn", shown="I can't draw here any more")
    program.type("\r")
    program.until("[Ben has the floor for 02:00.0]")
    program.type("\r")
    assert program.over() == 0
    assert "ENDED finished" in program.shown
    as_it_was(program)
    assert not read_log(log).cut_short


def test_the_last_page_stays_until_a_key(begun):
    program = begun("--stay")
    program.type("q")
    program.until("Any key leaves this page.")
    assert program.process.poll() is None
    program.type("x")
    assert program.over() == 0
    assert "ENDED early" in program.shown
    as_it_was(program)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGHUP])
def test_a_signal_leaves_the_last_page(number, begun, log):
    program = begun("--stay")
    program.type("q")
    program.until("Any key leaves this page.")
    program.process.send_signal(number)
    assert program.over() == (0 if number == signal.SIGINT else 129)
    as_it_was(program)
    assert not read_log(log).cut_short


FLOOR_SECONDS = 6


def test_on_a_floor_nothing_flickers_and_nothing_but_the_shape_moves(begun):
    program = begun()
    program.watch(1)  # the first picture of the floor is whole by then
    begin = len(program.shown)
    program.watch(FLOOR_SECONDS)
    floor = program.shown[begin:]
    assert restless(floor) == set()
    assert list(drawn_cells(floor))
    moved = {row for row, _ in changed(floor)}
    assert not moved or max(moved) - min(moved) <= SHAPE_ROWS
    program.type("q")
    assert program.over() == 0


SHAPE_ROWS = 8
"""Of a window of 24."""


def test_what_looks_like_flickering_is_found():
    assert restless("\x1b[1;1Ha\x1b[1;1Hb\x1b[1;1Ha") == {(1, 1)}
    assert restless("\x1b[2;3Hab\x1b[2;3Hac") == set()
    assert changed("\x1b[2;3Hab\x1b[2;3Hac") == {(2, 4)}
    assert changed("\x1b[31ma\x1b[0m\r\x1b[32ma") == {(1, 1)}
    with pytest.raises(AssertionError, match="wiped"):
        restless("a\x1b[2J")
    assert flipped_rows([("a", "b"), ("a", "c"), ("a", "b")]) == {1}
    assert flipped_rows([("a", "b"), ("a", "b"), ("d", "c")]) == set()
    assert changed_rows([("a", "b"), ("a", "c"), ("a", "b")]) == {1}
