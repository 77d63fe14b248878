"""A beat within a line: " | " in a script is a moment of quiet, and stands on no screen."""

from __future__ import annotations

import re

MARK = re.compile(r"\s*\|\s*")


def parts(text: str) -> list[str]:
    """A line in the pieces between its beats."""
    return [piece for piece in MARK.split(text) if piece] or [text]


def unbroken(text: str) -> str:
    """A line as it is read."""
    return " ".join(parts(text))
