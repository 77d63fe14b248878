"""What a terminal shows after each thing that is drawn on it: enough of one to see a flicker."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

TOKENS = re.compile(r"\x1b\[(?P<code>[?\d;]*)(?P<kind>[A-Za-z])|(?P<text>[^\x1b\r\n]+)|\r|\n|\x1b.")

Place = tuple[int, int]
Cell = tuple[str, str]
"""A letter, and how it looks."""


def drawn_cells(codes: str) -> Iterator[tuple[Place, Cell]]:
    """Every cell that is written, in the order of writing.

    Raises:
        AssertionError: something is wiped: then there is a moment in which nothing is seen.
    """
    row, column, look = 1, 1, ""
    for token in TOKENS.finditer(codes):
        kind, text = token["kind"], token["text"]
        if text:
            for letter in text:
                yield (row, column), (letter, _ground(look) if letter == " " else look)
                column += 1
        elif kind == "H":
            numbers = [int(each) for each in token["code"].split(";") if each]
            row, column = numbers or (1, 1)
        elif kind == "m":
            look = "" if token["code"] in ("", "0") else look + token["code"] + ";"
        elif kind in ("J", "K"):
            raise AssertionError("the window is wiped while it is looked at")
        elif token[0] == "\r":
            column = 1
        elif token[0] == "\n":
            row += 1


def _ground(look: str) -> str:
    """Of an empty cell only the ground is seen."""
    found = [each for each in look.split(";") if re.fullmatch(r"4\d|10\d", each)]
    return found[-1] if found else ""


def restless(codes: str) -> set[Place]:
    """The cells that went to another look and back again."""
    seen: dict[Place, list[Cell]] = {}
    for place, cell in drawn_cells(codes):
        history = seen.setdefault(place, [])
        if not history or history[-1] != cell:
            history.append(cell)
    return {place for place, history in seen.items() if len(set(history)) < len(history)}


def changed(codes: str) -> set[Place]:
    """The cells that had more than one look."""
    seen: dict[Place, set[Cell]] = {}
    for place, cell in drawn_cells(codes):
        seen.setdefault(place, set()).add(cell)
    return {place for place, looks in seen.items() if len(looks) > 1}


def changed_rows(frames: Sequence[Sequence[str]]) -> set[int]:
    """The rows that had more than one look, numbered from 0."""
    return {row for row, looks in enumerate(zip(*frames, strict=True)) if len(set(looks)) > 1}


def flipped_rows(frames: Sequence[Sequence[str]]) -> set[int]:
    """The rows that went to another look and back again."""
    histories = {
        row: [look for look, _ in groupby(looks)]
        for row, looks in enumerate(zip(*frames, strict=True))
    }
    return {row for row, history in histories.items() if len(set(history)) < len(history)}
