"""A part of the picture that is made of blocks: the shape, and words in large letters."""

from __future__ import annotations

from collections.abc import Sequence

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
        upper, lower = pixels[0::2].tolist(), pixels[1::2].tolist()
        rows = [_painted(above, below) for above, below in zip(upper, lower, strict=True)]
        first = (len(rows) - len(over)) // 2
        for row, letters in zip(rows[first:], over, strict=False):
            _overlaid(row, letters)
        self._show([_stretches(row) for row in rows])

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


def _cell(block: str, colour: Colour, ground: Colour) -> Cell:
    return block, Style(color=code(colour), bgcolor=code(colour if block == "█" else ground))


def _dyed(thread: Thread, palette: Palette) -> Colour:
    match thread:
        case "leaf":
            return palette.shape
        case "dot":
            return palette.quiet
        case partner:
            return palette.partners[partner]


def _painted(above: list[list[int]], below: list[list[int]]) -> list[Cell]:
    """A row of the terminal from two rows of half blocks."""
    cells: list[Cell] = []
    for (red, green, blue), (r, g, b) in zip(above, below, strict=True):
        upper, lower = code((red, green, blue)), code((r, g, b))
        same = upper == lower
        cells.append(
            (" ", Style(bgcolor=upper)) if same else ("▀", Style(color=upper, bgcolor=lower))
        )
    return cells


def _overlaid(row: list[Cell], letters: str) -> None:
    """Put letters over the middle of a row, light on dark and dark on light."""
    first = (len(row) - len(letters)) // 2
    for at, letter in enumerate(letters, start=first):
        if letter != " ":
            behind = row[at][1].bgcolor
            red, green, blue = behind.get_truecolor() if behind else NIGHT.ground
            ground = red, green, blue
            row[at] = _cell(letter, _read_on(ground), ground)


def _read_on(ground: Colour) -> Colour:
    return max(INKS, key=lambda ink: contrast(ink, ground))


def _stretches(cells: Sequence[Cell]) -> Strip:
    """Cells as one strip: neighbours of one look are one piece."""
    pieces: list[Segment] = []
    for letter, style in cells:
        if pieces and pieces[-1].style == style:
            pieces[-1] = Segment(pieces[-1].text + letter, style)
        else:
            pieces.append(Segment(letter, style))
    return Strip(pieces, len(cells))
