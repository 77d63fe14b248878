"""Words that tell of tears, and words that only sound so."""

import pytest

from voice_coach.listening.tears import needs_a_moment


@pytest.mark.parametrize(
    "said",
    [
        "sorry i'm crying",
        "i'm crying",
        "i'm crying now and i don't know why",
        "i can't stop crying",
        "i'm tearing up",
        "well i am in tears",
        "i'm about to cry",
        "i can't talk right now",
        "i can't get the words out",
        "give me a second",
        "i need a moment",
        "let me just catch my breath",
    ],
)
def test_a_moment_is_needed(said):
    assert needs_a_moment(said)


@pytest.mark.parametrize(
    "said",
    [
        "i was crying yesterday",
        "that made me cry",
        "the baby is crying",
        "don't cry",
        "i'm crying with laughter",
        "i feel like crying",
        "she said i am crying all the time",
        "i can't stop crying at films",
        "give me a second chance",
        "i need a moment of peace",
        "i need a second job",
        "i can't talk right now about the house because of my phone",
        "",
    ],
)
def test_nothing_is_needed(said):
    assert not needs_a_moment(said)
