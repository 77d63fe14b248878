"""The one queue, and the clock that goes on without a microphone."""

import threading
from collections.abc import Iterator

import numpy as np
import pytest

from voice_coach.edge.ports import (
    BlockHeard,
    Fact,
    KeyPressed,
    SoundLost,
    SourceFailed,
    SourceRestored,
)
from voice_coach.shell.facts import LOOK_SECONDS, UNHEARD_SECONDS, Facts
from voice_coach.signal.units import SAMPLE_RATE, samples

BLOCK = BlockHeard(sound=np.zeros(320, dtype=np.int16))
FAR = UNHEARD_SECONDS + 0.5


class Time:
    """A clock that stands, but for what a test lets go by."""

    def __init__(self) -> None:
        self.now = 100.0
        self.while_looking = 0.0

    def __call__(self) -> float:
        self.now += self.while_looking
        return self.now


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def facts(time) -> Facts:
    return Facts(clock=time)


@pytest.fixture
def told(facts) -> Iterator[Fact]:
    """What is told, from the first block on."""
    facts.post(BLOCK)
    told = facts.facts()
    assert next(told) is BLOCK
    return told


def seconds(lost: Fact) -> float:
    assert isinstance(lost, SoundLost)
    return lost.samples / SAMPLE_RATE


def test_without_sound_the_clock_goes_on_and_it_is_told_first(time, told):
    time.now += FAR
    assert next(told) == SourceFailed(cause="The microphone is giving no sound.")
    assert seconds(next(told)) == FAR
    time.now += 0.3
    assert seconds(next(told)) == pytest.approx(0.3, abs=1e-4)


def test_a_microphone_that_told_of_it_is_not_told_twice(time, facts, told):
    failed = SourceFailed(cause="The microphone is unplugged.")
    facts.post(failed)
    assert next(told) == failed
    time.now += FAR
    assert seconds(next(told)) == FAR


def test_what_the_microphone_tells_of_the_same_time_is_taken_off(time, facts, told):
    facts.post(SourceFailed(cause="x"))
    time.now += FAR
    next(told)
    assert seconds(next(told)) == FAR
    facts.post(SoundLost(samples=samples(FAR + 2), cause="x"))
    facts.post(SourceRestored())
    facts.post(SoundLost(samples=samples(1), cause="overflow"))
    assert seconds(next(told)) == 2
    assert next(told) == SourceRestored()
    assert seconds(next(told)) == 1


def test_sound_that_simply_goes_on_is_told_as_restored_once(time, facts, told):
    time.now += FAR
    assert [type(next(told)) for _ in range(2)] == [SourceFailed, SoundLost]
    for _ in range(2):
        facts.post(BLOCK)
    assert [type(next(told)) for _ in range(3)] == [SourceRestored, BlockHeard, BlockHeard]


def test_its_own_account_comes_after_ours(time, facts, told):
    time.now += FAR
    assert [type(next(told)) for _ in range(2)] == [SourceFailed, SoundLost]
    for fact in (SourceFailed(cause="asleep"), SoundLost(samples=9, cause="asleep"), BLOCK):
        facts.post(fact)
    assert [type(next(told)) for _ in range(3)] == [SourceFailed, SoundLost, BlockHeard]


def test_a_program_that_could_not_run_waits_for_sound_that_may_be_about_to_come(time, facts, told):
    time.while_looking = 2.5 * LOOK_SECONDS
    time.now += FAR
    key = KeyPressed(key="q")
    threading.Timer(2.5 * LOOK_SECONDS, facts.post, [key]).start()
    assert next(told) == key


def test_before_anybody_listens_no_time_goes_by(time, facts):
    time.now += 3600
    facts.post(KeyPressed(key="q"))
    assert next(facts.facts()) == KeyPressed(key="q")
