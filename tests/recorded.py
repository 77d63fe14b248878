"""Whole sessions, recorded with the real program: tests/logs/*.jsonl.

`python -m tests.recorded` records them anew, after a change that is meant to change what happens.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

FOLDER = Path(__file__).parent / "logs"

TYPED = {
    "breathing-together": (["breathe-together"], ["yes", "no"]),
    "outside-stress": (
        ["outside-stress", "--names", "Ana,Ben"],
        [
            *("yes", "yes", "ideas"),
            *("it was a long day", "one more thing", "and then the train", "done"),
            *("it sounded long", "done", "almost", "the train", "done", "the train too", "done"),
            *("yes", "would tea help", "done"),
            *("ears", "slower", "shorter", "done", "skip this", "repeat", "done"),
            *["done", "yes"] * 12,
        ],
    ),
    "a-pause-and-a-time-out": (
        ["mirror-dialogue", "--names", "Ana,Ben"],
        [
            *("yes", "yes", "yes", "pause", "hello", "continue", "done", "minute", "done"),
            *("no", "done", "done", "time out", "no", "what", "yes"),
        ],
    ),
    "not-tonight": (["mirror-dialogue"], ["yes", "no", "no"]),
    "stopped": (["outside-stress"], ["yes", "yes", "ears", "something", "stop"]),
    "alone": (["mirror-dialogue", "--solo"], ["yes", *["a word or two", "done"] * 8]),
    "nothing-understood": (["outside-stress"], ["yes", "yes", "ears", *["well"] * 100]),
}
"""What is run, and the lines piped into it."""


def record() -> None:
    """Record every session anew."""
    program = [sys.executable, "-m", "voice_coach"]
    for name, (arguments, lines) in TYPED.items():
        log = ["--log", str(FOLDER / f"{name}.jsonl")]
        command = [*program, "run", *arguments, "--typed", *log]
        with tempfile.TemporaryDirectory() as home:  # where no session was before
            alone = {**os.environ, "VOICE_COACH_HOME": home}
            subprocess.run(command, input="\n".join(lines), text=True, check=True, env=alone)
    with tempfile.TemporaryDirectory() as folder:
        sound = ["--fast", "--out", f"{folder}/demo.wav"]
        log = ["--log", str(FOLDER / "heard-in-a-room.jsonl")]
        subprocess.run([*program, "demo", "mirror-dialogue", *sound, *log], check=True)


if __name__ == "__main__":
    record()
