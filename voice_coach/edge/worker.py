"""Worker processes: an engine that may hang or die, where the session can do without it.

Requests and replies are one JSON object a line. The first reply says that the engine has started.
Every reply has `ok`; where that is false, `error` says why.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

from voice_coach.errors import EngineError

LAST_SECONDS = 10.0
"""Longest that a request is still worked on when nobody can ask any more."""

Answer = Callable[[dict[str, Any]], dict[str, object]]
"""What a worker does with a request: the fields of its reply."""


WORKERS = (
    "voice_coach.edge.pyttsx3_worker",
    "voice_coach.edge.warm_worker",
    "voice_coach.edge.whisper_worker",
    "voice_coach.store.model_trial",
)
"""Every module of ours that is started as a process of its own."""


def worker_command(module: str, *arguments: str) -> tuple[str, ...]:
    """How one of `WORKERS` is started: as `python -m` does it.

    Where the program is frozen there is no Python, and `sys.executable` is the program itself; it
    takes `-m` as Python does, but for the workers alone (`setup/frozen/program.py`).
    """
    assert module in WORKERS
    return (sys.executable, "-m", module, *arguments)


class Worker:
    """One worker process: requests in, replies out, never waited for longer than asked.

    Args:
        command: its program and arguments.
        name: what it is called where it fails.
        fails_with: the error raised.
        start_seconds: longest it may take to become ready.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        name: str,
        fails_with: type[EngineError],
        start_seconds: float,
    ) -> None:
        self._name = name
        self._fails_with = fails_with
        self._start_seconds = start_seconds
        self._replies: queue.Queue[str | None] = queue.Queue()
        self._ready = False
        self._began = time.monotonic()
        try:
            self._process = subprocess.Popen(
                list(command),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                encoding="utf-8",
            )
        except OSError as error:
            raise fails_with(f"The {name} cannot be started.") from error
        # Pipes cannot be waited for with a deadline on Windows, a queue can.
        self._reader = threading.Thread(target=self._read, name=name, daemon=True)
        self._reader.start()

    @property
    def starting(self) -> bool:
        """Whether it may still become ready."""
        young = time.monotonic() - self._began < self._start_seconds
        return young and not self._ready and self._process.poll() is None

    def ready(self, *, within: float) -> bool:
        """Whether the engine has started."""
        if not self._ready:
            try:
                self._reply(within)
            except EngineError:
                return False
            self._ready = True
        return True

    def ask(self, request: dict[str, object], *, within: float) -> dict[str, Any]:
        """The reply to a request.

        Raises:
            EngineError: the one of this worker; it died, hangs, or could not do it.
        """
        assert self._process.stdin
        try:
            self._process.stdin.write(json.dumps(request) + "\n")
            self._process.stdin.flush()
        except (OSError, ValueError) as error:  # a pipe that broke, or was closed
            raise self._fails_with(f"The {self._name} died.") from error
        return self._reply(within)

    def close(self) -> None:
        """End the process, whatever it does; a request that waits fails."""
        self._process.kill()
        self._process.wait()
        self._reader.join()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                try:
                    pipe.close()
                except OSError:
                    continue  # what was still to be written has nowhere to go

    def _read(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            self._replies.put(line)
        self._replies.put(None)

    def _reply(self, within: float) -> dict[str, Any]:
        try:
            line = self._replies.get(timeout=within)
            reply = json.loads(line) if line else None
        except queue.Empty as error:
            raise self._fails_with(f"The {self._name} hangs.") from error
        except ValueError as error:
            told = f"The {self._name} sent a reply that could not be read."
            raise self._fails_with(told) from error
        if not isinstance(reply, dict) or not reply.get("ok"):
            raise self._fails_with(f"The {self._name} failed.")
        return reply


def serve(start: Callable[[], Answer], *, last_seconds: float = LAST_SECONDS) -> None:
    """Be a worker: start an engine, then answer requests until standard input ends.

    Who asked may have been killed while the engine hangs: then it ends all the same.
    """
    # Engines print to standard output; replies keep a channel of their own.
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)

    def reply(**fields: object) -> None:
        print(json.dumps(fields), file=replies, flush=True)

    try:
        answer = start()
    except Exception as error:  # engines fail in their own ways: import, load, COM
        reply(ok=False, error=f"no engine: {type(error).__name__}")
        return
    reply(ok=True)
    requests: queue.Queue[str | None] = queue.Queue()
    threading.Thread(target=_ask, args=(requests, last_seconds), daemon=True).start()
    while (line := requests.get()) is not None:
        try:
            fields = answer(json.loads(line))
        except Exception as error:  # whatever the engine raises, who asked decides what to do
            reply(ok=False, error=type(error).__name__)
        else:
            reply(ok=True, **fields)


def _ask(requests: queue.Queue[str | None], last_seconds: float) -> None:
    """Hand on what is asked; end the process where its last answer does not come."""
    for line in sys.stdin:
        requests.put(line)
    requests.put(None)
    time.sleep(last_seconds)
    os._exit(1)
