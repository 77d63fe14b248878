"""What somebody practised alone, as a small picture: a stem for a time, a leaf for a point back.

Stems are all alike, in the order of time. There is no figure on it, no date, and no empty place for
what did not come back.
"""

from __future__ import annotations

from collections.abc import Sequence

from voice_coach.screen.colours import Palette, code

MOST_LEAVES = 12
"""That there is room for on a stem."""

HIGH = 220
LEFT = 50
APART = 44
"""Between two stems, in points."""

FOOT, TOP = 190, 40
"""Where a stem ends, below and above."""

LEAF = "M {x} {y} q {out} -14 {far} -4 q {back} 12 {home} 4"


def in_leaves(points: int) -> str:
    """A stem and its leaves, as text."""
    return "|" + " *" * min(points, MOST_LEAVES)


def in_svg(times: Sequence[int], palette: Palette) -> str:
    """The same as a picture.

    Args:
        times: points that came back, of each time, the oldest first.
        palette: its colours.
    """
    wide = 2 * LEFT + APART * max(0, len(times) - 1)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {HIGH}">',
        f'<rect width="{wide}" height="{HIGH}" fill="{code(palette.ground)}"/>',
    ]
    for number, points in enumerate(times):
        x = LEFT + APART * number
        parts.append(
            f'<path d="M {x} {FOOT} L {x} {TOP}" stroke="{code(palette.quiet)}" '
            'stroke-width="3" stroke-linecap="round"/>'
        )
        for leaf in range(min(points, MOST_LEAVES)):
            side = 1 if leaf % 2 else -1
            y = FOOT - 16 - leaf * (FOOT - TOP - 20) // MOST_LEAVES
            outline = LEAF.format(
                x=x, y=y, out=8 * side, far=18 * side, back=-6 * side, home=-18 * side
            )
            parts.append(f'<path d="{outline}" fill="{code(palette.shape)}"/>')
    return "\n".join([*parts, "</svg>", ""])
