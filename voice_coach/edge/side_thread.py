"""Calls of a library that may hang, in a thread of their own: nobody waits longer than they want.

A sound system that has died or stands still may keep a call for ever. Python cannot break one off,
but whoever asked for it can go on, and the thread keeps no program from ending.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

Given = TypeVar("Given")


class SideThread:
    """Runs calls one after another, in the order they are asked for.

    Args:
        name: the thread's.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._asked: queue.SimpleQueue[tuple[Future[Any], Callable[[], Any]]] = queue.SimpleQueue()
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None
        self._overdue: Future[Any] | None = None

    @property
    def hangs(self) -> bool:
        """Whether a call that somebody has given up is still going on."""
        return self._overdue is not None and not self._overdue.done()

    def call(
        self,
        do: Callable[[], Given],
        *,
        within: float,
        undo: Callable[[Given], object] = lambda _: None,
        anyway: bool = False,
    ) -> Given:
        """What `do` gives, or what it raises.

        Args:
            do: the call. Asked for within another one, it is simply made.
            within: how many seconds are waited at most.
            undo: what is done about what it gives when nobody waits for that any more.
            anyway: whether it is made late rather than never, as a closing is.

        Raises:
            TimeoutError: it took too long, or an earlier one still hangs.
        """
        if threading.current_thread() is self._thread:
            return do()
        if self.hangs and not anyway:
            raise TimeoutError
        self._start()
        future: Future[Given] = Future()
        self._asked.put((future, do))
        try:
            return future.result(timeout=0 if self.hangs else within)
        except (TimeoutError, KeyboardInterrupt):
            if future.running():
                self._overdue = future
            if not anyway and not future.cancel():
                future.add_done_callback(lambda late: late.exception() or undo(late.result()))
            raise

    def _start(self) -> None:
        with self._starting:
            if not self._thread:
                self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
                self._thread.start()

    def _run(self) -> None:
        while True:
            future, do = self._asked.get()
            if not future.set_running_or_notify_cancel():
                continue
            try:
                given = do()
            except BaseException as error:  # whatever it is, it is whose who asked
                future.set_exception(error)
            else:
                future.set_result(given)
