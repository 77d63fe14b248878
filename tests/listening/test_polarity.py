import pytest

from voice_coach.listening.polarity import denies, polarities


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("i do not feel heard", "not feel heard"),
        ("i do not feel heard when we talk", "not feel heard"),
        ("nobody says hello", "nobody says hello"),
        ("nobody came i felt foolish", "nobody came"),
        ("nobody likes me", "nobody likes me"),
        ("i never never sleep", "never"),
        ("not only tired but sad", ""),
        ("we stopped talking", "stopped talking"),
        ("the bus stop was wet", ""),
        ("i gave up smoking", "gave up smoking"),
        ("i gave her flowers", ""),
        ("we used to dance", "used to dance"),
        ("tea instead of coffee", "instead of coffee"),
        ("i would rather stay than go on friday", "than go"),
        ("i prefer staying in to going out", "to going"),
        ("i prefer to stay", ""),
        ("tea and not coffee and we slept", "not coffee"),
        ("i do not sleep you snore all night", "not sleep"),
        ("i do not think you are lazy", "not think you are lazy"),
        ("i do not trust you at home", "not trust you at home"),
        ("not tea milk bread jam salt soup cake", "not tea milk bread jam salt soup"),
    ],
)
def test_a_denial_reaches_to_the_end_of_its_thought(text, denied):
    said = text.split()
    signs = polarities(said)
    assert " ".join(w for w, sign in zip(said, signs, strict=True) if sign < 0) == denied


def test_what_is_wished_for_is_neither_said_nor_denied():
    said = ["i", "wish", "you", "would", "listen"]
    assert polarities(said) == [1, 0, 0, 0, 0]
    assert polarities(["i", "hope", "it", "will", "not", "rain"])[-1] == -1


def test_what_it_is_long_since_may_be_meant_either_way():
    assert polarities(["it", "is", "been", "weeks", "since", "we", "touched"]) == [
        1,
        1,
        1,
        0,
        0,
        0,
        0,
    ]
    assert polarities(["since", "we", "met"]) == [1, 1, 1]
    assert polarities(["it", "was", "cold", "since", "tuesday"]) == [1, 1, 1, 1, 1]


def test_a_word_that_denies_means_nothing_itself():
    assert denies(["not", "here"], 0)
    assert not denies(["not", "only"], 0)
    assert not denies(["rather", "nice"], 0)
