import pytest

from voice_coach.listening import is_spoilt


@pytest.mark.parametrize(
    "text",
    [
        "i'm sorry if i hurt you",
        "I'm sorry I came late, but you know how work is.",
        "i apologise if you felt left out",
        "i shouted at you though you had started it",
        "i forgot your birthday but it was a hard week",
    ],
)
def test_an_if_or_a_but_is_found_in_an_apology(text):
    assert is_spoilt(text, "if-or-but")


@pytest.mark.parametrize(
    "text",
    [
        "i came home at ten and i didn't call",
        "it was nothing but my own doing",
        "i read your letter although i promised not to",
        "i asked you as if you were a child",
        "",
    ],
)
def test_a_plain_apology_is_left_alone(text):
    assert not is_spoilt(text, "if-or-but")


@pytest.mark.parametrize(
    "text",
    [
        "thank you for finally washing a cup, once this year",
        "thanks for listening for once",
        "thank you for the soup, even though you never cook",
        "thanks for the lift, but next time be on time",
        "you did the bins, better late than never",
        "thank you for tidying, who would have thought",
    ],
)
def test_a_sting_is_found_in_thanks(text):
    assert is_spoilt(text, "sting")


@pytest.mark.parametrize(
    "text",
    [
        "you rang my mother. it gave me an hour to myself",
        "thank you for waiting with dinner even though you were hungry",
        "you stayed up with me, and we finally slept",
        "you were tired, but you came to the station",
        "thanks for doing the bins without being asked",
        "thank you for the soup on monday",
    ],
)
def test_plain_thanks_are_left_alone(text):
    assert not is_spoilt(text, "sting")
