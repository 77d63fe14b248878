"""Exercises in several languages: a line of a script may be a table with one text for each.

`say = "Hello."` is in English. `say.en = "Hello."` and `say.de = "Hallo."` are the same line in
two languages; a language that a line lacks is said in English.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

ENGLISH = "en"
"""The language of what comes with the project, and of a line that names none."""

LINES = frozenset({"title", "purpose", "about", "watch_for", "notes", "say", "explain", "again"})
"""The keys of a script that hold words for people. They stand in it and in its lists of tables: a
key of another table, such as `when`, is somebody's name for something."""


def in_language(script: Any, language: str) -> Any:
    """A script, as it was parsed, with each line in one language."""
    match script:
        case dict():
            return {
                key: _chosen(value, language)
                if key in LINES and isinstance(value, dict)
                else (in_language(value, language) if isinstance(value, list) else value)
                for key, value in script.items()
            }
        case list():
            return [in_language(each, language) for each in script]
        case _:
            return script


def languages_of(script: Any) -> list[str]:
    """The languages that a script has lines in, beside English."""
    return sorted({language for _, line in _lines(script, "$") for language in line} - {ENGLISH})


def untranslated(script: Any, language: str) -> list[str]:
    """The places of the lines that a script lacks in a language, as "$.couple[0].steps[1].say"."""
    return [path for path, line in _lines(script, "$") if language not in line]


def _chosen(line: dict[str, Any], language: str) -> Any:
    return line.get(language, line.get(ENGLISH, next(iter(line.values()), "")))


def _lines(script: Any, path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every line, and what it is in each language."""
    match script:
        case dict():
            for key, value in script.items():
                if key in LINES:
                    line = value if isinstance(value, dict) else {ENGLISH: value}
                    yield f"{path}.{key}", line
                elif isinstance(value, list):
                    yield from _lines(value, f"{path}.{key}")
        case list():
            for index, each in enumerate(script):
                yield from _lines(each, f"{path}[{index}]")
