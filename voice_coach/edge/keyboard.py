"""Keys and typed lines: what works when the ears do not.

Both read the terminal in a thread of their own that can always be stopped, because a thread stuck
in a read would keep the program from ending.
"""

from __future__ import annotations

import os
import re
import sys
import threading
from codecs import getincrementaldecoder
from collections.abc import Callable
from contextlib import ExitStack
from shutil import get_terminal_size
from typing import TextIO
from unicodedata import east_asian_width

from voice_coach.edge.outputs import draw
from voice_coach.edge.ports import (
    InputEnded,
    KeyPressed,
    LineTyped,
    Post,
    TypingBegan,
    TypingLeft,
)
from voice_coach.edge.terminal import TERMINAL
from voice_coach.edge.windows_console import pressed_on_windows

LOOK_SECONDS = 0.1
"""How often a reading thread looks whether it is still wanted."""

NO_KEYS = re.compile(r"\x1b(?:O[@-~]|\[[0-?]*[ -/]*[@-~])")
"""What an arrow or a function key sends: it ends in a letter that nobody pressed."""

NAMES = {" ": "space", "\r": "enter", "\n": "enter"}


WINDOW_CLOSED = "\x04"
"""What stands for a terminal that is gone: an early ending, as any other."""


BACKSPACE, ALL_BACK = ("\x7f", "\b"), "\x15"
"""The keys that take the last letter back, and Ctrl-U, which takes all of them."""


class Keyboard:
    """Single keys of a terminal, as they are pressed. A context manager: it restores the terminal.

    Args:
        post: takes each key.
        stream: the terminal.
    """

    def __init__(self, post: Post, stream: TextIO = sys.stdin) -> None:
        self._post = post
        self._stream = stream
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._read, name="keyboard", daemon=True)
        self._stack = ExitStack()

    def __enter__(self) -> Keyboard:
        self._stack.enter_context(TERMINAL.single_keys(self._stream))
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        self._thread.join()
        self._stack.close()

    def _read(self) -> None:
        while not self._closing.is_set():
            keys = _waiting_keys(self._stream, self._closing)
            if keys == WINDOW_CLOSED:
                self._post(KeyPressed(key="q"))
                return
            for character in NO_KEYS.sub("", keys):
                self._post(KeyPressed(key=NAMES.get(character, character.lower())))


class TypedLines:
    """Lines typed on a terminal, each standing for one utterance. A context manager.

    Where keys can be had one by one, nothing is ever written into a line that is half typed, and
    whoever is typing is told of as somebody who speaks.

    Args:
        post: takes each line, and that one has begun.
        stream: the terminal.
    """

    def __init__(self, post: Post, stream: TextIO = sys.stdin) -> None:
        self._post = post
        self._stream = stream
        self._closing = threading.Event()
        self._by_keys = sys.platform != "win32" and stream.isatty()
        read = self._read_keys if self._by_keys else self._read_lines
        self._thread = threading.Thread(target=read, name="typed lines", daemon=True)
        self._stack = ExitStack()
        self._pen = threading.Lock()
        self._half = ""
        """What is typed of a line."""

    def __enter__(self) -> TypedLines:
        if self._by_keys:
            self._stack.enter_context(TERMINAL.single_keys(self._stream))
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        if sys.platform != "win32":
            self._thread.join()  # there a read cannot be interrupted; the thread ends with us
        self._stack.close()

    def above(self, show: Callable[[str], None], line: str) -> None:
        """Let `show` write a line above what is half typed."""
        with self._pen:
            draw(self._erased())
            show(line)
            draw(self._half)

    def _read_keys(self) -> None:
        decode = getincrementaldecoder("utf-8")("ignore").decode
        while not self._closing.is_set():
            if not _ready(self._stream, self._closing):
                continue
            try:
                pressed = os.read(self._stream.fileno(), 1024)
            except OSError:
                pressed = b""  # the terminal is gone
            for key in NO_KEYS.sub("", decode(pressed)) if pressed else WINDOW_CLOSED:
                if key == WINDOW_CLOSED and (not self._half or not pressed):
                    self._post(InputEnded())
                    return
                self._take(key)

    def _take(self, key: str) -> None:
        if key in ("\r", "\n"):
            with self._pen:
                line, self._half = self._half, ""
                draw("\n")
            self._post(LineTyped(text=line.strip()))
        elif key in BACKSPACE:
            self._become(self._half[:-1])
        elif key == ALL_BACK:
            self._become("")
        elif key.isprintable():
            self._become(self._half + key)

    def _become(self, half: str) -> None:
        before = self._half
        with self._pen:
            added = half.startswith(before)
            draw(half[len(before) :] if added else self._erased() + half)
            self._half = half
        if bool(half) != bool(before):
            self._post(TypingBegan() if half else TypingLeft())

    def _erased(self) -> str:
        """What takes the half line away from the terminal, which may show it in several rows."""
        if not self._half:
            return ""
        wide = sum(2 if east_asian_width(each) in "WF" else 1 for each in self._half)
        rows = (wide - 1) // get_terminal_size().columns
        return "\r" + f"\x1b[{rows}A" * bool(rows) + "\x1b[J"

    def _read_lines(self) -> None:
        while not self._closing.is_set():
            if not _ready(self._stream, self._closing):
                continue
            try:
                line = self._stream.readline()
            except OSError:
                line = ""  # the terminal is gone
            if not line:
                self._post(InputEnded())
                return
            self._post(LineTyped(text=line.strip()))


def _ready(stream: TextIO, closing: threading.Event) -> bool:
    """Whether something is there to read, after a short wait."""
    if sys.platform == "win32":
        return True
    import select

    return bool(select.select([stream], [], [], LOOK_SECONDS)[0])


def _waiting_keys(stream: TextIO, closing: threading.Event) -> str:
    """The keys pressed, after a short wait."""
    if sys.platform == "win32":
        import msvcrt

        if not msvcrt.kbhit():
            closing.wait(LOOK_SECONDS / 2)
            return ""
        return pressed_on_windows(msvcrt)
    if not _ready(stream, closing):
        return ""
    try:
        pressed = os.read(stream.fileno(), 64)
    except OSError:
        pressed = b""
    return pressed.decode("utf-8", errors="ignore") if pressed else WINDOW_CLOSED
