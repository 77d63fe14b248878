"""What libraries written in C print by themselves, kept off the terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from voice_coach.edge.outputs import TextOnly


@contextmanager
def unheard_complaints() -> Iterator[None]:
    """Keep what sound libraries print by themselves off the terminal; our own errors stay on it.

    Written in C, they know no `sys.stderr`: during a fault they would write over the screen. What
    stands there stays the same object, for a picture in a thread of its own puts back what it
    found, whenever that may be.
    """
    output = sys.stderr
    if not (isinstance(output, TextOnly) and output.isatty()):
        yield
        return
    screen = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        ours = os.fdopen(os.dup(screen), "w", encoding=output.encoding, errors="replace")
        with ours, output.elsewhere(ours):
            yield
    finally:
        os.dup2(screen, 2)
        os.close(nowhere)
        os.close(screen)
