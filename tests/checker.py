"""What a type checker makes of a small program that builds on voice-coach."""

import re
import subprocess
import sys
from pathlib import Path

PROGRAM = """
from voice_coach import ScriptFiles, Session, listening
session = Session(exercise=ScriptFiles().load("floor-talk"), lines=ScriptFiles().lines())
reveal_type(session), reveal_type(ScriptFiles().load), reveal_type(listening.judge_heat)
"""
NAMES = ("session", "load", "heat")


def revealed(folder: Path, *, python: str) -> dict[str, str]:
    """The types it finds, for the voice-coach that this Python has installed."""
    program = folder / "program.py"
    program.write_text(PROGRAM.lstrip(), encoding="utf-8")
    done = subprocess.run(
        [
            *(sys.executable, "-m", "mypy", "--strict", "--python-executable", python),
            *("--cache-dir", str(folder / "cache"), str(program)),
        ],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    types = re.findall(r'Revealed type is "(.*)"$', done.stdout, re.MULTILINE)
    return dict(zip(NAMES, types, strict=True))
