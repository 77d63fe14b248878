"""What is written is text, and no letter of it makes an output fail.

A control character or a mark that turns text around is shown as such, and a letter that a terminal
cannot show is a question mark.
"""

from __future__ import annotations

import errno
import io
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, TextIO

from voice_coach.edge.windows_console import obeys_codes

NO_TEXT = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
"""What is no letter to be shown: controls but the end of a line, and marks of direction."""


def shown(text: str) -> str:
    """Text of people as text: what would make a terminal do something is shown as such."""
    return NO_TEXT.sub(_named, text)


def _named(found: re.Match[str]) -> str:
    code = ord(found[0])
    if found[0] == "\t":
        return " "
    if 0xD800 <= code <= 0xDFFF:
        return "?"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def safe_streams() -> None:
    """See that there are an input and two outputs, and that no letter makes one of them fail."""
    while (spare := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass  # else a file opened later would take the place of a stream that is closed
    os.close(spare)
    if sys.platform == "win32":
        import ctypes

        if not obeys_codes(ctypes.windll.kernel32):
            os.environ["NO_COLOR"] = "1"
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, os.fdopen(number, "w" if number else "r", closefd=False))
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


BOLD, DIM, USUAL = "\uf8f0", "\uf8f1", "\uf8f2"
"""Marks of ours in a text that is written: letters of no alphabet, which nobody's name has."""

LOOKS = {BOLD: "\x1b[1m", DIM: "\x1b[2m", USUAL: "\x1b[0m"}


class TextOnly:
    """An output through which nothing but text goes, and that outlives its terminal.

    Marks of ours are looks on a terminal, but where `NO_COLOR` is set; elsewhere they are nothing.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        plain = "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb"
        looks = stream.isatty() and not plain
        self._looks = {ord(mark): code if looks else "" for mark, code in LOOKS.items()}

    def write(self, text: str) -> int:
        """Write it as text."""
        return self._outlived(lambda: self._stream.write(shown(text).translate(self._looks)))

    def flush(self) -> None:
        """Write out what was written."""
        self._outlived(lambda: self._stream.flush() or 0)

    @contextmanager
    def elsewhere(self, stream: TextIO) -> Iterator[None]:
        """Write to another stream while this lasts."""
        before, self._stream = self._stream, stream
        try:
            yield
        finally:
            self._stream = before

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    @staticmethod
    def _outlived(do: Callable[[], int]) -> int:
        try:
            return do()
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            return 0  # the window was closed: nobody reads on


@contextmanager
def text_only() -> Iterator[None]:
    """Let everything that is written be text, until this is left."""
    before = sys.stdout, sys.stderr
    outputs: Any = tuple(TextOnly(each) for each in before)
    sys.stdout, sys.stderr = outputs
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


def canvas(output: TextIO | None = None) -> TextIO:
    """The output itself, for what draws; text of people goes through `shown` first."""
    output = sys.stdout if output is None else output
    return output._stream if isinstance(output, TextOnly) else output


def draw(codes: str) -> None:
    """Write to the output itself, at once, codes and all; nothing where its window is closed."""
    output = canvas()
    with suppress(OSError, ValueError):
        output.write(codes)
        output.flush()
