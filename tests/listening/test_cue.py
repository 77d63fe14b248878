import pytest

from voice_coach.listening import find_language_cue


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("you always leave the plates", "blame"),
        ("you constantly check on me", "blame"),
        ("it's your fault that we're late", "blame"),
        ("you make me feel small", "blame"),
        ("i feel ignored", "judgement-feeling"),
        ("you always say that i feel that you don't care", "judgement-feeling"),
    ],
)
def test_wording_worth_rephrasing_is_found(text, cue):
    assert find_language_cue(text) == cue


@pytest.mark.parametrize(
    "text",
    [
        "you always make me smile",
        "you make me so happy",
        "you make me a cup of tea every day",
        "you make me",
        "my mother says you always forget",
        "i don't think you always forget",
        "what i heard is that i always forget",
        "i feel controlled",
        "i feel ignored and i'm scared of you",
        "if you leave i'll find you and you always forget",
        "you're pathetic",
        "i get lonely on sundays",
        "",
    ],
)
def test_other_wording_is_left_alone(text):
    assert find_language_cue(text) is None
