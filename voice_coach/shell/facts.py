"""The one queue of what happens."""

from __future__ import annotations

import queue
from collections.abc import Iterator

from voice_coach.edge import ports


class Facts:
    """The one queue: every device thread posts to it, the loop takes from it."""

    def __init__(self) -> None:
        self._queue: queue.Queue[ports.Fact] = queue.Queue()

    def post(self, fact: ports.Fact) -> None:
        """Add a fact; never blocks."""
        self._queue.put(fact)

    def facts(self) -> Iterator[ports.Fact]:
        """Facts as they come, for ever."""
        while True:
            try:
                yield self._queue.get(timeout=1.0)  # a bound, so that Ctrl-C works on Windows
            except queue.Empty:
                continue
