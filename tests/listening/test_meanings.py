from voice_coach.listening.meanings import can_be_same, contraries, vectors
from voice_coach.listening.stems import stem


def test_words_of_one_field_are_nearer_than_others():
    grumpy, tired, kitchen = vectors(["grumpy", "tired", "kitchen"])
    assert grumpy @ tired > 0.4 > grumpy @ kitchen


def test_a_word_that_is_not_known_is_near_nothing():
    assert not vectors(["zzyzx"]).any()
    assert vectors([]).shape[0] == 0


def test_the_dictionary_knows_what_is_alike_and_what_is_contrary():
    assert can_be_same(stem("film"), stem("movie"))
    assert not can_be_same(stem("sister"), stem("brother"))
    assert stem("private") in contraries(stem("public"))
    assert not contraries("zzyzx")
