"""The room made of samples: what is in it, and when it is over."""

from itertools import takewhile

import numpy as np
import pytest

from voice_coach.edge.ports import BlockHeard, InputEnded, KeyPressed, PlaybackFinished
from voice_coach.edge.sound_file import blocks
from voice_coach.edge.virtual_room import Recording, RoomEcho, VirtualRoom
from voice_coach.signal.units import BLOCK_SAMPLES, samples

SHORT = np.full(BLOCK_SAMPLES + 1, 9, dtype=np.int16)


def recording(sound: np.ndarray) -> Recording:
    return Recording(blocks(sound))


def heard(facts) -> np.ndarray:
    return np.concatenate([each.sound for each in facts if isinstance(each, BlockHeard)])


def until_the_end(room: VirtualRoom) -> list:
    return list(takewhile(lambda fact: not isinstance(fact, InputEnded), room.facts()))


def test_after_a_recording_a_session_has_half_a_minute_to_come_to_its_end():
    sound = heard(until_the_end(VirtualRoom([recording(SHORT)])))
    assert sound[: len(SHORT)].tolist() == SHORT.tolist()
    assert not sound[len(SHORT) :].any()
    assert len(sound) == pytest.approx(len(SHORT) + samples(30), abs=2 * BLOCK_SAMPLES)


def test_the_coach_comes_back_as_late_and_as_soft_as_the_echo_says():
    room = VirtualRoom([recording(SHORT[:0])], echo=RoomEcho(gain_db=-6, delay_ms=60))
    room.play(np.full(BLOCK_SAMPLES, 8000, dtype=np.int16), number=1)
    sound = heard(until_the_end(room))
    loud = np.flatnonzero(sound)
    assert (loud[0], loud[-1]) == (samples(0.06), samples(0.06) + BLOCK_SAMPLES - 1)
    assert set(sound[loud]) == {round(8000 * 10 ** (-6 / 20))}


def test_without_an_echo_it_does_not():
    room = VirtualRoom([recording(SHORT[:0])])
    room.play(np.full(BLOCK_SAMPLES, 8000, dtype=np.int16), number=1)
    facts = until_the_end(room)
    assert not heard(facts).any()
    assert PlaybackFinished(number=1) in facts


def test_two_who_talk_are_both_heard_and_never_wrapped_around():
    loud = np.full(BLOCK_SAMPLES, 30_000, dtype=np.int16)
    room = VirtualRoom([recording(loud), recording(loud // 2), recording(-loud // 2)])
    assert set(heard(until_the_end(room))[:BLOCK_SAMPLES]) == {30_000}
    room = VirtualRoom([recording(loud), recording(loud)])
    assert set(heard(until_the_end(room))[:BLOCK_SAMPLES]) == {32_767}


def test_a_key_comes_with_the_next_block():
    room = VirtualRoom([])
    facts = room.facts()
    next(facts)
    room.post(KeyPressed(key="q"))
    assert next(facts) == KeyPressed(key="q")
    assert isinstance(next(facts), BlockHeard)
