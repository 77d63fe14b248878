"""The one owner of the terminal: whatever is changed there is put back on every way out.

A signal that ends us becomes an exception in the main thread, so everything that was opened is
closed; a session takes the first one as a request to stop. Ctrl-Z gives the terminal back and `fg`
takes it again.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from types import FrameType
from typing import Any, TextIO

from voice_coach.edge.outputs import canvas, draw, shown
from voice_coach.edge.windows_console import obeys_codes, pressed_on_windows

ENDING = [
    getattr(signal, name)
    for name in ("SIGTERM", "SIGHUP", "SIGQUIT", "SIGUSR1", "SIGUSR2", "SIGXCPU", "SIGBREAK")
    if hasattr(signal, name)
]
"""Signals that would end a program, and that it may hear: a closed window sends the second, on
Windows the last."""

STOPPING = [signal.SIGTSTP] if hasattr(signal, "SIGTSTP") else []
"""Ctrl-Z, where there is such a thing."""

NUDGE_SECONDS = 0.05
"""Between one nudge and the next, until the main thread is awake."""

SIGNALLED = 128
"""What shells add to a signal's number in an exit code."""

SHOW_CURSOR, HIDE_CURSOR = "\x1b[?25h", "\x1b[?25l"
TO_PAGE, FROM_PAGE = "\x1b[?1049h\x1b[H", "\x1b[2J\x1b[?1049l"
"""A page of its own, wiped before it is left, for those who keep pages."""

Change = tuple[Callable[[], None], Callable[[], None]]
"""How something is changed, and how it is put back."""


class Ended(KeyboardInterrupt):
    """A signal asked us to end."""


class Terminal:
    """The terminal of this process."""

    def __init__(self) -> None:
        self._changes: list[Change] = []
        self.signalled: int | None = None
        """The signal that asked us to end, if one did."""

    @contextmanager
    def owned(self) -> Iterator[Terminal]:
        """Answer for the terminal until the program is over; put it back whatever happens."""
        if threading.current_thread() is not threading.main_thread():
            yield self
            return
        self.signalled = None
        handlers = {number: signal.signal(number, self._ended) for number in ENDING}
        for number in STOPPING:
            handlers[number] = signal.signal(number, self._stopped)
        handlers[signal.SIGINT] = signal.getsignal(signal.SIGINT)
        settings = _settings(sys.stdin)
        try:
            with _heard_by_the_main_thread():
                try:
                    yield self
                finally:
                    self.ending()
        finally:
            self.ending()
            while self._changes:
                self._changes.pop()[1]()
            _set(sys.stdin, settings)
            for number, handler in handlers.items():
                signal.signal(number, handler)

    @staticmethod
    def ending() -> None:
        """Let nothing come between any more: one more Ctrl-C ends nothing that is not ending."""
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGINT, *ENDING):
                signal.signal(number, signal.SIG_IGN)

    @contextmanager
    def single_keys(self, stream: TextIO) -> Iterator[None]:
        """Keys arrive as they are pressed, and are not shown."""
        before = _settings(stream)

        def take() -> None:
            if sys.platform != "win32" and before:
                import termios
                import tty

                tty.setcbreak(stream, termios.TCSADRAIN)  # what is typed already counts

        with self.changed(take, lambda: _set(stream, before)):
            yield

    @contextmanager
    def page(self) -> Iterator[None]:
        """A page of its own, gone without a trace when it is left. Ctrl-Z does nothing there."""
        with ExitStack() as stack:
            for number in STOPPING:
                stack.callback(signal.signal, number, signal.signal(number, signal.SIG_IGN))
            stack.enter_context(
                self.changed(lambda: _raw(TO_PAGE), lambda: _raw(FROM_PAGE + SHOW_CURSOR))
            )
            yield

    def key(self) -> str:
        """Wait for a key; "q" where the terminal is gone. Within `single_keys`."""
        if sys.platform == "win32":
            import msvcrt

            return pressed_on_windows(msvcrt)
        try:
            pressed = os.read(sys.stdin.fileno(), 32)
        except OSError:
            pressed = b""
        return pressed.decode(errors="replace") or "q"

    def show(self, text: str) -> None:
        """Wipe the page and show this on it."""
        _raw("\x1b[2J\x1b[H" + shown(text))

    @contextmanager
    def drawing(self, again: Callable[[], None]) -> Iterator[None]:
        """A picture without a cursor, drawn again when the terminal is ours again."""

        def take() -> None:
            _raw(HIDE_CURSOR)
            again()

        with self.changed(take, lambda: _raw(SHOW_CURSOR)):
            yield

    @contextmanager
    def first_signal(self, stop: Callable[[], None]) -> Iterator[None]:
        """Let the first signal call `stop`; the one after it ends us at once."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before: dict[int, Any] = {}

        def first(number: int, frame: FrameType | None) -> None:
            for each, handler in before.items():
                signal.signal(each, handler)
            signal.signal(signal.SIGINT, signal.default_int_handler)
            if number != signal.SIGINT:
                self.signalled = number
            stop()

        for number in (signal.SIGINT, *ENDING):
            before[number] = signal.signal(number, first)
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    @contextmanager
    def changed(self, take: Callable[[], None], put_back: Callable[[], None]) -> Iterator[None]:
        """Something is changed while this lasts; put back meanwhile where Ctrl-Z was pressed."""
        change = (take, put_back)
        self._changes.append(change)
        try:
            take()
            yield
        finally:
            with _undisturbed():
                if change in self._changes:
                    put_back()
                    self._changes.remove(change)

    def _ended(self, number: int, frame: FrameType | None) -> None:
        self.signalled = number
        raise Ended

    def _stopped(self, number: int, frame: FrameType | None) -> None:
        for _, put_back in reversed(self._changes):
            put_back()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)  # we stand still here, until somebody goes on with us
        signal.signal(number, self._stopped)
        for take, _ in self._changes:
            take()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Put off what signals do until this is done: half a way back leaves a private page shown."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    before: dict[int, Any] = {}
    for number in (signal.SIGINT, *ENDING, *STOPPING):
        before[number] = signal.signal(number, lambda number, frame: came.append(number))
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        for number in came:
            signal.raise_signal(number)


TERMINAL = Terminal()


def line_typed(prompt: str) -> str:
    """A line that somebody types, as `input` gives it.

    `input` lets our outputs write first, and what is raised meanwhile is lost there: a Ctrl-C, or a
    closed window, that came just as it began ended nothing.

    Raises:
        EOFError: there is no more.
    """
    sys.stdout.write(prompt)
    sys.stdout.flush()
    if not (line := sys.stdin.readline()):
        raise EOFError
    return line.rstrip("\n")


def has_page() -> bool:
    """Whether this terminal can show a page that leaves no trace."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    if sys.platform == "win32":
        import ctypes

        return obeys_codes(ctypes.windll.kernel32)
    import curses

    try:
        curses.setupterm(fd=sys.stdout.fileno())
    except (curses.error, OSError, ValueError):
        return False
    return bool(curses.tigetstr("smcup")) and bool(curses.tigetstr("rmcup"))


