"""One channel of several."""

import numpy as np
import pytest

from voice_coach.signal.channels import OneChannel

TONE = np.sin(np.arange(3200) * 0.2).astype(np.float32)
HUM = np.random.default_rng(0).normal(0, 0.001, 3200).astype(np.float32)


@pytest.mark.parametrize("count", [2, 4, 8])
@pytest.mark.parametrize("hum", [0, 1])
def test_a_microphone_on_any_channel_is_as_loud_as_alone(count, hum):
    for at in range(count):
        wave = np.stack([TONE if each == at else HUM * hum for each in range(count)], axis=1)
        assert np.allclose(OneChannel().take(wave), TONE)


def test_two_microphones_are_heard_both():
    taken = OneChannel().take(np.stack([TONE, HUM * 100], axis=1))
    assert np.allclose(taken, (TONE + HUM * 100) / 2)


def test_a_channel_that_had_sound_stays_in_where_it_falls_silent():
    one = OneChannel()
    one.take(np.stack([TONE, TONE], axis=1))
    assert np.allclose(one.take(np.stack([TONE, HUM * 0], axis=1)), TONE / 2)


def test_channels_that_cancel_each_other_out_are_one():
    assert np.allclose(OneChannel().take(np.stack([TONE, -TONE], axis=1)), TONE)


@pytest.mark.parametrize("shape", [(0,), (0, 2), (5,), (5, 1), (5, 2)])
def test_silence_and_nothing_at_all_are_that(shape):
    taken = OneChannel().take(np.zeros(shape, dtype=np.int16))
    assert taken.shape == shape[:1]
    assert not taken.any()
