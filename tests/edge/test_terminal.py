"""What is typed on a terminal, and a signal that comes as it is waited for."""

import signal
import subprocess
import sys
import threading

import pytest

from voice_coach.edge.terminal import TERMINAL

LATE = """
import os, signal, sys
from voice_coach.edge.terminal import line_typed

class Late:
    def __init__(self, stream): self.stream = stream
    def write(self, text): return self.stream.write(text)
    def flush(self): os.kill(os.getpid(), signal.SIGINT)
    def __getattr__(self, name): return getattr(self.stream, name)

signal.signal(signal.SIGINT, signal.default_int_handler)
sys.stdout = Late(sys.stdout)
try:
    line_typed("Really? ")
except KeyboardInterrupt:
    os._exit(7)
"""
"""A program that is interrupted just before it begins to read: with `input` it reads on."""


def test_an_interruption_just_before_a_line_is_read_is_none_too_early():
    began = subprocess.Popen([sys.executable, "-c", LATE], stdin=subprocess.PIPE)
    with began:
        assert began.wait(60) == 7


def typed(what: bytes) -> str:
    program = "from voice_coach.edge.terminal import line_typed\nprint(repr(line_typed('? ')))"
    done = subprocess.run([sys.executable, "-c", program], input=what, capture_output=True)
    return (done.stdout + done.stderr).decode()


def test_a_line_is_what_was_typed_without_its_end():
    assert typed(b"Ana, Ben\nmore\n") == "? 'Ana, Ben'\n"
    assert typed(b"half") == "? 'half'\n"


def test_where_nothing_more_comes_that_is_told():
    assert typed(b"").rstrip().endswith("EOFError")


def halfway(number: int, *, done: list[str]) -> None:
    """A change whose way back is met by a signal."""

    def put_back() -> None:
        done.append("begun")
        signal.raise_signal(number)
        done.append("over")

    with TERMINAL.changed(lambda: None, put_back):
        done.append("changed")


def test_a_ctrl_c_as_something_is_put_back_waits_until_it_is():
    """Two of them left the page of help and contacts where it was."""
    done: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        halfway(signal.SIGINT, done=done)
    assert done == ["changed", "begun", "over"]


def test_a_thread_puts_back_too():
    done: list[str] = []

    def put_back() -> None:
        done.append("back")

    def change() -> None:
        with TERMINAL.changed(lambda: None, put_back):
            done.append("changed")

    thread = threading.Thread(target=change)
    thread.start()
    thread.join(60)
    assert done == ["changed", "back"]
