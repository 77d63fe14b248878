"""Sessions that are killed while they write their log."""

import subprocess
import sys
from pathlib import Path

from voice_coach.shell.replay import BLOCK_SIZES, replay
from voice_coach.store.session_log import RecordedSession, read_log

EXERCISE = "outside-stress"
LINES = ("yes\n", "ears\n", "I'm done\n") * 200
"""Typed by turns, whatever is asked: enough for any way through."""


def _started(log: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "voice_coach", "run", EXERCISE, "--typed"),
            *("--names", "Ana,Ben", "--log", str(log)),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdin
    process.stdin.write("".join(LINES))
    process.stdin.close()
    return process


def whole_session(log: Path) -> tuple[int, int]:
    """Let one come to its end; the size in bytes of its log's first line, and of all of it."""
    assert _started(log).wait(timeout=60) == 0
    written = log.read_bytes()
    return written.index(b"\n") + 1, len(written)


def killed_session(log: Path, *, at_bytes: int) -> RecordedSession:
    """Kill one (SIGKILL) as its log reaches a size, and read and replay what it left.

    Raises:
        LogError: the log cannot be read or replayed.
    """
    process = _started(log)
    while process.poll() is None and not (log.exists() and log.stat().st_size >= at_bytes):
        continue
    process.kill()
    process.wait()
    left = read_log(log)
    for size in BLOCK_SIZES:
        replay(log, block_samples=size)
    return left
