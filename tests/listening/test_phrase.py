import pytest

from voice_coach.listening.phrase import Phrases


def found(written, said, lists=None):
    return [(hit.start, hit.end) for hit in Phrases({"x": [written]}, lists).hits(said.split())]


@pytest.mark.parametrize(
    ("written", "said", "expected"),
    [
        ("you never", "and you never do", [(1, 3)]),
        ("you're late", "you are late", [(0, 3)]),
        ("you always|never listen", "you never listen", [(0, 3)]),
        ("you are so? late", "you are late", [(0, 3)]),
        ("you are so? late", "you are so late", [(0, 4)]),
        ("so? late", "so late", [(0, 2), (1, 2)]),
        ("if you ~ again", "if you do that ever again", [(0, 6)]),
        ("if you ~ again", "if you do that ever so much again", []),
        ("^ pause", "please pause", []),
        ("^ pause $", "pause", [(0, 1)]),
        ("pause $", "pause now", []),
        ("over to you", "over to", []),
        ("say ~ $", "say it", [(0, 2)]),
    ],
)
def test_a_phrase_is_found_where_it_stands(written, said, expected):
    assert found(written, said) == expected


def test_a_list_stands_for_its_words():
    lists = {"bad": frozenset({"late", "rude"})}
    assert found("you are @bad", "you are rude", lists) == [(0, 3)]
    assert found("you are @bad|cross", "you are cross", lists) == [(0, 3)]


def test_hits_carry_their_label_and_come_in_order():
    phrases = Phrases({"a": ["come back"], "b": ["go away", "come"]})
    hits = list(phrases.hits(["go", "away", "come", "back"]))
    assert [(hit.label, hit.start) for hit in hits] == [("b", 0), ("b", 2), ("a", 2)]
    assert phrases.found(["come"])
    assert not phrases.found([])


def test_a_phrase_that_begins_with_a_gap_is_refused():
    with pytest.raises(ValueError, match="cannot begin with a gap"):
        Phrases({"x": ["~ you"]})
