"""What libraries written in C print by themselves, kept off the terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def unheard_complaints() -> Iterator[None]:
    """Keep what sound libraries print by themselves off the terminal; our own errors stay on it.

    Written in C, they know no `sys.stderr`: during a fault they would write over the screen.
    """
    if not sys.stderr.isatty():
        yield
        return
    before, screen = sys.stderr, os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        with os.fdopen(os.dup(screen), "w", encoding=before.encoding) as ours:
            sys.stderr = ours
            yield
    finally:
        sys.stderr = before
        os.dup2(screen, 2)
        os.close(nowhere)
        os.close(screen)
