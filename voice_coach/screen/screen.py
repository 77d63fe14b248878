"""The screen of a session: a picture in a thread of its own, which the session never waits for."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack
from types import TracebackType
from typing import Protocol

import msgspec

from voice_coach.core.actions import AnyAction
from voice_coach.core.events import AnyEvent
from voice_coach.edge.drawn_page import DrawnPage, drawn_page
from voice_coach.edge.terminal import TERMINAL
from voice_coach.screen.colours import NIGHT, Palette
from voice_coach.screen.ribbon import Ribbon
from voice_coach.screen.viewer import Viewer

WINDOW_CLOSED = "q"
"""A terminal that is gone is an early ending as any other."""


LONGEST_STAY = 600.0
"""Seconds the last page stays where no key is pressed: it is nobody else's to see."""

LOOK_SECONDS = 0.2


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """What people chose about how it looks."""

    palette: Palette = NIGHT
    dark: bool = False
    """Nothing but the shape."""


class Plain(Protocol):
    """Tells the same as lines."""

    def noticed(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        """An event and the orders that answered it."""


class Screen:
    """Shows a session on the terminal; use it as a context manager.

    It begins with the second event, when the coach has begun to talk: Textual loads meanwhile. A
    screen that fails is left, and the session goes on in lines.

    Args:
        viewer: tells what is to be seen.
        press: takes each key, as `KeyPressed` names it. Must not block.
        plain: goes on where the picture fails.
        keyboard: gives the keys then.
        tell: shows a line then.
        look: how it looks.
    """

    def __init__(
        self,
        viewer: Viewer,
        *,
        press: Callable[[str], None],
        plain: Plain,
        keyboard: Callable[[], AbstractContextManager[object]],
        tell: Callable[[str], None],
        look: Look,
    ) -> None:
        self._viewer = viewer
        self._press = press
        self._plain = plain
        self._keyboard = keyboard
        self._tell = tell
        self._look = look
        self._keys = ExitStack()
        self._page = ExitStack()
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="screen")
        self._drawing: Future[None] | None = None
        self._leaving = threading.Event()
        self._events = 0
        self._left = False
        self._last_key: threading.Event | None = None

    def __enter__(self) -> Screen:
        self._keys.enter_context(TERMINAL.single_keys(sys.stdin))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._keys:
            self._leave()
            self._pool.shutdown()

    def noticed(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        """Follow an event and its orders."""
        self._viewer.noticed(event, actions)
        self._events += 1
        if self._events == 2:
            page = self._page.enter_context(drawn_page())
            self._drawing = self._pool.submit(self._draw, page)
        if self._drawing and self._drawing.done() and not self._left:
            self._go_on_in_lines()
        if self._left:
            self._plain.noticed(event, actions)

    def note(self, line: str) -> None:
        """Show a line about a fault."""
        if self._left:
            self._tell(line)
        else:
            self._viewer.tell(line)

    def caption(self, words: str) -> None:
        """Show what somebody said, or nothing any more; lines would keep it, and show none."""
        self._viewer.caption(words)

    def hold_up(self, card: str) -> None:
        """Show whom to turn to, until they go on after a pause or leave."""
        self._viewer.hold_up(card)
        if self._left:
            self._tell(card)

    def stay(
        self, lines: tuple[str, ...], ribbon: Ribbon, *, seconds: float = LONGEST_STAY
    ) -> None:
        """Show the last page until a key is pressed, or for so long: nobody seems to be there.

        Not where a signal asked the program to end.
        """
        if self._left or not self._drawing or TERMINAL.signalled:
            return
        self._last_key = threading.Event()
        self._viewer.close(lines, ribbon)
        with TERMINAL.first_signal(self._last_key.set):
            until = time.monotonic() + seconds
            while time.monotonic() < until and not self._drawing.done():
                if self._last_key.wait(LOOK_SECONDS):
                    break

    def _pressed(self, key: str) -> None:
        if self._last_key:
            self._last_key.set()
        else:
            self._press(key)

    def _draw(self, page: DrawnPage) -> None:
        """Draw until it is left; in the picture's own thread."""
        import asyncio

        from voice_coach.screen.picture import Picture
        from voice_coach.screen.terminal_driver import drawing_on

        windows = sys.platform == "win32"
        picture = Picture(
            lambda: self._viewer.view,
            self._pressed,
            palette=self._look.palette,
            dark=self._look.dark,
            leaving=self._leaving.is_set,
            driver=None if windows else drawing_on(page, gone=lambda: self._pressed(WINDOW_CLOSED)),
        )
        asyncio.run(picture.run_async())

    def _leave(self) -> None:
        """Leave the picture, and have the terminal as it was."""
        self._leaving.set()
        if self._drawing and not self._drawing.cancel():
            self._drawing.exception()
        self._page.close()

    def _go_on_in_lines(self) -> None:
        assert self._drawing
        self._left = True
        self._leave()
        self._keys.enter_context(self._keyboard())
        self._tell("I can't draw here any more, so I'll write what I say.")
        for line in self._viewer.view.card:
            self._tell(line)
