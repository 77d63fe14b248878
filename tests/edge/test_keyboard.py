"""Keys on a real terminal, and what they do in a live session."""

import os
import queue
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

from voice_coach.edge.keyboard import Keyboard, TypedLines
from voice_coach.edge.ports import (
    Fact,
    InputEnded,
    KeyPressed,
    LineTyped,
    TypingBegan,
    TypingLeft,
)

if sys.platform != "win32":
    import termios

WAIT_SECONDS = 10


@pytest.fixture
def terminal() -> Iterator[tuple[int, int]]:
    """The two ends of a terminal: where a person types, and what the program reads."""
    person, program = os.openpty()
    yield person, program
    os.close(person)


def test_keys_are_told_as_they_are_pressed_and_the_terminal_is_restored(terminal):
    person, program = terminal
    pressed: queue.Queue[Fact] = queue.Queue()
    with os.fdopen(program, "r") as stream:
        before = termios.tcgetattr(stream)
        with Keyboard(pressed.put, stream):
            for typed, key in ((b" ", "space"), (b"\r", "enter"), (b"Q", "q"), (b"x", "x")):
                os.write(person, typed)
                assert pressed.get(timeout=WAIT_SECONDS) == KeyPressed(key=key)
        assert termios.tcgetattr(stream) == before


@pytest.fixture
def typing(terminal) -> Iterator[tuple[Callable[[bytes], Fact], TypedLines]]:
    """Types something, and tells what comes of it next; and the lines that are typed."""
    person, program = terminal
    told: queue.Queue[Fact] = queue.Queue()

    def typed(keys: bytes) -> Fact:
        os.write(person, keys)
        return told.get(timeout=WAIT_SECONDS)

    with os.fdopen(program, "r") as stream, TypedLines(told.put, stream) as lines:
        yield typed, lines


def test_lines_are_told_as_they_are_typed(typing):
    typed, _ = typing
    assert typed(b"I'm do") == TypingBegan()
    assert typed(b"mn\x7f\x7fne \n") == LineTyped(text="I'm done")
    assert typed(b"\x1b[B\xc3\xa9") == TypingBegan()
    assert typed(b"x\x15") == TypingLeft()
    assert typed(b"\x04") == InputEnded()


def test_nothing_is_written_into_a_half_typed_line(typing, capsys):
    typed, lines = typing
    typed("I'm d\u7530".encode())
    lines.above(print, "Coach: Take your time.")
    typed(b"\n")
    erase = "\r\x1b[J"
    shown = capsys.readouterr().out
    assert shown.endswith(f"I'm d\u7530{erase}Coach: Take your time.\nI'm d\u7530\n")


def test_what_libraries_complain_about_stays_off_the_terminal(terminal):
    person, program = terminal
    code = (
        "import os, sys; from voice_coach.edge.complaints import unheard_complaints\n"
        "from voice_coach.edge.outputs import text_only\n"
        "with text_only(), unheard_complaints():\n"
        "    os.write(2, b'ALSA: underrun'); print('ours', file=sys.stderr)\n"
        "print('after', file=sys.stderr)"
    )
    subprocess.run([sys.executable, "-c", code], stderr=program, check=True)
    os.close(program)
    assert os.read(person, 100).split() == [b"ours", b"after"]


def test_what_draws_meanwhile_may_be_left_later(terminal):
    """As a picture is, which puts back the errors it found as it ends."""
    person, program = terminal
    code = (
        "import io, sys; from contextlib import ExitStack, redirect_stderr\n"
        "from voice_coach.edge.complaints import unheard_complaints\n"
        "from voice_coach.edge.outputs import text_only\n"
        "with text_only():\n"
        "    with ExitStack() as picture:\n"
        "        with unheard_complaints():\n"
        "            picture.enter_context(redirect_stderr(io.StringIO()))\n"
        "    print('after', file=sys.stderr)\n"
        "    with unheard_complaints():\n"
        "        print('the next', file=sys.stderr)"
    )
    subprocess.run([sys.executable, "-c", code], stderr=program, check=True)
    os.close(program)
    assert os.read(person, 100).splitlines() == [b"after", b"the next"]


@pytest.mark.device
def test_keys_pause_pass_the_floor_and_end_a_live_session(run_coach, terminal):
    person, program = terminal
    coach = run_coach("long-floor.toml", stdin=program)
    os.close(program)
    moments = coach.moments
    moments.wait("ShowFloor")
    os.write(person, b" ")
    held = moments.wait("ShowHold", holding="paused")
    os.write(person, b" ")
    resumed = moments.wait("ShowResume", since=held.at)
    assert resumed.facts["remaining"] == held.facts["remaining"]
    os.write(person, b"\r")
    moments.wait("ShowFloor", since=resumed.at, holding="'holder': 'b'")
    os.write(person, b"q")
    assert coach.process.wait(timeout=20) == 0
    assert moments.wait("EndSession").facts["reason"] == "early"
