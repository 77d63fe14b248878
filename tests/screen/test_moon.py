"""The shape."""

import numpy as np
import pytest

from voice_coach.screen.moon import moon

FULL, EMPTY, GROUND = (200, 100, 50), (20, 20, 20), (0, 0, 0)


def drawn(columns=40, rows=12, *, share=1.0, open=1.0):
    return moon(columns, rows, share=share, open=open, full=FULL, empty=EMPTY, ground=GROUND)


def amount(pixels) -> float:
    return float(pixels[..., 0].sum())


@pytest.mark.parametrize(("columns", "rows"), [(40, 12), (20, 4), (7, 9), (300, 90), (1, 1)])
def test_it_fills_its_room_to_the_half_block(columns, rows):
    assert drawn(columns, rows).shape == (2 * rows, columns, 3)


@pytest.mark.parametrize("rows", [12, 1])
def test_it_fills_slowly_and_never_jumps(rows):
    amounts = [amount(drawn(rows=rows, share=share)) for share in np.linspace(0, 1, 181)]
    steps = np.diff(amounts)
    assert (steps >= 0).all()
    assert amounts[-1] > amounts[0]
    assert steps.max() < (amounts[-1] - amounts[0]) / 30


def test_it_fills_from_below():
    half = drawn(share=0.5)
    assert tuple(half[2, 20]) == EMPTY
    assert tuple(half[21, 20]) == FULL


def test_it_is_round():
    pixels = drawn(columns=24, rows=12)[..., 0] > 100
    assert pixels.sum() / pixels.size == pytest.approx(np.pi / 4, abs=0.02)
    assert (pixels == pixels[::-1]).all()
    assert (pixels == pixels[:, ::-1]).all()


def test_it_grows_with_a_breath():
    amounts = [amount(drawn(open=open)) for open in np.linspace(0, 1, 30)]
    assert (np.diff(amounts) > 0).all()
    assert 0 < amounts[0] < amounts[-1] / 3


def test_in_a_low_window_it_is_a_bar():
    pixels = drawn(columns=40, rows=3, share=0.5)
    assert tuple(pixels[0, 20]) == GROUND
    assert tuple(pixels[2, 6]) == tuple(pixels[3, 6]) == FULL
    assert tuple(pixels[2, 33]) == EMPTY