@contextmanager
def _heard_by_the_main_thread() -> Iterator[None]:
    """Let a signal end a wait of the main thread, whichever thread the system gave it to.

    Python notes a signal, and acts on it once the main thread is back from what it waits for. A
    thread of ours sees the note and nudges it, with a signal that means nothing else.
    """
    if sys.platform == "win32":
        yield
        return
    main = threading.get_ident()
    noted, note = os.pipe()
    os.set_blocking(note, False)
    awake = False

    def wake(number: int, frame: FrameType | None) -> None:
        nonlocal awake  # no lock: a second signal may come while it is held
        awake = True

    def nudge() -> None:
        nonlocal awake
        while number := os.read(noted, 1):
            if number[0] != signal.SIGURG:
                awake = False
                while not awake:  # the first may come just before it begins to wait
                    signal.pthread_kill(main, signal.SIGURG)
                    time.sleep(NUDGE_SECONDS)  # no lock that `wake` could let go, see there

    before = signal.signal(signal.SIGURG, wake)
    notes = signal.set_wakeup_fd(note, warn_on_full_buffer=False)
    thread = threading.Thread(target=nudge, name="signals", daemon=True)
    thread.start()
    try:
        yield
    finally:
        signal.set_wakeup_fd(notes)
        os.close(note)
        thread.join()
        os.close(noted)
        signal.signal(signal.SIGURG, before)


def _raw(codes: str) -> None:
    """Tell the terminal to do something."""
    with suppress(OSError, ValueError):  # it may be closed
        if canvas().isatty():
            draw(codes)


def _settings(stream: Any) -> Any:
    if sys.platform == "win32":
        return None
    import termios

    try:
        return termios.tcgetattr(stream)
    except (termios.error, OSError, ValueError, TypeError):
        return None  # no terminal


def _set(stream: Any, settings: Any) -> None:
    if sys.platform == "win32" or not settings:
        return
    import termios

    with suppress(termios.error, OSError, ValueError):  # it may be gone by now
        termios.tcsetattr(stream, termios.TCSADRAIN, settings)
