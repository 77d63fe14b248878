"""The marks of a point that came back turned round, each on its own."""

import pytest

from voice_coach.listening.coverage import marks_of
from voice_coach.listening.thought import Thought
from voice_coach.listening.words import words


def marks(reply, *points):
    thoughts = [Thought(words(point)) for point in points]
    return list(marks_of(thoughts, Thought(words(reply))))


def turned(point, reply):
    return marks(reply, point)[0].turned_round


@pytest.mark.parametrize(
    ("point", "reply"),
    [
        ("the cat died on monday", "the dog died on monday"),
        ("i want to learn to swim", "you want to learn to sing"),
        ("the fees are huge", "the fees are small"),
        ("my sister is getting married in june", "your brother is getting married in june"),
    ],
)
def test_one_word_put_for_another_is_seen(point, reply):
    assert turned(point, reply)["exchanged"] == 1


@pytest.mark.parametrize(
    ("point", "reply"),
    [
        ("the cat died on monday", "on monday the cat died"),
        ("i want to visit my sister more often", "you'd like to see your sister more"),
        ("she took the credit", "she got the credit for it"),
        ("it was awful to see", "the dog died on monday"),
    ],
)
def test_other_words_for_the_same_are_no_exchange(point, reply):
    assert turned(point, reply)["exchanged"] == 0


def test_a_contrary_counts_unless_it_is_denied():
    assert turned("that was private", "that was public")["opposed"] == 1
    denied = turned("that was private", "that was not public")
    assert denied["opposed"] == 0
    assert denied["parity"] == 0


def test_always_for_never_is_the_contrary():
    assert turned("you never hear me", "i always hear you")["opposed"] == 1
    assert turned("you never hear me", "i never hear you")["opposed"] == 0


def test_who_does_it_is_turned_round_in_a_mirror():
    said = "i got up with the baby"
    assert turned(said, "you got up with the baby")["unswapped"] == 0
    assert turned(said, "i got up with the baby")["unswapped"] == 1
    assert turned("your ex has a key", "your ex has a key")["unswapped"] == 1
    assert turned(said, "it rained and he slept")["unswapped"] == 0


def test_a_denial_of_the_first_clause_outweighs_its_reason():
    found = turned("i feel alone when you work late", "you do not feel alone when i work late")
    assert found["turned_first"] == 1
    assert found["turned"] < 0.5


def test_what_another_point_explains_speaks_against_this_one():
    cried, shouted = marks("so you cried in the car", "i cried in the car", "my boss shouted at me")
    assert cried.taken_up["claimed"] > shouted.taken_up["claimed"]
    assert shouted.taken_up["rivalled"] > cried.taken_up["rivalled"]
    assert not cried.taken_up["alone"]


def test_a_point_without_meaning_has_no_marks():
    assert marks("so you cried", "it is what it is") == [None]
    assert marks("so you cried") == []


def test_a_bad_word_for_a_good_one_is_seen():
    found = turned("i was terrified", "you were quite relaxed")
    assert found["mood_turned"] > 0.3
    assert found["mood_kept"] == 0
    kept = turned("i was terrified", "you were not relaxed")
    assert kept["mood_kept"] > 0.3
    assert kept["mood_turned"] == 0


def test_other_words_are_nearer_to_their_point_than_to_another():
    cried, rented = marks(
        "you were in tears at the office", "i cried at work today", "the landlord wants more rent"
    )
    assert cried.taken_up["like_part"] > rented.taken_up["like_part"]
    assert cried.taken_up["like_most"] > 0 > rented.taken_up["like_most"]
    assert rented.taken_up["like_other"] == cried.taken_up["like"]


@pytest.mark.parametrize(
    ("point", "reply"),
    [
        ("my mother moved in last month", "your mother moved out last month"),
        ("she is putting the rent up", "she is bringing the rent down"),
        ("we walk the dog together", "you walk the dog without me"),
    ],
)
def test_a_small_word_that_says_the_contrary_is_seen(point, reply):
    found = turned(point, reply)
    assert found["sided"] == 1
    assert found["sided_like"] > 0


@pytest.mark.parametrize(
    ("point", "reply"),
    [
        ("my mother moved in last month", "your mother moved in last month"),
        ("she came in and went out", "she went out"),
    ],
)
def test_small_words_that_came_back_or_were_left_out_are_no_contrary(point, reply):
    assert turned(point, reply)["sided"] == 0


def test_what_one_of_the_two_did_may_come_back_as_done_by_another():
    said = "i lent your cousin money"
    assert turned(said, "my cousin lent you money")["moved"] > 0
    assert turned(said, "you lent my cousin money")["moved"] == 0
    assert turned("the dog barked", "the dog barked")["moved"] == 0
    assert turned("the dog barked", "the dog barked")["unswapped"] == 0


def test_everybody_for_nobody_is_the_contrary_though_other_amounts_agree():
    said = "i wash all the clothes and nobody notices"
    assert turned(said, "you wash all the clothes and everybody notices")["opposed"] == 1
    assert turned(said, "you wash all the clothes and nobody notices")["opposed"] == 0


def test_a_word_that_is_not_known_is_no_exchange():
    assert turned("she hurled the pan away", "she yeeted the pan away")["exchanged"] == 0
