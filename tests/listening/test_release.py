import pytest

from voice_coach.listening import judge_release


@pytest.mark.parametrize(
    ("utterance", "meaning"),
    [
        ("okay I'm done.", "yield"),
        ("and that was how it felt for me over to you", "yield"),
        ("so what do you think", "yield"),
        ("next please", "yield"),
        ("please can we pause", "time_out"),
        ("sorry i think i need a minute please", "time_out"),
        ("wait there's one more thing", "hold"),
        ("and also", "hold"),
    ],
)
def test_whole_utterances_have_a_meaning(utterance, meaning):
    assert judge_release(utterance) == meaning


@pytest.mark.parametrize(
    "utterance",
    [
        "i was so angry i said to him i'm done",
        "he asked me what do you think",
        "she said that's all",
        "i need a break from all that driving",
        "you need a time out",
        "",
        "okay",
    ],
)
def test_talk_gives_nothing_away(utterance):
    assert judge_release(utterance) is None
