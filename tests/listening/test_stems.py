import pytest

from voice_coach.listening.stems import content, content_stems, stem


@pytest.mark.parametrize(
    "alike",
    [
        "walk walks walked walking",
        "make making made makes",
        "happy happier happily happiness",
        "child children kids baby",
        "cry cried cries",
        "push pushes pushed",
        "stop stopped stopping",
        "promise promised promises",
        "feel felt feeling",
        "glass glasses",
        "box boxes",
    ],
)
def test_forms_and_synonyms_have_one_stem(alike):
    assert len({stem(word) for word in alike.split()}) == 1


@pytest.mark.parametrize("different", ["sing bring", "bus bed", "red need", "string strand"])
def test_other_words_keep_their_own(different):
    assert len({stem(word) for word in different.split()}) == 2


def test_words_that_hold_sentences_together_carry_no_meaning():
    assert content_stems(["i", "am", "the", "one", "who", "was", "there"]) == frozenset()


def test_like_is_a_verb_after_a_subject_only():
    assert content(["i", "like", "tea"])[1] is not None
    assert content(["like", "tea"])[0] is None
    assert content(["tired", "like"])[1] is None
