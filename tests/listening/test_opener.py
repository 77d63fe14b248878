"""A blaming sentence turned into the beginning of a gentle opening."""

import pytest

from voice_coach.listening.opener import LONGEST, gentle_opening


@pytest.mark.parametrize(
    ("said", "opening"),
    [
        ("you always forget my birthday", "you forget my birthday"),
        ("You never listen to me when I talk.", "you don't listen to me"),
        ("you're always late", "you are late"),
        ("you are never home before eight and i cook alone", "you are not home before eight"),
        ("you've never asked me", "you have not asked me"),
        ("you never ever clean up", "you don't clean up"),
        ("you constantly look at your phone", "you look at your phone"),
        ("you always say i am too loud", "you say I am too loud"),
        ("it is late and you always leave it to me because i do it", "you leave it to me"),
    ],
)
def test_always_and_never_are_left_out(said, opening):
    assert gentle_opening(said) == opening


@pytest.mark.parametrize(
    "said",
    [
        "you always",
        "you never told me",
        "you don't always listen",
        "my sister says you never call",
        "i don't think you always forget",
        "you make me sad",
        "we always forget the bins",
        "you always " + "forget " * (LONGEST + 1),
    ],
)
def test_what_cannot_be_turned_well_is_left(said):
    assert gentle_opening(said) is None
