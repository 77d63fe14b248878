"""Keys and typed lines: what works when the ears do not.

Both read the terminal in a thread of their own that can always be stopped, because a thread stuck
in a read would keep the program from ending.
"""

from __future__ import annotations

import os
import re
import sys
import threading
from contextlib import ExitStack
from typing import TextIO

from voice_coach.edge.ports import InputEnded, KeyPressed, LineTyped, Post
from voice_coach.edge.terminal import TERMINAL
from voice_coach.edge.windows_console import pressed_on_windows

LOOK_SECONDS = 0.1
"""How often a reading thread looks whether it is still wanted."""

NO_KEYS = re.compile(r"\x1b(?:O.|\[[0-?]*[ -/]*[@-~])")
"""What an arrow or a function key sends: it ends in a letter that nobody pressed."""

NAMES = {" ": "space", "\r": "enter", "\n": "enter"}


WINDOW_CLOSED = "\x04"
"""What stands for a terminal that is gone: an early ending, as any other."""


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
    """Lines typed on a terminal, each standing for one utterance."""

    def __init__(self, post: Post, stream: TextIO = sys.stdin) -> None:
        self._post = post
        self._stream = stream
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._read, name="typed lines", daemon=True)

    def start(self) -> None:
        """Begin to read."""
        self._thread.start()

    def close(self) -> None:
        """Stop reading."""
        self._closing.set()
        if sys.platform != "win32":
            self._thread.join()  # there a read cannot be interrupted; the thread ends with us

    def _read(self) -> None:
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
