"""Named deadlines on a clock of samples, and freezing them."""

from hypothesis import given
from hypothesis import strategies as st

from voice_coach.core.states import Deadline
from voice_coach.core.timeline import Timeline
from voice_coach.signal.units import SAMPLE_RATE, samples, seconds

FIRST, SECOND = Deadline.FLOOR_UP, Deadline.WARNING


def test_seconds_are_rounded_to_whole_samples():
    assert samples(1) == SAMPLE_RATE
    assert samples(0.0001) == 2
    assert seconds(samples(2.5)) == 2.5


def test_the_earliest_deadline_comes_first():
    timeline = Timeline()
    timeline.set(FIRST, 20)
    timeline.set(SECOND, 10)
    assert timeline.next() == (10, SECOND)


def test_at_the_same_sample_the_one_armed_first_comes_first():
    timeline = Timeline()
    timeline.set(FIRST, 10)
    timeline.set(SECOND, 10)
    assert timeline.next() == (10, FIRST)
    timeline.set(FIRST, 10)
    assert timeline.next() == (10, SECOND)


def test_a_cancelled_deadline_does_not_come():
    timeline = Timeline()
    timeline.set(FIRST, 10)
    timeline.cancel(FIRST, SECOND)
    assert timeline.next() is None
    assert timeline.remaining(FIRST, 0) is None


def test_clearing_forgets_them_all():
    timeline = Timeline()
    timeline.set(FIRST, 10)
    timeline.set(SECOND, 20)
    timeline.clear()
    assert timeline.next() is None


@given(due=st.integers(0, 10**9), frozen=st.integers(0, 10**6), held=st.integers(0, 10**9))
def test_a_frozen_deadline_keeps_its_distance(due, frozen, held):
    timeline = Timeline()
    timeline.set(FIRST, frozen + due)
    timeline.freeze(frozen)
    assert timeline.frozen
    assert timeline.next() is None
    assert timeline.remaining(FIRST, frozen + held) == due
    timeline.thaw(frozen + held)
    assert timeline.next() == (frozen + held + due, FIRST)


def test_freezing_twice_counts_from_the_first_time():
    timeline = Timeline()
    timeline.set(FIRST, 100)
    timeline.freeze(40)
    timeline.freeze(70)
    timeline.thaw(90)
    assert timeline.next() == (150, FIRST)


def test_thawing_what_is_not_frozen_changes_nothing():
    timeline = Timeline()
    timeline.set(FIRST, 100)
    timeline.thaw(50)
    assert timeline.next() == (100, FIRST)
    assert not timeline.frozen


def test_standstills_do_not_count_as_time_gone_by():
    timeline = Timeline()
    timeline.freeze(40)
    assert timeline.elapsed(90) == 40
    timeline.thaw(90)
    assert timeline.elapsed(100) == 50
    timeline.freeze(100)
    timeline.thaw(130)
    assert timeline.elapsed(130) == 50
