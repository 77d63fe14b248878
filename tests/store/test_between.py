import datetime as dt
import time

import pytest

from voice_coach.store.between import BOTH, Answered, Between, Who, back_at, hour_of

LEVELS = ("easy", "warm", "deep")


def test_everybody_begins_with_the_easy_level():
    assert open_levels(Between()) == ["easy"]


def open_levels(between: Between) -> list[str]:
    return [level for level in LEVELS if between.opens(level)]


def set_up(between: Between, who: Who | None, answers: Answered = "fine", **more) -> Between:
    return between.after_setup(who=who, answers=answers, **more)


def both(**more) -> Between:
    return set_up(set_up(Between(**more), 1), 2)


@pytest.mark.parametrize(("calm", "many"), [(1, 1), (2, 2), (3, 2), (4, 3)])
def test_harder_levels_open_after_calm_sessions_and_both_set_ups(calm, many):
    between = both()
    for _ in range(calm):
        between = between.after_session()
    assert open_levels(between) == list(LEVELS[:many])


def test_one_person_twice_is_not_two():
    assert open_levels(set_up(set_up(Between(calm=9), 1), 1)) == ["easy"]


def test_who_does_not_say_which_of_the_two_they_are_opens_nothing_and_closes_nothing():
    assert open_levels(set_up(set_up(Between(calm=9), None), 1)) == ["easy"]
    assert open_levels(set_up(both(calm=9), None)) == list(LEVELS)


@pytest.mark.parametrize("who", [1, 2])
def test_a_worry_is_taken_back_by_no_other_set_up(who):
    worried = set_up(Between(), who, "worry")
    for later in (*BOTH, *BOTH, None, *BOTH):
        worried = set_up(worried, later)
        for _ in range(5):
            worried = worried.after_session()
        assert open_levels(worried) == ["easy"]


@pytest.mark.parametrize(("calm", "many"), [(0, 1), (2, 2), (9, 3)])
def test_a_worry_told_later_closes_no_door_and_opens_no_other(calm, many):
    worried = set_up(both(calm=calm), 2, "worry")
    assert open_levels(worried) == list(LEVELS[:many])
    for who in (*BOTH, *BOTH):
        worried = set_up(worried.after_session(), who)
    assert open_levels(worried) == list(LEVELS[:many])


def test_no_sentence_is_taken_back_by_another_set_up():
    between = set_up(Between(), 1, stop_phrase="i think i left the oven on")
    for sentence in ("a b c d", "e f g h", "", "a b c d", "i j k l"):
        between = set_up(between, 2, stop_phrase=sentence)
    assert between.stop_phrases == (
        *("i think i left the oven on", "a b c d", "e f g h", "i j k l"),
    )


@pytest.mark.parametrize(
    ("given", "hour"), [("7:05", "07:05"), ("7:5", "07:05"), ("18:00", "18:00"), ("25:00", None)]
)
def test_an_hour_is_kept_with_two_digits_each(given, hour):
    assert hour_of(given) == hour


@pytest.fixture
def wall_clock(monkeypatch):
    def in_zone(name: str) -> None:
        monkeypatch.setenv("TZ", name)
        time.tzset()

    yield in_zone
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Europe/Lisbon", "America/New_York"])
@pytest.mark.parametrize("day", ["2026-03-28", "2026-10-24", "2026-03-07", "2026-10-31"])
def test_tomorrow_is_the_same_hour_on_the_wall(wall_clock, zone, day):
    wall_clock(zone)
    now = dt.datetime.fromisoformat(f"{day}T20:10").astimezone()
    tomorrow = back_at(now, dt.timedelta(days=1)).astimezone()
    assert (tomorrow.date() - now.date()).days == 1
    assert f"{tomorrow:%H:%M}" == "20:10"


def test_half_an_hour_is_half_an_hour_even_then(wall_clock):
    wall_clock("Europe/Berlin")
    now = dt.datetime.fromisoformat("2026-03-29T01:45").astimezone()
    assert back_at(now, dt.timedelta(minutes=30)) - now == dt.timedelta(minutes=30)


EVENING = dt.datetime(2026, 3, 1, 20, 10).astimezone()
HALF_AN_HOUR = dt.timedelta(minutes=30)


def test_they_come_back_when_they_agreed_to():
    between = Between(calm=2).after_cool_down(EVENING, HALF_AN_HOUR)
    assert between.due_at(EVENING) == EVENING + HALF_AN_HOUR
    assert between.calm == 2
    assert between.back_again() == Between(calm=2)


def test_a_return_missed_by_a_day_rests():
    between = Between().after_cool_down(EVENING, HALF_AN_HOUR)
    assert between.due_at(EVENING + dt.timedelta(hours=24)) is not None
    assert between.due_at(EVENING + dt.timedelta(hours=25)) is None


def test_breaks_are_counted_for_a_day():
    between = Between().after_cool_down(EVENING, HALF_AN_HOUR)
    again = between.after_cool_down(EVENING + dt.timedelta(hours=1), HALF_AN_HOUR)
    assert again.cool_downs_on(EVENING.date()) == 2
    assert again.cool_downs_on(EVENING.date() + dt.timedelta(days=1)) == 0
