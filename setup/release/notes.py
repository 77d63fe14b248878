"""Release notes: what the list of changes says of one version."""

from __future__ import annotations

import re

COMING = "Unreleased"


def section(changes: str, title: str) -> str | None:
    """What stands below a heading of the list of changes; None: there is no such heading."""
    parts = re.split(r"^## (.+)\n", changes, flags=re.MULTILINE)
    found = dict(zip(parts[1::2], parts[2::2], strict=True))
    named = {each.split()[0].strip("[]"): text for each, text in found.items()}
    return named[title].strip() if title in named else None


def notes(changes: str, version: str) -> str:
    """The notes of a version; of what is coming, marked as a draft, where it has no section yet.

    Raises:
        ValueError: there is nothing about either.
    """
    if told := section(changes, version):
        return f"# voice-coach {version}\n\n{told}\n"
    if told := section(changes, COMING):
        return f"# voice-coach {version} (draft)\n\n{told}\n"
    raise ValueError(
        f'CHANGELOG.md says nothing of {version}: give it a section "## {version}" with what '
        "has changed."
    )
