from voice_coach.listening.meanings import alike, can_be_same, contraries, moods, vectors
from voice_coach.listening.stems import stem


def sense(text):
    return alike(vectors(text.split()).sum(axis=0))


def test_words_of_one_field_are_nearer_than_others():
    grumpy, cranky, kitchen = alike(vectors(["grumpy", "cranky", "kitchen"]))
    assert grumpy @ cranky > grumpy @ kitchen + 0.2


def test_sentences_are_near_that_say_the_same_in_other_words():
    said = sense("you cried in the bathroom at work")
    assert said @ sense("you were in tears in the toilets at the office") > 0.5
    assert said @ sense("the landlord is raising the rent") < 0.3


def test_a_word_that_is_not_known_is_near_nothing():
    assert not alike(vectors(["zzyzx"])).any()
    assert vectors([]).shape[0] == 0


def test_words_are_good_or_bad_or_neither():
    proud, ashamed, unknown = moods(["proud", "ashamed", "zzyzx"])
    assert proud > 0.2
    assert ashamed < -0.2
    assert unknown == 0
    assert not len(moods([]))


def test_the_dictionary_knows_what_is_alike_and_what_is_contrary():
    assert can_be_same(stem("film"), stem("movie"))
    assert not can_be_same(stem("sister"), stem("brother"))
    assert stem("private") in contraries(stem("public"))
    assert not contraries("zzyzx")
