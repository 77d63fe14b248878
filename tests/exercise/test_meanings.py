"""What phrases can stand for, and that everybody can say it."""

from voice_coach.exercise.meanings import (
    ANY_TIME,
    NUMBERS,
    SAFE_WORDS,
    Meaning,
    counting,
    of_answer,
)
from voice_coach.hearing.grammar import CommandPhrases


def test_every_meaning_and_number_can_be_said():
    phrases = CommandPhrases.load()
    for meaning in (*Meaning, *NUMBERS):
        said = phrases.wrapped((meaning,)).phrases
        assert any(phrases.meaning_of_words([each], (meaning,)) == meaning for each in said)


def test_every_meaning_has_phrases_of_its_own_in_the_table():
    assert {*Meaning, *NUMBERS} <= set(CommandPhrases.load().meanings)


def test_pausing_and_stopping_are_always_safe():
    assert {Meaning.PAUSE, Meaning.STOP, Meaning.MINUTE, Meaning.TIME_OUT} <= set(SAFE_WORDS)
    assert len(SAFE_WORDS) == len(set(SAFE_WORDS))


def test_an_answer_of_a_script_is_its_meaning_in_capitals():
    assert of_answer("ideas") == ("IDEAS",)
    assert of_answer("0-10") == NUMBERS


def test_a_request_counts_at_any_time_that_something_is_listened_for():
    assert set(counting(("YES", "STOP"))) == {"YES", *ANY_TIME}
    assert counting(()) == ()
