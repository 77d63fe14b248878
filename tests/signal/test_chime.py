"""Tones that are heard and startle nobody."""

import numpy as np
import pytest

from voice_coach.signal.chime import BREATHED, FADE_SECONDS, PITCHES, TONE_SETS, chime
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
    assert (rising, falling) == (
        {"start", "rise", "resumed"},
        {"end", "fall", "unclear", "paused"},
    )


sets = pytest.mark.parametrize("tones", TONE_SETS)


@sets
@tones
def test_a_tone_of_any_set_is_soft_and_does_not_click(tones, tone):
    sound = chime(tone, 0.4, tones=tones)
    loudest = np.abs(sound).max()
    assert 0.03 * FULL_SCALE < loudest <= 0.1 * FULL_SCALE
    for end in (sound, sound[::-1]):
        assert np.abs(end[: samples(0.001)]).max() < 0.03 * loudest


@sets
def test_with_eyes_closed_no_tone_is_another(tones):
    """They differ where they begin or where they end, by a tone of the scale or more."""
    ends = {
        tone: (pitch(sound[: len(sound) // 4]), pitch(sound[-len(sound) // 4 :]))
        for tone in PITCHES
        for sound in [chime(tone, 2.0, tones=tones)]
    }
    for one in ends:
        for other in set(ends) - {one}:
            apart = [max(a, b) / min(a, b) for a, b in zip(ends[one], ends[other], strict=True)]
            assert max(apart) > 2 ** (1 / 12), (one, other)


def test_the_sets_differ_but_the_breath_is_the_same_in_all():
    for tone in PITCHES:
        sounds = {chime(tone, 0.5, tones=tones).tobytes() for tones in TONE_SETS}
        assert len(sounds) == (1 if tone in BREATHED else len(TONE_SETS))


def test_a_bell_dies_away():
    sound = chime("soft", 0.5, tones="bell").astype(float)
    first, second = sound[: len(sound) // 2], sound[len(sound) // 2 :]
    assert np.sqrt(np.mean(second**2)) < 0.4 * np.sqrt(np.mean(first**2))
