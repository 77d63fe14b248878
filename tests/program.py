"""The program that live tests run: Python's, or a frozen one named by VOICE_COACH_PROGRAM."""

import os
import sys

from voice_coach.edge.worker import worker_command

FROZEN = os.environ.get("VOICE_COACH_PROGRAM")
PROGRAM = [FROZEN] if FROZEN else [sys.executable, "-m", "voice_coach"]


def worker(module: str) -> tuple[str, ...]:
    """How that program starts one of its workers."""
    python, *arguments = worker_command(module)
    return (FROZEN or python, *arguments)
