import stat

import pytest

from voice_coach.edge.pace import FILE, Pace, keep_pace, read_pace


def test_everybody_begins_with_the_easy_level(tmp_path):
    pace = read_pace(tmp_path)
    assert pace.opens("easy")
    assert not pace.opens("warm")
    assert not pace.opens("deep")


@pytest.mark.parametrize(("calm", "open_levels"), [(1, 1), (2, 2), (3, 2), (4, 3)])
def test_harder_levels_open_after_calm_sessions_and_both_set_ups(calm, open_levels):
    pace = Pace().after_setup(worried=False).after_setup(worried=False)
    for _ in range(calm):
        pace = pace.after_session()
    assert sum(pace.opens(level) for level in ("easy", "warm", "deep")) == open_levels


def test_one_set_up_is_not_two():
    assert not Pace(calm=9).after_setup(worried=False).opens("warm")


def test_a_worry_leaves_what_somebody_without_set_up_leaves():
    worried = Pace(calm=3, ready=1).after_setup(worried=True)
    assert worried == Pace(calm=3)
    assert worried.opens("easy")
    assert not worried.opens("warm")


def test_it_is_kept_for_the_users_eyes_only(tmp_path):
    keep_pace(tmp_path / "new", Pace(calm=1, ready=2))
    assert read_pace(tmp_path / "new") == Pace(calm=1, ready=2)
    assert stat.S_IMODE((tmp_path / "new" / FILE).stat().st_mode) == 0o600


def test_a_damaged_file_is_the_beginning(tmp_path):
    (tmp_path / FILE).write_text('{"calm": "many"', encoding="utf-8")
    assert read_pace(tmp_path) == Pace()


def test_where_nothing_can_be_kept_nothing_fails(tmp_path):
    (tmp_path / "taken").write_text("", encoding="utf-8")
    keep_pace(tmp_path / "taken", Pace(calm=1))
    assert read_pace(tmp_path / "taken") == Pace()
