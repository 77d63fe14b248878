"""A page of the terminal that another thread draws on."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from voice_coach.edge.outputs import canvas
from voice_coach.edge.terminal import (
    FROM_PAGE,
    HIDE_CURSOR,
    SHOW_CURSOR,
    TERMINAL,
    TO_PAGE,
)

TO_CLICKS, FROM_CLICKS = "\x1b[?1000h\x1b[?1006h", "\x1b[?1006l\x1b[?1000l"
"""Clicks of a mouse arrive as keys do."""


@contextmanager
def drawn_page() -> Iterator[DrawnPage]:
    """A page of its own that another thread may draw on, gone without a trace when it is left."""
    page = DrawnPage()
    with TERMINAL.changed(page.take, page.give_back):
        yield page


class DrawnPage:
    """A page that another thread draws on while it is ours; what it draws otherwise is lost."""

    def __init__(self) -> None:
        self._output = canvas()
        self._pen = threading.Lock()
        self._ours = False
        self.retaken: Callable[[], None] = lambda: None
        """Called when it is ours again: everything is to be drawn anew."""

    def take(self) -> None:
        """Make it ours."""
        with self._pen:
            self._put(TO_PAGE + HIDE_CURSOR + TO_CLICKS)
            self._ours = True
        self.retaken()

    def give_back(self) -> None:
        """Leave it, wiped."""
        with self._pen:
            self._ours = False
            self._put(FROM_CLICKS + FROM_PAGE + SHOW_CURSOR)

    def draw(self, codes: str) -> None:
        """Draw on it, while it is ours."""
        with self._pen:
            if self._ours:
                self._put(codes)

    def size(self) -> tuple[int, int]:
        """Columns and rows of the window."""
        with suppress(OSError, ValueError):
            columns, rows = os.get_terminal_size(self._output.fileno())
            if columns and rows:
                return columns, rows
        return 80, 24

    def _put(self, codes: str) -> None:
        with suppress(OSError, ValueError):  # the window may be closed
            self._output.write(codes)
            self._output.flush()
