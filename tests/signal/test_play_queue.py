"""Sounds one behind the other."""

import numpy as np

from voice_coach.signal.play_queue import PlayQueue


def tone(value: int, length: int):
    return np.full(length, value, dtype=np.int16)


def test_a_block_goes_over_the_end_of_a_sound_into_the_next():
    waiting = PlayQueue()
    waiting.add(1, tone(1, 3))
    waiting.add(2, tone(2, 4))
    block, finished = waiting.take(5)
    assert (block.tolist(), finished) == ([1, 1, 1, 2, 2], [1])
    block, finished = waiting.take(5)
    assert (block.tolist(), finished) == ([2, 2, 0, 0, 0], [2])
    assert not waiting


def test_a_sound_that_fits_exactly_has_ended_and_an_empty_one_at_once():
    waiting = PlayQueue()
    waiting.add(1, tone(1, 4))
    waiting.add(2, tone(2, 0))
    assert waiting.take(4)[1] == [1]
    assert waiting.take(4)[1] == [2]


def test_what_is_forgotten_never_ends():
    waiting = PlayQueue()
    waiting.add(1, tone(1, 9))
    waiting.take(4)
    waiting.clear()
    block, finished = waiting.take(4)
    assert (block.tolist(), finished) == ([0] * 4, [])


def test_the_rest_of_a_sound_can_be_made_another():
    waiting = PlayQueue()
    waiting.add(1, tone(1, 4))
    waiting.take(2)
    waiting.change(lambda sound: np.repeat(sound, 2) * 3)
    assert waiting.take(4)[0].tolist() == [3] * 4
