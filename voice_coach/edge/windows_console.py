"""What is different about a Windows console. What the system does is passed in."""

from __future__ import annotations

from typing import Any

STANDARD_OUTPUT = -11
OBEYS_CODES = 0x0004
"""ENABLE_VIRTUAL_TERMINAL_PROCESSING: off by itself in cmd.exe, which would show codes as text."""

MORE_FOLLOWS = ("\x00", "\xe0")


def pressed_on_windows(msvcrt: Any) -> str:
    """The key that was pressed; "" for an arrow or a function key.

    Those come as two characters, of which the second is a letter that nobody pressed.
    """
    pressed: str = msvcrt.getwch()
    if pressed in MORE_FOLLOWS:
        msvcrt.getwch()
        return ""
    return pressed


def obeys_codes(kernel32: Any) -> bool:
    """Let the console obey codes for looks and pages; whether it does, or there is none."""
    import ctypes  # not sooner: it keeps a file open, in the place of a stream that is closed

    output = kernel32.GetStdHandle(STANDARD_OUTPUT)
    mode = ctypes.c_ulong()
    if not kernel32.GetConsoleMode(output, ctypes.byref(mode)):
        return False
    return bool(kernel32.SetConsoleMode(output, mode.value | OBEYS_CODES))
