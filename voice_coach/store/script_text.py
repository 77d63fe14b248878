"""The text of a script: read as a table, and where in it each key stands."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from typing import Any

from voice_coach.errors import ScriptError

HELP = f"Compare with a script that works, in {files('voice_coach') / 'scripts'}."


def parsed(text: str, where: str) -> dict[str, Any]:
    """The table that a script is.

    Args:
        text: the script.
        where: its file's name, for the error.

    Raises:
        ScriptError: it is no TOML.
    """
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise ScriptError(f"{where}: expected fewer brackets inside brackets.", HELP) from error
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"\(at line (\d+), column \d+\)", str(error))
        line = place[1] if place else str(text.count("\n") + 1)
        complaint = re.sub(r" \(at .*\)$", "", str(error))
        raise ScriptError(f"{where}:{line}: not valid TOML: {complaint}.", HELP) from error


def place(where: str, path: str, lines: dict[str, int]) -> str:
    """`file:line: key` of a path, or of the nearest thing around it that stands in the file."""
    key, at = path, path
    while at not in lines and at != "$":
        shorter = re.sub(r"(\.[^.\[\]]+|\[[^\]]*\])$", "", at)
        at = shorter if shorter != at else "$"  # a key may end in anything, in quotes
    return f"{where}:{lines.get(at, 1)}: {key.removeprefix('$.').replace('[...]', '')}"


_HEADER = re.compile(r"^\s*(\[\[?)\s*([\w.-]+)\s*\]\]?")
_KEY = re.compile(r"^\s*([\w-]+)\s*=")


def positions(text: str) -> dict[str, int]:
    """The line, counted from 1, of each table and key of a TOML text, by its path.

    Good for the plain TOML of scripts: headers, and keys that begin a line.
    """
    lines = {"$": 1}
    counts: dict[str, int] = {}
    table = "$"
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(line):
            table = "$"
            *parents, last = header[2].split(".")
            for parent in parents:
                table = f"{table}.{parent}"
                if table in counts:
                    table = f"{table}[{counts[table]}]"
            table = f"{table}.{last}"
            if header[1] == "[[":
                counts[table] = counts.get(table, -1) + 1
                table = f"{table}[{counts[table]}]"
            lines.setdefault(table, number)
        elif key := _KEY.match(line):
            lines.setdefault(f"{table}.{key[1]}", number)
    return lines
