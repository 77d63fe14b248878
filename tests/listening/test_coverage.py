import pytest

from voice_coach.listening.coverage import judge_points
from voice_coach.listening.thought import Thought
from voice_coach.listening.words import words


def verdict(point, reply):
    return judge_points([Thought(words(point))], Thought(words(reply)))[0]


@pytest.mark.parametrize(
    ("point", "reply", "expected"),
    [
        ("i feel alone when you work late", "i work late and you get lonely", "covered"),
        ("i feel alone when you work late", "you want more help with the kids", "missed"),
        ("i feel alone when you work late", "you don't feel alone when i work late", "opposite"),
        ("i'm not ready", "you don't feel ready", "covered"),
        ("you came home early", "i came home late", "opposite"),
        ("my boss was unfair", "your boss was not fair", "covered"),
        ("my boss was fair", "your boss was unfair", "opposite"),
        ("i wish you would listen", "you want me to listen", "covered"),
        ("he criticised my cooking", "he was critical of your food", "covered"),
        ("i like the sea", "you like the sea and you do not like the sea", "covered"),
        (
            "i would rather stay home than go out",
            "you would rather go out than stay home",
            "opposite",
        ),
        (
            "i don't want to worry you too",
            "you're worried about the roof you lie awake at night and you don't want me to be "
            "worried as well",
            "covered",
        ),
        ("we haven't touched in weeks", "it's been weeks since we touched", "covered"),
        ("the holiday was too short", "you wanted a longer one the holiday was short", "covered"),
    ],
)
def test_a_point_has_its_verdict(point, reply, expected):
    assert verdict(point, reply)[0] == expected


def test_a_point_without_meaning_is_covered():
    assert verdict("it is what it is", "yes") == ("covered", 1.0, False)


def test_meaning_scattered_over_a_long_reply_is_not_one_point():
    filler = " and then some other stories about the weather and the news" * 3
    reply = f"the kitchen{filler} the sister{filler} the holiday"
    assert verdict("my sister cleans the kitchen on holiday", reply)[0] == "missed"


def test_a_word_said_endlessly_is_looked_at_so_many_times():
    assert len(Thought(["tea"] * 500).mentions[next(iter(Thought(["tea"]).mentions))]) < 500
