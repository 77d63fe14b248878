"""A raised voice, against that person's own calm speech."""

import numpy as np

from voice_coach.hearing.loudness import Loudness, Raised
from voice_coach.signal.units import BLOCK_SAMPLES, samples

CALM = 1000


def talk(loudness: Loudness, seconds: float, decibels: float = 0.0) -> list[Raised]:
    """They talk without a break, so much above calm, and then fall silent."""
    level = CALM * 10 ** (decibels / 20)
    block = np.where(np.arange(BLOCK_SAMPLES) % 2, level, -level).round().astype(np.int16)
    heard = [loudness.hear(block, voiced=True) for _ in range(samples(seconds) // BLOCK_SAMPLES)]
    for _ in range(samples(2) // BLOCK_SAMPLES):
        loudness.hear(block * 0, voiced=False)
    loudness.finish()
    return [each for each in heard if each]


def known(who: str = "a") -> Loudness:
    loudness = Loudness()
    loudness.turn_to(who)
    assert not talk(loudness, 20)
    return loudness


def test_a_second_a_good_deal_louder_is_a_raised_voice_told_each_second_of_the_first_three():
    told = talk(known(), 8, decibels=12)
    assert [each.lasting // samples(1) for each in told] == [1, 2, 3]
    assert all(11.5 < each.decibels < 12.5 for each in told)
    assert not any(each.screaming for each in told)


def test_each_shout_is_told_anew():
    loudness = known()
    for _ in range(3):
        assert [each.lasting // samples(1) for each in talk(loudness, 1.5, decibels=12)] == [1]


def test_a_shout_does_not_become_what_is_usual_for_them():
    loudness = known()
    for _ in range(20):
        talk(loudness, 8, decibels=12)
    assert talk(loudness, 2, decibels=12)


def test_who_has_always_talked_like_this_does_not_shout():
    loudness = Loudness()
    loudness.turn_to("a")
    talk(loudness, 20, decibels=12)
    assert not talk(loudness, 8, decibels=12)


def test_each_is_measured_against_their_own_voice():
    loudness = known("a")
    loudness.turn_to("b")
    talk(loudness, 20, decibels=12)
    assert not talk(loudness, 3, decibels=12)
    loudness.turn_to("a")
    assert talk(loudness, 3, decibels=12)


def test_screaming_for_longer_than_ten_seconds_is_told_once():
    told = talk(known(), 14, decibels=18)
    assert [each.screaming for each in told] == [False, False, False, True]
    assert not [each for each in talk(known(), 9, decibels=18) if each.screaming]
