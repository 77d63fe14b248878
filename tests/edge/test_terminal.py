"""What is typed on a terminal, and a signal that comes as it is waited for."""

import subprocess
import sys

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
