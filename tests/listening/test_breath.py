import pytest

from voice_coach.listening.breath import milder


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ({"YES", "PARTLY"}, "PARTLY"),
        ({"NO", "YES", "PARTLY"}, "PARTLY"),
        ({"PAUSE", "HOLD_FLOOR"}, "HOLD_FLOOR"),
        ({"YES", "NO"}, None),
        ({"YES", "PARTLY", "STOP"}, None),
    ],
)
def test_the_milder_counts_where_all_go_together(said, means):
    assert milder(frozenset(said)) == means
