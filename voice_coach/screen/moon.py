"""The one shape: a moon that fills while somebody talks, and breathes while they breathe."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from voice_coach.screen.colours import Colour

FINE = 4
"""Points a half block is measured at, each way: its edge is as soft as that."""

LEAST_ROWS = 5
"""In fewer rows it is a bar."""

SMALLEST = 0.45
"""Of its full width, breathed out."""

Pixels = NDArray[np.uint8]
"""Colours, of shape (2 * rows, columns, 3): a row of the terminal is two half blocks."""


def moon(
    columns: int,
    rows: int,
    *,
    share: float,
    open: float,
    full: Colour,
    empty: Colour,
    ground: Colour,
) -> Pixels:
    """The moon in the middle of a room.

    Args:
        columns: width of the room, in columns of the terminal.
        rows: its height, in rows.
        share: how far it is filled, from below, 0 to 1.
        open: how wide it is, from 0, breathed out, to 1.
        full: the colour of the filled part.
        empty: of the part to be filled.
        ground: of what is around it.
    """
    if rows < LEAST_ROWS or columns < 2 * LEAST_ROWS:
        return _bar(columns, rows, share=share, full=full, empty=empty, ground=ground)
    high, wide = 2 * rows, min(columns, 2 * rows + columns % 2)
    radius = min(high, wide) / 2 * (SMALLEST + (1 - SMALLEST) * open)
    y = (np.arange(high * FINE) + 0.5) / FINE - high / 2
    x = (np.arange(wide * FINE) + 0.5) / FINE - wide / 2
    inside = y[:, None] ** 2 + x[None, :] ** 2 <= radius**2
    below = (y > radius - 2 * radius * share)[:, None]
    drawn = _painted(_soft(inside), _soft(inside & below), full, empty, ground)
    pixels = np.full((high, columns, 3), ground, dtype=np.uint8)
    pixels[:, (columns - wide) // 2 : (columns + wide) // 2] = drawn
    return pixels


def _bar(
    columns: int, rows: int, *, share: float, full: Colour, empty: Colour, ground: Colour
) -> Pixels:
    wide = max(1, columns * 3 // 4)
    x = (np.arange(columns * FINE) + 0.5) / FINE - (columns - wide) // 2
    row = (np.arange(2 * rows * FINE) // FINE // 2 == rows // 2)[:, None]
    inside = row & ((x > 0) & (x < wide))[None, :]
    return _painted(_soft(inside), _soft(inside & (x < wide * share)[None, :]), full, empty, ground)


def _soft(points: NDArray[np.bool_]) -> NDArray[np.float64]:
    """How much of each half block is covered, 0 to 1."""
    high, wide = points.shape
    covered: NDArray[np.float64] = points.reshape(high // FINE, FINE, wide // FINE, FINE).mean(
        axis=(1, 3)
    )
    return covered


def _painted(
    inside: NDArray[np.float64],
    filled: NDArray[np.float64],
    full: Colour,
    empty: Colour,
    ground: Colour,
) -> Pixels:
    shares = np.stack((1 - inside, inside - filled, filled), axis=-1)
    mixed: Pixels = np.rint(shares @ np.array((ground, empty, full))).astype(np.uint8)
    return mixed
