import pytest

from benchmarks.fit_listening import fitted
from voice_coach.listening.phrasebook import page
from voice_coach.listening.reply_act import act_score, cues, grams, without_opening, without_stems
from voice_coach.listening.words import words

SAID = words("i was hoping you would call and i sat there alone")


def cue(name, reply, said=SAID):
    return cues(said, words(reply))[name]


def test_openings_are_seen_behind_fillers():
    assert cue("opens_with_you", "okay um so you sat there")
    assert cue("opens_with_so", "okay um so you sat there")
    assert not cue("opens_with_you", "so did you call")
    assert not cue("opens_with_you", "you should have called")
    assert cue("short", "mm hm okay")


def test_a_tag_at_the_end_makes_a_question():
    assert not cue("opens_with_you", "you sat there did you")
    assert cue("question", "you sat there did you")
    assert not cue("question", "you sat there alone is that right")


def test_talk_of_oneself_weighs_less_where_the_speaker_spoke_of_the_listener():
    assert cue("tells", "i was late too") == 0
    assert cue("tells_back", "i was late too") > 0
    alone = words("the work is too much")
    assert cue("tells", "i was late too", alone) > 0
    assert cue("tells_back", "i was late too", alone) == 0


@pytest.mark.parametrize(
    ("mirror", "other"),
    [
        ("so you sat there waiting for my call", "why did you wait"),
        ("you were hoping i'd call", "you should have called me"),
        ("it was lonely for you", "i was busy all day"),
    ],
)
def test_a_mirror_scores_above_another_act(mirror, other):
    assert act_score(SAID, words(mirror)) > 0.5 > act_score(SAID, words(other))


def test_what_is_reported_is_nobodys_advice():
    assert cue("advises", "make sure you rest")
    assert not cue("advises", "he said to you make sure you rest")
    assert not cue("advises", "you told her you are going to lose it")
    assert cue("advises", "he said no and make sure you rest")


def test_a_question_is_put_where_a_clause_begins():
    assert cue("turned", "did you call")
    assert cue("turned", "okay and did you call")
    assert not cue("turned", "nobody asked are you hungry")
    assert not cue("turned", "your sister did you a favour")


def test_words_and_pairs_of_words_count():
    assert grams(["you", "slept"]) == {"you", "slept", "^ you", "you slept", "slept $"}


def test_a_stem_at_the_beginning_is_taken_off():
    reply = words("what i heard you say is that you waited for what i said")
    assert " ".join(without_stems(reply)).endswith("you waited for what i said")
    assert without_stems(words("the call")) == ["the", "call"]


@pytest.mark.parametrize(
    ("reply", "rest"),
    [
        ("okay so what i heard you say is that you waited", "you waited"),
        ("what i understood is you waited", "you waited"),
        ("i hear you saying you waited", "you waited"),
        ("so you're saying that you waited", "you waited"),
        ("what you said was that you waited", "you waited"),
        ("you said you waited", "you said you waited"),
        ("i heard a noise", "i heard a noise"),
        ("you heard me say what i heard you say", "you heard me say what i heard you say"),
    ],
)
def test_an_opening_that_says_nothing_of_it_is_taken_off(reply, rest):
    assert " ".join(without_opening(words(reply))) == rest


def test_the_weights_are_the_ones_the_script_fits():
    for section, found in fitted().items():
        weights = page("act_words" if section == "grams" else "weights")[section]
        assert found == {name: pytest.approx(each, abs=0.002) for name, each in weights.items()}
