"""How far something is that takes a while: one line on stderr, where that is a terminal."""

from __future__ import annotations

import sys
import time
from contextlib import suppress
from types import TracebackType

from voice_coach.cli.wrapped import show_line
from voice_coach.edge.outputs import canvas

PATIENCE_SECONDS = 2.0
"""What is over sooner needs no bar."""

WIDTH = 30

ERASE = "\r\x1b[K"


class Progress:
    """A bar, for as long as this context lasts. It hides no cursor, so no way out can leave it so.

    Args:
        total: how much there is to do, in any unit; what goes beyond it is as good as done.
    """

    def __init__(self, total: float) -> None:
        self._total = total
        self._output = canvas(sys.stderr)
        self._wanted = self._output.isatty()
        self._from = time.monotonic() + PATIENCE_SECONDS
        self._drawn = ""

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._draw("")

    def reached(self, done: float) -> None:
        """So much is done by now."""
        if not self._wanted or time.monotonic() < self._from:
            return
        share = min(1.0, done / self._total) if self._total > 0 else 1.0
        self._draw(f"{'#' * round(share * WIDTH):.<{WIDTH}} {share:4.0%}")

    def show(self, line: str) -> None:
        """Print a line; the bar goes on below it."""
        self._draw("")
        show_line(line)

    def _draw(self, bar: str) -> None:
        if bar == self._drawn:
            return
        self._drawn = bar
        with suppress(OSError, ValueError):  # the terminal may be gone, and nothing hangs on this
            self._output.write(ERASE + bar)
            self._output.flush()
