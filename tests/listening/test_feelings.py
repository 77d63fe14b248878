import pytest

from voice_coach.listening import find_feelings


def told(text):
    return [(each.word, each.family, each.is_judgement) for each in find_feelings(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("i'm lonely and so very sad", [("lonely", "lonely", False), ("sad", "sad", False)]),
        ("i feel really quite close", [("close", "close", False)]),
        ("it makes me mad", [("mad", "angry", False)]),
        ("i feel ignored", [("ignored", "judgement", True)]),
        ("i feel sad and ignored", [("sad", "sad", False), ("ignored", "judgement", True)]),
        ("i felt so taken for granted", [("taken for granted", "judgement", True)]),
        ("i feel like you don't care", [("like you", "judgement", True)]),
        ("i feel that you feel that you lie", [("that you", "judgement", True)] * 2),
    ],
)
def test_feelings_and_judgements_are_found_in_order(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "close the door",
        "mad scientists",
        "the close friend of a friend",
        "make the bed safe",
        "ignored letters lay in the hall",
        "i was ignored by the machine",
        "i feel like you get me",
        "i feel like a walk",
        "",
    ],
)
def test_the_same_words_elsewhere_are_no_feelings(text):
    assert told(text) == []
