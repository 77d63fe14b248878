"""A shell in a window of tmux: what somebody sees there, moment by moment, and what they type."""

import os
import select
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE_SECONDS = 150
LOOK_SECONDS = 0.1

Frame = tuple[str, ...]
"""What is seen at one moment, row by row, with its colours."""


class Window:
    """A window, on a tmux server of its own."""

    def __init__(self, folder: Path, environment: dict[str, str], size: tuple[int, int]) -> None:
        if not shutil.which("tmux"):
            raise RuntimeError("Needed for the live tests: tmux. Run `make test`.")
        self._socket = folder / "tmux"
        self._environment = {**os.environ, **environment}
        columns, rows = map(str, size)
        self._tmux("new-session", "-d", "-x", columns, "-y", rows, "sh")
        self._tmux("set-option", "-g", "status", "off")
        self.resize(*size)
        written = folder / "written"
        os.mkfifo(written)
        self.written = os.open(written, os.O_RDONLY | os.O_NONBLOCK)
        self._tmux("pipe-pane", "-O", f"exec cat > {written}")
        self.codes = b""
        """All that was written to the window so far, letters and codes."""

    def close(self) -> None:
        """Close it, as somebody closes a window, and whatever runs in it may notice that."""
        subprocess.run(self._command("kill-server"), capture_output=True, check=False)

    def type(self, *keys: str) -> None:
        """Press keys, by tmux's names for them, or whole lines."""
        self._tmux("send-keys", *keys)

    def resize(self, columns: int, rows: int) -> None:
        """Make it as large as this."""
        self._tmux("resize-window", "-x", str(columns), "-y", str(rows))

    def process(self) -> int:
        """Of what was begun in the window first: the shell, or what took its place."""
        return int(self._tmux("display-message", "-p", "#{pane_pid}"))

    def text(self) -> str:
        """What is seen now, without looks."""
        return self._tmux("capture-pane", "-p")

    def frame(self) -> Frame:
        """What is seen now."""
        return tuple(self._tmux("capture-pane", "-p", "-e").split("\n"))

    def comes(self, text: str, *, within: float) -> bool:
        """Whether this is seen, now or within so many seconds."""
        until = time.monotonic() + within
        while text not in self.text():
            left = until - time.monotonic()
            if left <= 0:
                return False
            self._changed(left)
        return True

    def until(self, text: str) -> None:
        """Wait until this is seen."""
        assert self.comes(text, within=PATIENCE_SECONDS), f"no {text!r} in: {self.text()}"

    def frames(self, seconds: float) -> Iterator[Frame]:
        """What is seen in so many seconds: at the beginning, every 0.1 s, and at each change."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            yield self.frame()
            self._changed(LOOK_SECONDS)

    def _changed(self, within: float) -> None:
        """Wait until something is written, and read it."""
        if select.select([self.written], [], [], within)[0]:
            self.codes += os.read(self.written, 1 << 16)

    def _command(self, *arguments: str) -> list[str]:
        return ["tmux", "-u", "-f", os.devnull, "-S", str(self._socket), *arguments]

    def _tmux(self, *arguments: str) -> str:
        done = subprocess.run(
            self._command(*arguments),
            env=self._environment,
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        return done.stdout.rstrip("\n")


@contextmanager
def window(
    folder: Path, environment: dict[str, str], size: tuple[int, int] = (100, 30)
) -> Iterator[Window]:
    """A window that is closed at the end."""
    opened = Window(folder, environment, size)
    try:
        yield opened
    finally:
        opened.close()
        os.close(opened.written)
