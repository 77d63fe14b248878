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
        ("i know you work hard but i hardly see you", ["i know you work hard", "i hardly see you"]),
        ("you laughed but sometimes i cry", ["you laughed", "sometimes i cry"]),
        ("you cook every day but dinner is cold", ["you cook every day", "dinner is cold"]),
        ("you do nothing but complain about money", ["you do nothing but complain about money"]),
        ("we love the sea and last week i swam", ["we love the sea", "last week i swam"]),
        ("i was sad but", ["i was sad but"]),
        ("i was in tears and every", ["i was in tears and every"]),
        ("i love cake and sometimes", ["i love cake and sometimes"]),
        ("i was in tears and really", ["i was in tears and really"]),
        ("i hate shouting at them i always lose", ["i hate shouting at them", "i always lose"]),
        ("we pay bills we clean", ["we pay bills", "we clean"]),
        ("the way you talk to me hurts", ["the way you talk to me hurts"]),
        ("when you shout at them i cry", ["when you shout at them i cry"]),
        ("you promised you'd be home", ["you promised you'd be home"]),
        ("i am happy you came home", ["i am happy you came home"]),
        ("i work at night you", ["i work at night you"]),
        ("... - , !", []),
        ("", []),
    ],
)
def test_a_turn_is_cut_where_a_new_thought_begins(said, points):
    assert split_points(said) == ([said] if points is None else points)
