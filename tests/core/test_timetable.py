"""When an exercise is late."""

from voice_coach.core.timetable import LEEWAY, Timetable


def test_it_is_late_when_it_takes_a_tenth_of_the_whole_longer_than_its_steps():
    timetable = Timetable(10_000)
    timetable.begin(2_000)
    timetable.begin(1_000)
    allowed = 3_000 + round(10_000 * LEEWAY)
    assert not timetable.late(allowed)
    assert timetable.late(allowed + 1)


def test_time_saved_in_one_step_may_be_used_in_the_next():
    timetable = Timetable(10_000)
    timetable.begin(2_000)
    timetable.begin(2_000)  # the first took no time at all
    assert not timetable.late(4_500)
