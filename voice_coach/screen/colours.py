"""The colours of the picture: calm, no alarm among them, and easy to read from afar."""

from __future__ import annotations

from typing import Literal

import msgspec

from voice_coach.exercise.script import Partner

Colour = tuple[int, int, int]
"""Red, green and blue, 0 to 255."""

Theme = Literal["night", "day"]


class Palette(msgspec.Struct, frozen=True, kw_only=True):
    """One set of colours."""

    ground: Colour
    text: Colour
    """What the coach says."""
    quiet: Colour
    """What is less important: what can be said, the trail."""
    empty: Colour
    """The part of the shape that is still to be filled."""
    shape: Colour
    """The shape where it is nobody's."""
    partners: dict[Partner, Colour]
    """Far apart in lightness of blue as well: they differ for people who see few colours too.
    Terminals of only sixteen colours have two of them that stand for nothing else."""

    def of(self, partner: Partner | None) -> Colour:
        """A partner's colour; nobody's."""
        return self.partners[partner] if partner else self.shape


NIGHT = Palette(
    ground=(16, 20, 26),
    text=(236, 232, 224),
    quiet=(170, 176, 184),
    empty=(44, 52, 62),
    shape=(176, 196, 188),
    partners={"a": (242, 196, 120), "b": (140, 200, 255)},
)
DAY = Palette(
    ground=(250, 247, 241),
    text=(36, 34, 32),
    quiet=(72, 72, 74),
    empty=(210, 205, 196),
    shape=(56, 80, 70),
    partners={"a": (112, 58, 0), "b": (8, 48, 140)},
)
THEMES: dict[Theme, Palette] = {"night": NIGHT, "day": DAY}


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    """A colour on the way from one to another; 0 is the one, 1 the other."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def code(colour: Colour) -> str:
    """A colour as style sheets write it."""
    return "#{:02x}{:02x}{:02x}".format(*colour)


def contrast(one: Colour, other: Colour) -> float:
    """How well one is read on the other, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Colour) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2)."""
    parts = (value / 255 for value in colour)
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
