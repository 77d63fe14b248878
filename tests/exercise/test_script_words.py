"""Which places a line may hold."""

import pytest

from voice_coach.exercise.script_words import BRACES, places, strange_places


def test_the_names_in_braces_are_told_once_each():
    assert places("{speaker}, tell {listener}: {speaker}") == ["speaker", "listener"]


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("{partner}, go on.", []),
        ("{other}, go on.", ["no {other}"]),
        ("{partner.__class__}, go on.", ["no {partner.__class__}"]),
        ("{}, go on.", ["no {}"]),
        ("{partner, go on.", [BRACES]),
        ("{partner!r}, go on.", [BRACES]),
        ("{partner:>9}, go on.", [BRACES]),
    ],
)
def test_a_place_that_nothing_is_put_into_is_told(line, wrong):
    assert list(strange_places(line, {"partner"})) == wrong
