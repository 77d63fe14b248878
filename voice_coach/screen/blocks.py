"""A part of the picture that is made of blocks: the shape, and words in large letters."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby, pairwise
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from voice_coach.screen.colours import DAY, NIGHT, Colour, Palette, code, contrast
from voice_coach.screen.moon import Pixels
from voice_coach.screen.ribbon import Ribbon, Thread, in_columns

Cell = tuple[str, Style]

SIDE = 2
"""Columns left free beside a name."""

INKS = (NIGHT.text, DAY.text)
"""Of figures over the shape."""


class Blocks(Widget):
    """Rows of blocks."""

    DEFAULT_CSS = "Blocks { width: 100%; }"

    def __init__(self, name: str) -> None:
        super().__init__(id=name)
        self._strips: list[Strip] = []

    def paint(self, pixels: Pixels, over: Sequence[str] = ()) -> None:
        """Show half blocks of these colours, and letters over the middle of them."""
        looks = np.concatenate((pixels[0::2], pixels[1::2]), axis=-1)
        first = (len(looks) - len(over)) // 2
        self._show(
            [
                _painted(row, over[at - first] if 0 <= at - first < len(over) else "")
                for at, row in enumerate(looks)
            ]
        )

    def write(
        self,
        lines: Sequence[str],
        *,
        columns: int,
        rows: int,
        side: str,
        colour: Colour,
        ground: Colour,
    ) -> None:
        """Show words in large letters, at one side, and in the middle of so many rows.

        The ground of a full block is coloured too: so no gap shows between two rows.
        """
        above = (rows - len(lines)) // 2
        padded = [""] * above + list(lines)
        padded += [""] * (rows - len(padded))
        strips = []
        for line in padded:
            free = max(0, columns - len(line))
            before = {"left": min(free, SIDE), "right": max(0, free - SIDE), "center": free // 2}
            cells = (" " * before[side] + line).ljust(columns)[:columns]
            strips.append(_stretches([_cell(each, colour, ground) for each in cells]))
        self._show(strips)

    def weave(self, ribbon: Ribbon, *, columns: int, rows: int, palette: Palette) -> None:
        """Show a ribbon in so many rows: one partner's floors are whole, the other's in stripes."""
        before = columns // 8
        threads = in_columns(ribbon, columns - 2 * before)
        edges = {0: "▄", rows - 1: "▀"} if rows > 1 else {}
        strips = []
        for row in range(rows):
            cells: list[Cell] = [_cell(" ", palette.text, palette.ground)] * columns
            for at, thread in enumerate(threads):
                block = edges.get(row, "█")
                if thread == "b" and at % 2:
                    block = " "
                elif thread in ("leaf", "dot"):
                    block = {"leaf": "❧", "dot": "·"}[thread] if row == rows // 2 else " "
                if thread:
                    cells[before + at] = _cell(block, _dyed(thread, palette), palette.ground)
            strips.append(_stretches(cells))
        self._show(strips)

    def _show(self, strips: list[Strip]) -> None:
        if strips != self._strips:
            self._strips = strips
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """One row of it."""
        return self._strips[y] if y < len(self._strips) else Strip.blank(self.size.width)


@lru_cache(maxsize=4096)
def _style(colour: Colour, ground: Colour) -> Style:
    return Style(color=code(colour), bgcolor=code(ground))


def _cell(block: str, colour: Colour, ground: Colour) -> Cell:
    return block, _style(colour, colour if block == "█" else ground)


def _dyed(thread: Thread, palette: Palette) -> Colour:
    match thread:
        case "leaf":
            return palette.shape
        case "dot":
            return palette.quiet
        case partner:
            return palette.partners[partner]


def _painted(row: NDArray[np.uint8], letters: str) -> Strip:
    """A row of the terminal: the colours of its upper and lower half blocks, shape (columns, 6).

    Letters stand over its middle, light on dark and dark on light.
    """
    changes = np.flatnonzero((row[1:] != row[:-1]).any(axis=-1)) + 1
    edges = [0, *changes.tolist(), len(row)]
    cells: list[Cell] = []
    for begin, end in pairwise(edges):
        red, green, blue, r, g, b = row[begin].tolist()
        upper, lower = (red, green, blue), (r, g, b)
        cells += [(" " if upper == lower else "▀", _style(upper, lower))] * (end - begin)
    for at, letter in enumerate(letters, start=(len(row) - len(letters)) // 2):
        if letter != " ":
            _, _, _, r, g, b = row[at].tolist()
            cells[at] = _cell(letter, _read_on((r, g, b)), (r, g, b))
    return _stretches(cells)


def _read_on(ground: Colour) -> Colour:
    return max(INKS, key=lambda ink: contrast(ink, ground))


def _stretches(cells: Sequence[Cell]) -> Strip:
    """Cells as one strip: neighbours of one look are one piece."""
    pieces = [
        Segment("".join(letter for letter, _ in group), style)
        for style, group in groupby(cells, key=itemgetter(1))
    ]
    return Strip(pieces, len(cells))
