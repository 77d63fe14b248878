"""Colours."""

import colorsys

import pytest
from rich.color import Color, ColorSystem

from voice_coach.screen.colours import DAY, NIGHT, THEMES, contrast, mixed

BLACK, WHITE = (0, 0, 0), (255, 255, 255)


def test_the_known_contrasts():
    assert contrast(BLACK, WHITE) == contrast(WHITE, BLACK) == pytest.approx(21)
    assert contrast(WHITE, WHITE) == 1
    assert contrast((118, 118, 118), WHITE) == pytest.approx(4.54, abs=0.01)  # as the standard says


@pytest.mark.parametrize("name", THEMES)
def test_every_text_is_read_from_afar(name):
    palette = THEMES[name]
    for colour in (palette.text, palette.quiet, *palette.partners.values()):
        assert contrast(colour, palette.ground) >= 7


@pytest.mark.parametrize("name", THEMES)
def test_the_filled_part_is_told_from_the_empty_one(name):
    palette = THEMES[name]
    for colour in palette.partners.values():
        assert contrast(colour, palette.empty) >= 4.5
    assert contrast(palette.empty, palette.ground) > 1.1


def of_sixteen(colour) -> int | None:
    """Which of a plain terminal's sixteen colours stands for it there."""
    return Color.from_rgb(*colour).downgrade(ColorSystem.STANDARD).number


@pytest.mark.parametrize("name", THEMES)
def test_the_two_are_told_apart_by_colour_where_there_are_only_sixteen(name):
    palette = THEMES[name]
    partners = [of_sixteen(colour) for colour in palette.partners.values()]
    others = [palette.ground, palette.text, palette.quiet, palette.empty, palette.shape]
    assert not set(partners) & set(map(of_sixteen, others))
    assert len(set(partners)) == 2
    assert of_sixteen(palette.empty) != of_sixteen(palette.ground)


@pytest.mark.parametrize("palette", [NIGHT, DAY], ids=["night", "day"])
def test_nothing_is_red(palette):
    colours = [palette.text, palette.quiet, palette.empty, palette.shape, palette.ground]
    for colour in (*colours, *palette.partners.values()):
        hue, _, saturation = colorsys.rgb_to_hls(*(value / 255 for value in colour))
        assert saturation < 0.35 or 25 / 360 < hue < 330 / 360


def test_colours_are_mixed():
    assert mixed(BLACK, (10, 20, 30), 0) == BLACK
    assert mixed(BLACK, (10, 20, 30), 1) == (10, 20, 30)
    assert mixed(BLACK, (10, 20, 30), 0.5) == (5, 10, 15)
