"""Tones that are heard and startle nobody."""

import numpy as np
import pytest

from voice_coach.signal.chime import FADE_SECONDS, PITCHES, chime
from voice_coach.signal.units import SAMPLE_RATE, samples

FULL_SCALE = 32767

lengths = pytest.mark.parametrize("lasting", [0.3, 0.5, 4.0])
tones = pytest.mark.parametrize("tone", PITCHES)


def pitch(sound: np.ndarray) -> float:
    """The strongest pitch, in Hz."""
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound)), 4 * SAMPLE_RATE))
    return float(np.argmax(spectrum)) / 4


@tones
@lengths
def test_a_tone_is_soft_and_as_long_as_asked_for(tone, lasting):
    sound = chime(tone, lasting)
    assert sound.dtype == np.int16
    assert len(sound) == samples(lasting)
    assert 0.05 * FULL_SCALE < np.abs(sound).max() <= 0.1 * FULL_SCALE


@tones
@lengths
def test_it_does_not_click_at_either_end(tone, lasting):
    sound = chime(tone, lasting)
    loudest = np.abs(sound).max()
    for end in (sound, sound[::-1]):
        assert np.abs(end[: samples(FADE_SECONDS) // 4]).max() < 0.2 * loudest
        assert np.abs(end[: samples(0.001)]).max() < 0.01 * loudest


@tones
def test_it_glides_from_one_pitch_to_the_other(tone):
    sound = chime(tone, 4.0)
    begins, ends = sound[: len(sound) // 8], sound[-len(sound) // 8 :]
    first, last = PITCHES[tone]
    assert pitch(begins) == pytest.approx(first, abs=abs(last - first) / 6 + 1)
    assert pitch(ends) == pytest.approx(last, abs=abs(last - first) / 6 + 1)


def test_a_tone_can_be_had_at_another_pitch():
    sound = chime("soft", 4.0, times=4 / 3)
    assert pitch(sound) == pytest.approx(PITCHES["soft"][0] * 4 / 3, abs=1)


def test_what_begins_rises_and_what_ends_or_was_not_understood_falls():
    rising = {tone for tone, (first, last) in PITCHES.items() if first < last}
    falling = {tone for tone, (first, last) in PITCHES.items() if first > last}
    assert (rising, falling) == ({"start", "rise"}, {"end", "fall", "unclear"})
