"""Whether Whisper can run here. Apart from it, so that whoever only asks loads no numbers."""

from __future__ import annotations

from importlib.util import find_spec


def can_hear_words() -> bool:
    """Whether the package that Whisper runs in is installed."""
    return find_spec("faster_whisper") is not None
