"""How the picture shares a window of any size among its parts, from above down."""

from __future__ import annotations

import msgspec

from voice_coach.screen.letters import LEAST_ROWS as LEAST_LETTERS
from voice_coach.screen.moon import LEAST_ROWS
from voice_coach.screen.view import Sight, View


class Layout(msgspec.Struct, frozen=True, kw_only=True):
    """The rows of each part; one of none is not there."""

    trail: int = 0
    title: int = 0
    """The name, or what stands in its place: "On hold"."""
    under: int = 0
    moon: int = 0
    line: int = 0
    caption: int = 0
    card: int = 0
    ribbon: int = 0
    after: int = 0
    note: int = 0
    sayings: int = 0
    phrases: int = 0
    """How many of the things that can be said have room in those rows."""
    gap: int = 0
    """Above the title, what is under it, the shape and the coach's line, and below everything."""


SHARES: dict[Sight, tuple[float, float, float]] = {
    "coach": (0, 0, 1),
    "floor": (0.36, 0.34, 0.3),
    "asked": (0.32, 0, 0.68),
    "quiet": (0, 0.62, 0.38),
    "breathing": (0, 0.62, 0.38),
    "hold": (0.32, 0, 0.68),
    "over": (0, 0, 1),
}
"""Of the title, the shape and the coach's line."""

ROOMY = 20
"""From so many rows on there is room for gaps."""

AMPLE = 34
"""From so many rows on what the other does is told in letters too."""

TINY = 9
"""Below so many rows only what matters most is shown."""


def laid_out(view: View, columns: int, rows: int, *, dark: bool = False) -> Layout:
    """The parts of a picture in a window of this size.

    Args:
        view: what is shown.
        columns: the window's width.
        rows: its height.
        dark: whether nothing but the shape is shown.
    """
    if view.card:
        return _with_card(view, columns, rows)
    if dark:
        return Layout(moon=rows)
    tiny = rows < TINY
    trail, note = (0, 0) if tiny else (1, 1)
    sayings, beside = _sayings(view, columns, rows)
    told = view.sight == "floor"
    under = (LEAST_LETTERS if rows >= AMPLE else 1) if told else 0
    gap = 1 if rows >= ROOMY else 0
    caption = 0 if view.caption is None or tiny else 4 if rows >= AMPLE else 2
    after = min(len(view.after), max(0, rows - 3))
    ribbon = 0 if not view.ribbon or rows < TINY else 3 if rows >= ROOMY else 1
    above, shape, _ = SHARES[_like(view)]
    gaps = gap * (2 + bool(above) + bool(shape) + (under > 1) + bool(ribbon) + bool(after))
    free = max(1, rows - trail - note - sayings - under - caption - ribbon - after - gaps)
    title = max(1, round(free * above)) if above else 0
    moon = max(1, round(free * shape)) if shape else 0
    if moon < LEAST_ROWS:
        moon = min(moon, 1)
    return Layout(
        trail=trail,
        title=title,
        under=under,
        moon=moon,
        line=max(0, free - title - moon),
        caption=caption,
        ribbon=ribbon,
        after=after,
        note=note,
        sayings=sayings,
        phrases=sayings * beside,
        gap=gap,
    )


def _like(view: View) -> Sight:
    """What it is laid out as: where nobody in particular is asked, there is no name."""
    if view.until:
        return "hold"
    return "coach" if view.sight == "asked" and not view.name else view.sight


def _sayings(view: View, columns: int, rows: int) -> tuple[int, int]:
    """Rows for what can be said, and how much of it stands side by side."""
    beside = 4 if columns >= 76 else 2 if columns >= 40 else 1
    wanted = -(-len(view.sayings) // beside)
    return min(wanted, max(1, rows // 5)), beside


def _with_card(view: View, columns: int, rows: int) -> Layout:
    """Nothing takes room from whom to turn to but the coach's line and how to stop."""
    sayings, beside = _sayings(view, columns, rows)
    needed = sum(max(1, -(-len(line) // max(1, columns - 4))) for line in view.card)
    after = len(view.after) if needed + len(view.after) + 4 <= rows else 0
    gap = 1 if needed + sayings + after + 7 <= rows else 0
    gaps = gap * (3 + bool(after))
    card = max(1, min(needed, rows - sayings - after - gaps - 1))
    line = max(0, rows - card - sayings - after - gaps)
    return Layout(
        card=card,
        line=line,
        after=after,
        sayings=sayings,
        phrases=sayings * beside,
        gap=gap,
    )
