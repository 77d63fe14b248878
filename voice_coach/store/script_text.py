"""The text of a script: read as a table, and where in it each key stands.

What is not even TOML is told in plain words, and mended where it is plain what was meant, so that
everything else can be looked at too.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from importlib.resources import files
from typing import Any

HELP = f"Compare with a script that works, in {files('voice_coach') / 'scripts'}."

TOO_DEEP = "fewer brackets inside brackets, or dots in a name, are expected"

DEEPEST = 20
"""Tables inside tables; a script has five."""

MOST = 20
"""So many things that are no TOML are told at once."""


def parsed(text: str) -> tuple[dict[str, Any] | None, list[tuple[int, str]]]:
    """The table that a script is.

    Returns:
        The table, or None where the text is no TOML and cannot be mended; and what is wrong, each
        with its line, counted from 1.
    """
    wrong: list[tuple[int, str]] = []
    while len(wrong) < MOST:
        try:
            table = tomllib.loads(text)
            return (None, [*wrong, (1, TOO_DEEP)]) if _deep(table) else (table, wrong)
        except RecursionError:
            return None, [*wrong, (1, TOO_DEEP)]
        except tomllib.TOMLDecodeError as error:
            place = re.search(r"\(at line (\d+), column \d+\)", str(error))
            lines = text.split("\n")
            at = int(place[1]) if place else _last_opened(lines)
            complaint, mend = _in_plain_words(str(error), lines[at - 1])
            wrong.append((at, complaint))
            better = mend(lines[at - 1])
            if better == lines[at - 1]:
                break
            text = "\n".join([*lines[: at - 1], better, *lines[at:]])
    return None, wrong


def _deep(table: dict[str, Any]) -> bool:
    """Whether there are more tables inside tables than anything that reads them can follow."""
    level: list[Any] = [table]
    for _ in range(DEEPEST):
        inside = (each.values() if isinstance(each, dict) else each for each in level)
        level = [one for each in inside for one in each if isinstance(one, dict | list)]
    return bool(level)


def _in_plain_words(error: str, line: str) -> tuple[str, Callable[[str], str]]:
    """What is wrong with a line, and how it is mended; it stays as it is where nobody can know."""

    def stays(line: str) -> str:
        return line

    opened = _open_quote(line)
    if opened and ("Illegal character" in error or "at end of document" in error):
        told = f"a text begins with {opened} and does not end: put {opened} where it ends"
        return told, lambda line: f"{line.rstrip()}{opened}"
    if curly := re.search("[\u201c\u201d\u201e\u2018\u2019]", line.partition("=")[2].lstrip()[:1]):
        told = f'straight quotes (") are expected around a text, not {curly[0]}'
        return told, lambda line: re.sub("[\u201c\u201d\u201e\u2018\u2019]", '"', line)
    if found := re.fullmatch(r"\s*[\w.-]+\s*=\s*(True|False|TRUE|FALSE)\s*(#.*)?", line):
        told = f"{found[1].lower()} is expected in small letters, not {found[1]}"
        return told, lambda line: line.replace(found[1], found[1].lower())
    for sign, told in PLAIN.items():
        if sign in error:
            return told, stays
    complaint = re.sub(r" \(at .*\)$", "", error)
    return f"not valid TOML: {complaint}", stays


PLAIN = {
    "Unterminated string": 'a text begins with """ and does not end: put """ where it ends',
    "Invalid value": 'a text is expected in quotes, such as "easy"',
    "Expected '='": 'a line such as name = "sunday-tea" is expected: a name, = and a value',
    "Unclosed array": "a list is not closed: put a comma between its things and ] at its end",
    "Expected newline": 'something stands behind the value: inside a text, write \\" for a quote',
    "Unescaped": "inside a text, a backslash is written twice",
    "Cannot overwrite": "this line stands there twice",
    "Cannot declare": "this heading stands there twice",
    "at the end of a table declaration": "a heading is not closed: put ] at its end",
    "Expected ']]'": "a heading is not closed: put ]] at its end",
}
"""What the library says, by a part of it, in plain words."""


def _open_quote(line: str) -> str:
    """The quote that a line opens and does not close; "" where there is none."""
    if '"""' in line or "'''" in line:
        return ""
    opened, escaped = "", False
    for letter in line:
        if escaped:
            escaped = False
        elif letter == "\\" and opened == '"':
            escaped = True
        elif letter == opened:
            opened = ""
        elif not opened and letter in "\"'":
            opened = letter
        elif not opened and letter == "#":
            break
    return opened


def _last_opened(lines: list[str]) -> int:
    """The line, counted from 1, of what is still open at the end of a text."""
    for number, line in enumerate(lines, start=1):
        if _open_quote(line):
            return number
    threes = [
        number
        for number, line in enumerate(lines, start=1)
        for _ in range(line.count('"""') + line.count("'''"))
    ]
    return threes[-1] if threes else len(lines)


def line_of(path: str, lines: dict[str, int]) -> int:
    """The line of a path, or of the nearest thing around it that stands in the file."""
    at = path
    while at not in lines and at != "$":
        shorter = re.sub(r"(\.[^.\[\]]+|\[[^\]]*\])$", "", at)
        at = shorter if shorter != at else "$"  # a key may end in anything, in quotes
    return lines.get(at, 1)


_HEADER = re.compile(r"^\s*(\[\[?)\s*([\w.-]+)\s*\]\]?")
_KEY = re.compile(r"^\s*([\w-]+)(\.[\w-]+)?\s*=")


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
            lines.setdefault(f"{table}.{key[1]}{key[2] or ''}", number)
    return lines
