"""The slow gain: how far it brings a quiet voice up, and no further."""

import numpy as np
import pytest

from voice_coach.hearing.gain import MOST_DB, PEAK, Gain
from voice_coach.signal.sound import Sound
from voice_coach.signal.units import BLOCK_SAMPLES, samples


def tone(amplitude: float) -> Sound:
    return (amplitude * np.sin(np.arange(BLOCK_SAMPLES) / 5)).round().astype(np.int16)


def settled(noise: float) -> Gain:
    """A gain that has heard five seconds of a room."""
    gain = Gain()
    for _ in range(samples(5) // BLOCK_SAMPLES):
        gain.apply(tone(noise))
    return gain


def raised_by(gain: Gain, sound: Sound) -> float:
    louder = gain.apply(sound).astype(float)
    return float(20 * np.log10(np.abs(louder).max() / np.abs(sound.astype(float)).max()))


def test_in_a_room_without_any_noise_it_is_twenty_decibels_at_most():
    assert raised_by(settled(0), tone(300)) == pytest.approx(MOST_DB, abs=0.1)


def test_a_room_as_noisy_as_a_laptops_own_is_left_alone():
    assert raised_by(settled(60), tone(300)) == pytest.approx(0, abs=0.1)


def test_what_is_loud_is_never_made_louder_than_its_limit():
    assert np.abs(settled(0).apply(tone(9_000)).astype(int)).max() <= PEAK
