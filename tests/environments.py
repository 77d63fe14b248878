"""Every command in every environment it may be started in. `python -m tests.environments` prints
the whole table; the tests try a part of it in which each command and each environment is.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import soundfile

from tests.recorded import FOLDER as LOGS
from voice_coach.cli.main import INTERRUPTED

COMMANDS = {
    "run": "run outside-stress --typed --names Ana,Ben",
    "run alone": "run mirror-dialogue --solo --typed",
    "resume": "resume --typed",
    "list": "list",
    "show": "show mirror-dialogue",
    "check": "check short-talk.toml",
    "keep show": "keep show",
    "keep trend": "keep trend",
    "keep forget": "keep forget 1",
    "new": "new another",
    "rehearse": "rehearse outside-stress",
    "pack": "pack short-talk.toml -o gift.zip",
    "hear": 'hear --text "I am done"',
    "replay": "replay session.jsonl",
    "models": "models list",
    "setup": "setup",
    "rhythm": "rhythm",
    "rhythm kept": "rhythm sunday 18:00",
    "reading": "reading",
    "help-contacts": "help-contacts --country GB",
    "settings": "settings",
    "settings kept": "settings set theme day",
    "settings forgotten": "settings forget theme",
    "voices": "voices list",
    "help": "--help",
    "version": "--version",
    "nothing": "",
    "a mistake": "run nosuch",
    "practice": "practice show",
}
"""By name, what is typed."""

SOUNDING = {
    "hear a file": "hear tone.wav",
    "run a file": "run one-line.toml --input tone.wav --hear commands",
    "demo": "demo one-line.toml --fast --out demo.wav",
    "doctor": "doctor",
    "devices": "devices",
    "check models": "models verify coach-en",
}
"""What has to do with sound, and takes a second or two."""

SLOW = {
    "say a sentence": 'voices say "Hello, you two." --out said.wav',
    "use a voice": "voices use en-gb-scotland",
    "by voice, open": "run",
    "by voice": "run outside-stress --names Ana,Ben",
    "install models": "models install nosuch",
    "keep forget all": "keep forget --all",
}
"""The same, where it takes longer: only in the whole table."""

EVERY = {**COMMANDS, **SOUNDING, **SLOW}

REFUSED = {"resume", "keep forget", "setup", "nothing", "a mistake"}
"""What is told that it cannot be, wherever it is started: exit code 2."""

REDIRECTED = {
    "no input": "<&-",
    "no output": ">&-",
    "no errors": "2>&-",
    "nothing at all": "<&- >&- 2>&-",
    "a reader that leaves": "| head -1",
    "a full device": "> /dev/full",
    "full for errors": "2> /dev/full",
}
SURROUNDED: dict[str, dict[str, str]] = {
    "LC_ALL=C": {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    "Latin-1": {"PYTHONIOENCODING": "latin-1"},
    "cp1252": {"PYTHONIOENCODING": "cp1252"},
    "TERM=dumb": {"TERM": "dumb"},
    "COLUMNS=20": {"COLUMNS": "20"},
    "no HOME": {"HOME": "", "VOICE_COACH_HOME": ""},
    "nobody's HOME": {
        **{"HOME": "", "VOICE_COACH_HOME": "", "XDG_DATA_HOME": ""},
        "PYTHONPATH": "nobody",
    },
    "HOME read-only": {"HOME": "/sys", "VOICE_COACH_HOME": "", "XDG_DATA_HOME": ""},
}
WAYS = [*REDIRECTED, *SURROUNDED]

TOGETHER = {
    "<&- in ASCII, dumb and narrow": ("no input", "LC_ALL=C", "TERM=dumb", "COLUMNS=20"),
    ">&- without a HOME": ("no output", "no HOME"),
    "2>&- in cp1252": ("no errors", "cp1252"),
    "| head -1 in Latin-1": ("a reader that leaves", "Latin-1"),
    "> /dev/full with a HOME read-only": ("a full device", "HOME read-only"),
    "2> /dev/full with nobody's HOME": ("full for errors", "nobody's HOME"),
}
"""Several at once, none of which hides what another one does: every way is in one of them."""

KEEPS = {
    *("run", "run alone", "resume", "rhythm kept", "keep forget", "keep forget all"),
    *("settings kept", "settings forgotten", "use a voice", "by voice, open", "by voice"),
}
"""Commands that may write into the home: not tried on that of whoever runs the tests."""

HANGS_SECONDS = 120

NOBODY = """
import pwd
def getpwuid(number): raise KeyError(number)
pwd.getpwuid = getpwuid
"""
"""A user the system does not know, as in a container: Python imports it as it starts."""


ONE_LINE = """
name = "one-line"
title = "One Line"
level = "easy"
purpose = "Say hello."
about = "Made for the tests."
[minutes]
short = 0.1
[[couple]]
part = "hello"
[[couple.steps]]
kind = "say"
id = "hello"
say = "Hello, Zoë and 田中."
"""
"""The shortest there is, with letters that not every terminal has."""


def furnished(folder: Path) -> Path:
    """A folder with the files that the commands are given."""
    text = (Path(__file__).parent / "edge/scripts/short-talk.toml").read_text(encoding="utf-8")
    (folder / "short-talk.toml").write_text(text, encoding="utf-8")
    (folder / "one-line.toml").write_text(ONE_LINE, encoding="utf-8")
    (folder / "session.jsonl").write_bytes((LOGS / "stopped.jsonl").read_bytes())
    soundfile.write(folder / "tone.wav", 0.1 * np.sin(np.arange(16_000) / 9), 16_000)
    (folder / "nobody").mkdir()
    (folder / "nobody/sitecustomize.py").write_text(NOBODY)
    return folder


def tried(command: str, ways: Sequence[str], folder: Path) -> tuple[int, str]:
    """Run one; its exit code and what is wrong with what it did, "" where nothing is."""
    typed = EVERY[command]
    given = {**os.environ, "VOICE_COACH_HOME": str(folder / "home"), "TERM": "xterm"}
    redirected = ""
    for way in ways:
        given |= SURROUNDED.get(way, {})
        redirected += REDIRECTED.get(way, "")
    for made in ("another.toml", "gift.zip", "said.wav", "demo.wav", "demo.txt"):
        (folder / made).unlink(missing_ok=True)
    shell = f"{sys.executable} -m voice_coach {typed} {redirected}"
    # The code of voice-coach itself, not that of the reader behind it.
    piped = ["bash", "-o", "pipefail", "-c"] if "|" in shell else ["sh", "-c"]
    try:
        done = subprocess.run(
            [*piped, shell],
            input=b"y\nstop\n",
            capture_output=True,
            cwd=folder,
            env={name: value for name, value in given.items() if value},
            timeout=HANGS_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return -1, f"not over after {HANGS_SECONDS} s"
    told = (done.stdout + done.stderr).decode(errors="replace")
    wrong = [sign for sign in ("Traceback", "broke inside", "Error ignored") if sign in told]
    stopped = done.returncode == INTERRUPTED  # at a question that nobody can answer, as at Ctrl-D
    if done.returncode == 70 or (not 0 <= done.returncode < 126 and not stopped):
        wrong.append(f"exit {done.returncode}")
    return done.returncode, ", ".join(wrong)


def pairs() -> Iterator[tuple[str, str]]:
    """Some three hundred, but for those that would write where somebody lives."""
    for way in WAYS:
        for command in EVERY:
            if way != "no HOME" or command not in KEEPS:
                yield command, way


def some_pairs() -> list[tuple[str, str]]:
    """A few dozen of the quick ones: each command in one or two environments, in turn."""
    found = []
    for number, command in enumerate(COMMANDS):
        ways = [each for each in pairs() if each[0] == command]
        found += [ways[(2 * number + step) % len(ways)] for step in range(1 + number % 2)]
    return found


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        folder = furnished(Path(name))
        print("| command |", " | ".join(WAYS), "|")
        print("|---" * (len(WAYS) + 1) + "|")
        every, told = set(pairs()), {}
        for command in EVERY:
            told |= {
                (command, way): tried(command, [way], folder)
                for way in WAYS
                if (command, way) in every
            }
            cells = [told.get((command, way), ("", "")) for way in WAYS]
            row = " | ".join(f"{code} {bad}".strip() for code, bad in cells)
            print(f"| {command} | {row} |", flush=True)
        bad = {pair: wrong for pair, (_, wrong) in told.items() if wrong}
        print(f"\n{len(told)} tried, {len(bad)} not clean", *bad.items(), sep="\n")
        sys.exit(bool(bad))
