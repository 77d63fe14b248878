"""Words in letters that can be read across a room, made of quarter blocks."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Literal

import msgspec
import numpy as np
from PIL import Image, ImageDraw, ImageFont

FONTS = Path(__file__).parent / "font"

Weight = Literal["names", "lines"]
"""Bold, and not; the names of their files."""

LEAST_ROWS = 4
"""Smaller letters cannot be told apart."""

QUARTERS = np.array(list(" ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"))
"""The block for these filled quarters: 1 upper left, 2 upper right, 4 lower left, 8 lower right."""

SIZE = 160
"""Letters are drawn this high, in pixels, and made smaller."""

INK = 100
"""A quarter block is filled where it is this dark, of 255: less than half, for thin strokes."""

GAP = 1
"""Rows between two lines."""


class Bands(msgspec.Struct, frozen=True):
    """Heights of letters, in pixels from the top of the drawing, as far as a text reaches."""

    weight: Weight
    top: int
    small: int
    """The top of a small letter."""
    foot: int
    """What letters stand on."""
    bottom: int

    def high(self, rows: int) -> tuple[int, int, int]:
        """How many half rows each of the three bands takes of so many rows.

        They are whole, so that round letters, which reach over their band a little, have no stray
        dots above and below.
        """
        each = 2 * rows / (self.bottom - self.top)
        below = round((self.bottom - self.foot) * each)
        small = round((self.foot - self.small) * each)
        return 2 * rows - small - below, small, below


def lettered(
    text: str, *, columns: int, rows: int, weight: Weight = "lines", most: int | None = None
) -> tuple[str, ...]:
    """A text as lines of blocks, as large as this room allows; it is broken between words.

    Args:
        text: one line of it.
        columns: the width of the room, in columns of the terminal.
        rows: its height, in rows.
        weight: of its strokes.
        most: the highest letters there may be, in rows; without it, as high as the room.

    Returns:
        the lines; none where the text does not fit, or has a letter that is not in the font.
    """
    words = unicodedata.normalize("NFC", text).split()
    if not words or not _drawable("".join(words), weight):
        return ()
    bands = _bands(" ".join(words), weight)
    for height in range(min(rows, most or rows), LEAST_ROWS - 1, -1):
        if lines := _broken(words, columns, height, rows, bands):
            return lines
    return ()


def _broken(
    words: Sequence[str], columns: int, height: int, rows: int, bands: Bands
) -> tuple[str, ...]:
    """The words in letters of this height, in as many lines as it takes; none: too many."""

    def width(line: str) -> int:
        return _width(line, height, bands)

    lines = _wrapped(words, columns, width)
    if len(lines) * (height + GAP) - GAP > rows or max(map(width, lines)) > columns:
        return ()
    for narrower in range(columns, max(map(width, words)) - 1, -1):  # lines of about one length
        shorter = _wrapped(words, narrower, width)
        if len(shorter) > len(lines):
            break
        lines = shorter
    drawn = [_blocks(line, height, bands) for line in lines]
    return tuple(row for each in drawn for row in (*each, *[""] * GAP))[:-GAP]


def _wrapped(words: Sequence[str], columns: int, width: Callable[[str], int]) -> list[str]:
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer) <= columns:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _blocks(line: str, height: int, bands: Bands) -> list[str]:
    left, right = _span(line, bands.weight)
    drawing = Image.new("L", (right - left, bands.bottom))
    ImageDraw.Draw(drawing).text((-left, 0), line, font=_font(bands.weight), fill=255)
    wide = 2 * _width(line, height, bands)
    edges = (bands.top, bands.small, bands.foot, bands.bottom)
    ink = np.concatenate(
        [
            np.asarray(
                drawing.resize((wide, high), Image.Resampling.BOX, (0, top, right - left, bottom))
            )
            > INK
            for high, top, bottom in zip(bands.high(height), edges, edges[1:], strict=False)
            if high
        ]
    )
    upper, lower = ink[0::2], ink[1::2]
    filled = upper[:, 0::2] + 2 * upper[:, 1::2] + 4 * lower[:, 0::2] + 8 * lower[:, 1::2]
    return ["".join(row) for row in QUARTERS[filled]]


def _width(line: str, height: int, bands: Bands) -> int:
    """The columns it takes in letters of this height: a quarter block is twice as high as wide."""
    left, right = _span(line, bands.weight)
    return -(-round((right - left) * height * 4 / (bands.bottom - bands.top)) // 2)


@lru_cache(maxsize=512)
def _span(line: str, weight: Weight) -> tuple[int, int]:
    """From where to where it has ink, in pixels."""
    left, _, right, _ = _font(weight).getbbox(line)
    return int(left), int(right)


def _bands(text: str, weight: Weight) -> Bands:
    """How far a text reaches: at least as high as a capital."""
    font = _font(weight)
    (_, top, _, bottom), (_, capital, _, foot) = font.getbbox(text), font.getbbox("H")
    hangs = bottom - foot > SIZE // 10  # a round letter reaches below a little, and hangs not
    return Bands(
        weight=weight,
        top=int(min(top, capital)) if capital - top > SIZE // 20 else int(capital),
        small=int(font.getbbox("x")[1]),
        foot=int(foot),
        bottom=int(bottom) if hangs else int(foot),
    )


def _drawable(text: str, weight: Weight) -> bool:
    """Whether the font has each letter; one it lacks is drawn as an empty box."""
    return all(_mask(each, weight) != _mask("\uffff", weight) for each in text)


@lru_cache(maxsize=512)
def _mask(letter: str, weight: Weight) -> bytes:
    return bytes(_font(weight).getmask(letter))


@lru_cache(maxsize=2)
def _font(weight: Weight) -> ImageFont.FreeTypeFont:
    path = FONTS / f"{weight}.ttf"
    return ImageFont.truetype(path, SIZE, layout_engine=ImageFont.Layout.BASIC)
