"""When an exchange grows heated: moments over a window."""

import pytest

from voice_coach.core.heat import THRESHOLDS, FloorGuard, Heat
from voice_coach.signal.units import samples


def warm(heat: Heat, at: float) -> bool:
    return heat.worded("warm", started=samples(at), ended=samples(at + 2))


def calm(heat: Heat, at: float) -> bool:
    return heat.worded("calm", started=samples(at), ended=samples(at + 2))


def raised(heat: Heat, at: float, decibels: float = 12, lasting: float = 1) -> bool:
    return heat.raised(samples(at), decibels, samples(lasting))


def overlap(heat: Heat, at: float, lasting: float = 1.5) -> bool:
    return heat.overlapped(samples(at), samples(lasting))


@pytest.fixture
def heat() -> Heat:
    return Heat("standard")


def test_hot_words_are_enough(heat):
    assert heat.worded("hot", started=0, ended=samples(2))


def test_two_warm_lines_within_a_minute(heat):
    assert not warm(heat, 10)
    assert warm(heat, 70)


def test_two_warm_lines_without_a_breath_between_are_two(heat):
    assert not warm(heat, 10)
    assert warm(heat, 12.2)


def test_two_warm_lines_further_apart_are_none(heat):
    assert not warm(heat, 10)
    assert not warm(heat, 70.1)


def test_of_three_utterances_two_must_be_warm(heat):
    assert not warm(heat, 0)
    assert not calm(heat, 3)
    assert warm(heat, 6)


def test_two_calm_ones_between_and_it_is_forgotten(heat):
    assert not warm(heat, 0)
    calm(heat, 3)
    calm(heat, 6)
    assert not warm(heat, 9)


def test_two_raised_voices(heat):
    assert not raised(heat, 0)
    assert raised(heat, 5)


def test_one_voice_raised_for_two_seconds_is_one_sign(heat):
    assert not raised(heat, 1)
    assert not raised(heat, 2, lasting=2)
    assert raised(heat, 20)


def test_shouting_is_three_seconds_above_what_counts(heat):
    assert heat.sustained(10, samples(3))
    assert not heat.sustained(10, samples(2.9))
    assert not heat.sustained(9.9, samples(3))
    assert not Heat("relaxed").sustained(14.9, samples(3))
    assert not Heat("off").sustained(30, samples(3))


def test_calm_words_do_not_make_a_raised_voice_forgotten(heat):
    raised(heat, 0)
    for at in (2, 5, 8):
        calm(heat, at)
    assert raised(heat, 12)


def test_a_loud_heated_line_is_one_moment(heat):
    assert not raised(heat, 1)
    assert not warm(heat, 0)
    assert warm(heat, 4)


def test_a_raised_voice_and_talk_over_one_another(heat):
    assert not overlap(heat, 0)
    assert raised(heat, 5)


def test_talk_over_one_another_alone_is_lively(heat):
    assert not any(overlap(heat, at) for at in range(5, 50, 5))


def test_a_little_louder_or_a_back_channel_is_no_sign(heat):
    raised(heat, 0, decibels=9.9)
    overlap(heat, 1, lasting=1.1)
    assert not warm(heat, 5)


def test_after_a_pause_it_counts_anew(heat):
    warm(heat, 0)
    heat.forget()
    assert not warm(heat, 5)


def test_off_counts_nothing():
    heat = Heat("off")
    assert not heat.worded("hot", started=0, ended=1)
    assert not any(warm(heat, at) or raised(heat, at, 30) for at in range(10))
    assert not heat.counts(samples(10))
    assert not overlap(heat, 20, lasting=10)


def test_stricter_needs_less():
    relaxed, standard, strict = (THRESHOLDS[each] for each in ("relaxed", "standard", "strict"))
    assert relaxed.moments > standard.moments > strict.moments
    assert relaxed.decibels > standard.decibels > strict.decibels
    assert relaxed.overlap > standard.overlap > strict.overlap


def test_the_guard_does_nothing_then_plays_a_tone_then_speaks_then_counts_anew():
    guard = FloorGuard()
    done = [guard.overlapped(samples(at)) for at in (1, 50, 100, 101, 102, 103)]
    assert done == ["let be", "tone", "words", "let be", "tone", "words"]


def test_the_guard_forgets_after_a_minute():
    guard = FloorGuard()
    guard.overlapped(samples(1))
    assert guard.overlapped(samples(61.1)) == "let be"
    assert guard.overlapped(samples(121.0)) == "tone"
