"""A microphone that is switched off, told from a quiet room."""

import numpy as np
import pytest

from voice_coach.signal.switched_off import SwitchedOff
from voice_coach.signal.units import BLOCK_SAMPLES, SAMPLE_RATE

RANDOM = np.random.default_rng(0)
NOTHING = np.zeros(BLOCK_SAMPLES, dtype=np.int16)
DITHER = RANDOM.integers(-1, 1, BLOCK_SAMPLES).astype(np.int16)
ROOM = RANDOM.normal(0, 6, BLOCK_SAMPLES).astype(np.int16)
"""A quiet one: -75 dBFS."""


def heard(off: SwitchedOff, block: np.ndarray, seconds: float) -> bool:
    return [off.hear(block) for _ in range(round(seconds * SAMPLE_RATE / BLOCK_SAMPLES))][-1]


@pytest.mark.parametrize("nothing", [NOTHING, DITHER], ids=["nothing", "dither"])
def test_half_a_minute_of_nothing_is_a_microphone_that_is_off(nothing):
    off = SwitchedOff()
    assert not heard(off, nothing, 29)
    assert heard(off, nothing, 1)
    assert not heard(off, ROOM, 0.02), "it is on again"
    assert heard(off, nothing, 30), "and off again"


def test_a_quiet_room_is_none():
    assert not heard(SwitchedOff(), ROOM, 300)


def test_one_that_is_switched_off_between_two_sounds_is():
    off = SwitchedOff()
    heard(off, ROOM, 60)
    assert heard(off, NOTHING, 30)


def test_one_that_falls_dead_whenever_nobody_speaks_is_none():
    off = SwitchedOff()
    for seconds in (5, 0.5, 2, 100):
        heard(off, ROOM, 1)
        assert not heard(off, NOTHING, seconds)


def test_what_comes_before_a_device_gives_its_first_sound_makes_it_no_such_one():
    off = SwitchedOff()
    heard(off, NOTHING, 2)
    heard(off, ROOM, 1)
    assert heard(off, NOTHING, 30)
