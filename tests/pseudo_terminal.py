"""A program on a terminal of its own, that can be typed at, signalled, and looked at afterwards."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from codecs import getincrementaldecoder
from collections.abc import Callable, Sequence
from pathlib import Path

PATIENCE_SECONDS = 60
WORN = {"TERM": "xterm", "COLUMNS": "", "LINES": ""}


def holds(shown: str, text: str) -> bool:
    """Whether a text is in what was shown, wherever a line of it was broken."""
    return text in shown or text in " ".join(shown.split())


class OnTerminal:
    """The program, begun.

    Args:
        arguments: what follows `voice-coach`.
        home: its data folder.
        size: columns and rows.
        environment: more of it; an empty value takes a variable away.
        path: a folder whose modules are found first.
        command: what is run instead of voice-coach.
    """

    def __init__(
        self,
        *arguments: str,
        home: Path,
        size: tuple[int, int] = (80, 24),
        environment: dict[str, str] | None = None,
        path: Path | None = None,
        command: Sequence[str] = (),
    ) -> None:
        self.ours, self._theirs = pty.openpty()
        columns, rows = size
        fcntl.ioctl(self._theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.before = termios.tcgetattr(self._theirs)
        given = {**os.environ, **WORN, "VOICE_COACH_HOME": str(home), **(environment or {})}
        if path:
            given["PYTHONPATH"] = str(path)
        self.process = subprocess.Popen(
            list(command) or [sys.executable, "-m", "voice_coach", *arguments],
            stdin=self._theirs,
            stdout=self._theirs,
            stderr=self._theirs,
            start_new_session=True,
            env={name: value for name, value in given.items() if value},
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        self.shown = ""
        self._decoded = getincrementaldecoder("utf-8")("replace").decode

    def until(self, text: str) -> None:
        """Read on until this is shown, after what was shown before, or the program is over."""
        self._read(lambda more: holds(more, text) or self.process.poll() is not None)

    def until_so(self, so: Callable[[], object]) -> None:
        """Read on until this is so, or the program is over."""
        self._read(lambda _: bool(so()) or self.process.poll() is not None)

    def watch(self, seconds: float) -> None:
        """Read on for so long."""
        until = time.monotonic() + seconds
        self._read(lambda _: time.monotonic() >= until)

    def drain(self) -> None:
        """Read what there is, or wait for a moment."""
        if select.select([self.ours], [], [], 0.1)[0]:
            self.shown += self._decoded(os.read(self.ours, 4096))

    def type(self, text: str) -> None:
        """Press keys."""
        os.write(self.ours, text.encode())

    def over(self) -> int:
        """Read to the end; the exit code, as a shell would tell it."""
        self._read(lambda more: self.process.poll() is not None)
        self.after = termios.tcgetattr(self._theirs)
        os.close(self._theirs)
        os.close(self.ours)
        code = self.process.wait(PATIENCE_SECONDS)
        return code if code >= 0 else 128 - code

    def close_window(self) -> int:
        """Close the terminal itself; the exit code."""
        os.close(self._theirs)
        os.close(self.ours)
        return self.process.wait(PATIENCE_SECONDS)

    def _read(self, enough: Callable[[str], bool]) -> None:
        more, waited = "", 0.0
        while not enough(more):
            if not select.select([self.ours], [], [], 0.1)[0]:
                waited += 0.1
                assert waited < PATIENCE_SECONDS, self.shown
                continue
            part = self._decoded(os.read(self.ours, 4096))
            more += part
            self.shown += part
        while select.select([self.ours], [], [], 0)[0]:
            self.shown += self._decoded(os.read(self.ours, 4096))
