"""Textual's hand on a terminal that it does not own.

Textual's own drivers answer signals and switch the terminal's settings and page themselves, in the
main thread. Here all that is `edge/terminal.py`'s, which puts everything back on every way out, and
the picture has a thread of its own. What is left: to draw, and to read keys and clicks.
"""

from __future__ import annotations

import os
import select
import sys
import threading
from codecs import getincrementaldecoder
from collections.abc import Callable
from typing import Any

from textual import events
from textual._xterm_parser import XTermParser
from textual.driver import Driver
from textual.geometry import Size

from voice_coach.edge.drawn_page import DrawnPage

LOOK_SECONDS = 0.1
"""How often it looks whether it is still wanted, and the window still of its size."""


def drawing_on(page: DrawnPage, *, gone: Callable[[], None]) -> type[Driver]:
    """The driver of this page; `gone` is called when the terminal is no more."""

    class TerminalDriver(Driver):
        """Draws on the page, and reads what is pressed and clicked."""

        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            self._closing = threading.Event()
            self._told: tuple[int, int] | None = None
            self._thread = threading.Thread(target=self._read, name="keys", daemon=True)

        def write(self, data: str) -> None:
            page.draw(data)

        def start_application_mode(self) -> None:
            self._tell_size()
            page.retaken = self._retaken
            self._thread.start()

        def disable_input(self) -> None:
            self._closing.set()

        def stop_application_mode(self) -> None:
            page.retaken = lambda: None
            self._closing.set()
            self._thread.join()

        def _retaken(self) -> None:
            """It was another's meanwhile: everything is drawn anew."""
            self._loop.call_soon_threadsafe(self._draw_anew)

        def _draw_anew(self) -> None:
            self._app.screen.refresh(layout=True)

        def _tell_size(self) -> None:
            size = page.size()
            if size != self._told:
                self._told = size
                self.send_message(events.Resize(Size(*size), Size(*size)))

        def _read(self) -> None:
            parser = XTermParser(False)
            decode = getincrementaldecoder("utf-8")("replace").decode
            keys = sys.stdin.fileno()
            while not self._closing.is_set():
                self._tell_size()
                if not select.select([keys], [], [], LOOK_SECONDS)[0]:
                    messages = parser.tick()
                elif data := _read(keys):
                    messages = parser.feed(decode(data))
                else:
                    gone()
                    return
                for message in messages:
                    self.process_message(message)

    return TerminalDriver


def _read(keys: int) -> bytes:
    """What was pressed; nothing where the terminal is gone."""
    try:
        return os.read(keys, 1024)
    except OSError:
        return b""
