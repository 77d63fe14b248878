import pytest

from voice_coach.listening.points import split_points


@pytest.mark.parametrize(
    ("said", "points"),
    [
        ("i feel alone when you work late", ["i feel alone when you work late"]),
        ("The kids cried. You slept!", ["The kids cried", "You slept"]),
        (
            "i was angry about the dishes and i'm worried about my mother",
            ["i was angry about the dishes", "i'm worried about my mother"],
        ),
        ("i like tea and coffee", ["i like tea and coffee"]),
        ("and i was sad", ["and i was sad"]),
        ("i was sad and i cried", ["i was sad", "i cried"]),
        ("i was there and i know", ["i was there and i know"]),
        ("so you know and you went and you left the kitchen lights on", None),
        ("... - , !", []),
        ("", []),
    ],
)
def test_a_turn_is_cut_where_a_new_thought_begins(said, points):
    assert split_points(said) == ([said] if points is None else points)
