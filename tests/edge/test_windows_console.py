"""A Windows console, by stand-ins for what its system does: it was never run on Windows."""

import ctypes
import subprocess
import sys

import pytest

from voice_coach.edge.keyboard import NO_KEYS
from voice_coach.edge.windows_console import OBEYS_CODES, obeys_codes, pressed_on_windows


class Keys:
    """Characters as `msvcrt.getwch` gives them."""

    def __init__(self, typed: str) -> None:
        self._left = list(typed)

    def getwch(self) -> str:
        return self._left.pop(0)

    @property
    def left(self) -> str:
        return "".join(self._left)


@pytest.mark.parametrize("two", ["\xe0P", "\xe0S", "\xe0M", "\x00;"])
def test_an_arrow_or_a_function_key_is_no_letter(two):
    """Else the arrow down would be "not quite", and Delete would skip."""
    keys = Keys(f"{two}s")
    assert pressed_on_windows(keys) == ""
    assert pressed_on_windows(keys) == "s"
    assert keys.left == ""


@pytest.mark.parametrize("sent", ["\x1b[A", "\x1b[B", "\x1bOB", "\x1b[3~", "\x1b[1;5C", "\x1b[15~"])
def test_nor_is_it_one_elsewhere(sent):
    """There the arrow down would go back a step."""
    assert NO_KEYS.sub("", f" {sent}q") == " q"


class Console:
    """The system's own calls, for a console of one age or another, or for none."""

    def __init__(self, *, there: bool = True, young: bool = True, mode: int = 3) -> None:
        self.there, self.young, self.mode = there, young, mode

    def GetStdHandle(self, number: int) -> int:
        assert number == -11
        return 7

    def GetConsoleMode(self, handle: int, mode: "ctypes._CArgObject") -> int:
        ctypes.cast(mode, ctypes.POINTER(ctypes.c_ulong)).contents.value = self.mode
        return int(self.there)

    def SetConsoleMode(self, handle: int, mode: int) -> int:
        if self.young:
            self.mode = mode
        return int(self.young)


def test_a_console_is_made_to_obey_codes_and_keeps_its_other_ways():
    console = Console()
    assert obeys_codes(console)
    assert console.mode == 3 | OBEYS_CODES


@pytest.mark.parametrize("console", [Console(there=False), Console(young=False)])
def test_one_that_cannot_and_a_file_are_told_from_it(console):
    assert not obeys_codes(console)
    assert console.mode == 3


def test_a_closed_window_is_heard_on_windows_too():
    """The signal that stands for it there has that name, and ends a program politely."""
    code = (
        "import signal; signal.SIGBREAK = signal.SIGUSR2\n"
        "from voice_coach.edge.terminal import ENDING, TERMINAL, Ended\n"
        "import os\n"
        "with TERMINAL.owned():\n"
        "    try: os.kill(os.getpid(), signal.SIGBREAK); signal.pause()\n"
        "    except Ended: print('ended')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "ended"


@pytest.mark.parametrize("encoding", ["cp437", "cp1252", "ascii"])
def test_a_console_without_utf_8_shows_what_it_can(encoding):
    done = subprocess.run(
        [sys.executable, "-m", "voice_coach", "show", "outside-stress"],
        env={"PYTHONIOENCODING": encoding, "PATH": "/usr/bin:/bin"},
        capture_output=True,
        check=True,
    )
    assert b"Outside Stress" in done.stdout
    assert done.stderr == b""
