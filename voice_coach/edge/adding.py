"""How a package that voice-coach can use besides is added: that depends on how it came here."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = None if getattr(sys, "frozen", False) else Path(sys.prefix)
"""The environment voice-coach runs in; None: it is frozen, and takes nothing more."""

NEVER = "This copy of voice-coach takes no more packages. One installed with pipx does."


def command_to_add(*packages: str, to: Path | None = HERE) -> str | None:
    """What to type to add packages to an environment; None: nothing can be added.

    pipx and uv keep a file of their own in each environment that they made for a program.
    """
    names = " ".join(packages)
    if to is None:
        return None
    if (to / "pipx_metadata.json").is_file():
        return f"pipx inject voice-coach {names}"
    if (to / "uv-receipt.toml").is_file():
        return f'uv pip install --python "{to}" {names}'
    return f"pip install {names}"


def how_to_add(*packages: str, to: Path | None = HERE) -> str:
    """The next step, where packages are missing."""
    command = command_to_add(*packages, to=to)
    return f"First: {command}" if command else NEVER
