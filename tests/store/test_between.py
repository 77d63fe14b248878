import datetime as dt
import stat

import pytest

from voice_coach.store.between import FILE, Between, keep_between, read_between


def test_everybody_begins_with_the_easy_level(tmp_path):
    between = read_between(tmp_path)
    assert between.opens("easy")
    assert not between.opens("warm")
    assert not between.opens("deep")


@pytest.mark.parametrize(("calm", "open_levels"), [(1, 1), (2, 2), (3, 2), (4, 3)])
def test_harder_levels_open_after_calm_sessions_and_both_set_ups(calm, open_levels):
    between = Between().after_setup(worried=False).after_setup(worried=False)
    for _ in range(calm):
        between = between.after_session()
    assert sum(between.opens(level) for level in ("easy", "warm", "deep")) == open_levels


def test_one_set_up_is_not_two():
    assert not Between(calm=9).after_setup(worried=False).opens("warm")


def test_a_worry_leaves_what_somebody_without_set_up_leaves():
    worried = Between(calm=3, ready=1).after_setup(worried=True)
    assert worried == Between(calm=3)
    assert worried.opens("easy")
    assert not worried.opens("warm")


def test_it_is_kept_for_the_users_eyes_only(tmp_path):
    keep_between(tmp_path / "new", Between(calm=1, ready=2))
    assert read_between(tmp_path / "new") == Between(calm=1, ready=2)
    assert stat.S_IMODE((tmp_path / "new" / FILE).stat().st_mode) == 0o600


def test_a_damaged_file_is_the_beginning(tmp_path):
    (tmp_path / FILE).write_text('{"calm": "many"', encoding="utf-8")
    assert read_between(tmp_path) == Between()


def test_where_nothing_can_be_kept_nothing_fails(tmp_path):
    (tmp_path / "taken").write_text("", encoding="utf-8")
    keep_between(tmp_path / "taken", Between(calm=1))
    assert read_between(tmp_path / "taken") == Between()


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


def test_what_is_kept_comes_back_as_it_was(tmp_path):
    between = Between(calm=1).after_cool_down(EVENING, HALF_AN_HOUR).after_reminder()
    keep_between(tmp_path, between)
    assert read_between(tmp_path) == between
