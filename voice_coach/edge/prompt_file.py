"""Where an engine that writes files writes a prompt: names are spoken in it, so it leaves no trace.

On Linux it is a file in memory, which has no name and ends with this process however that ends.
Elsewhere it lies in a folder of its own for a moment; what a crash left is deleted the next time.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NAMED = "voice-coach-"
"""How the name of such a folder begins."""

LEFT_BEHIND_SECONDS = 3 * 3600
"""Longer than any session: a folder this old belongs to one that crashed."""

SUFFIX = "aiff" if sys.platform == "darwin" else "wav"


@contextmanager
def prompt_file() -> Iterator[Path]:
    """A place for one prompt, gone when this is left."""
    if sys.platform == "linux":
        memory = os.memfd_create("prompt")
        try:
            yield Path(f"/proc/{os.getpid()}/fd/{memory}")
        finally:
            os.close(memory)
    else:
        with tempfile.TemporaryDirectory(prefix=NAMED) as folder:
            yield Path(folder) / f"prompt.{SUFFIX}"


def remove_left_behind() -> None:
    """Delete what an earlier crash left, of this version or of the first one."""
    for folder in Path(tempfile.gettempdir()).glob(f"{NAMED}*"):
        try:
            ours = folder.is_dir() and not folder.is_symlink() and _is_ours(folder)
            if ours and time.time() - folder.stat().st_mtime > LEFT_BEHIND_SECONDS:
                shutil.rmtree(folder, ignore_errors=True)
        except OSError:
            continue  # somebody else's, or gone by now


def _is_ours(folder: Path) -> bool:
    return sys.platform == "win32" or folder.stat().st_uid == os.getuid()
