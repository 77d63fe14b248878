import pytest

from voice_coach.listening import retell


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("i feel alone when you work late", "Ana feels alone when Ben works late"),
        ("i'm scared and you don't ask", "Ana is scared and Ben doesn't ask"),
        ("i carry it all and you watch me", "Ana carries it all and Ben watches Ana"),
        ("i'd like you to call", "Ana would like Ben to call"),
        ("i'd hoped you would call", "Ana had hoped Ben would call"),
        ("i'd better go home now", "Ana had better go home now"),
        ("i blame myself for your fall", "Ana blames themself for Ben's fall"),
        ("we never go out", "you two never go out"),
        ("our evenings are too quiet for me", "your evenings are too quiet for Ana"),
        ("i do not like it", "Ana does not like it"),
        ("you really never really listen", "Ben really never really listens"),
        ("i saw you leave the house", "Ana saw Ben leave the house"),
        ("i never get a thank you", "Ana never gets a thank you"),
        ("you come home and go straight to bed", "Ben comes home and goes straight to bed"),
        ("you come home and sit at the table", "Ben comes home and sits at the table"),
        ("you're late and don't text", "Ben is late and doesn't text"),
        ("i want to stay and sleep in my bed", "Ana wants to stay and sleep in Ana's bed"),
        ("that belongs to you", "that belongs to Ben"),
        ("I played and you danced", "Ana played and Ben danced"),
        ("the baby cried all night", "the baby cried all night"),
    ],
)
def test_a_point_is_told_of_the_two(said, told):
    assert retell(said, speaker="Ana", listener="Ben") == told


@pytest.mark.parametrize(
    "said",
    [
        "",
        "so tired",
        "do you love me",
        "why are you late",
        "the thing is do you love me",
        "i gloop the frandle",
        "i was like what",
        "you know how it is",
        "i like him but you and i do not fit",
        "you come home and sleep",
        "the one who did it was i",
        "i said that " + "and that " * 20,
    ],
)
def test_what_cannot_be_told_well_is_not_told(said):
    assert retell(said, speaker="Ana", listener="Ben") is None
