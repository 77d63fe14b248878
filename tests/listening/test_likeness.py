"""What the grammar cannot read is compared with what people have said before."""

import pytest

from benchmarks.fit_likeness import fitted, written
from voice_coach.exercise.meanings import ANY_TIME, Meaning
from voice_coach.hearing.moments import MOMENTS, counts_at
from voice_coach.listening.likeness import (
    LONGEST,
    MIDDLE,
    TALK,
    Likelihood,
    believed,
    least,
    likelihoods,
    likely,
    marks,
    place,
    turned_round,
)
from voice_coach.listening.phrasebook import lines, page
from voice_coach.listening.request import by_rule, meaning_of
from voice_coach.listening.words import words

EVERYWHERE = (*MOMENTS, "open")


def second(text, moment="yesno"):
    """What the second reading alone makes of it."""
    return likely(words(text), counts_at(moment))


@pytest.mark.parametrize(
    ("text", "moment", "meaning"),
    [
        ("sorry, what was that you asked us just now", "yesno", "REPEAT"),
        ("only some of what I said came back", "gotit", "PARTLY"),
        ("we'd best be stopping there for this evening", "open", "STOP"),
    ],
)
def test_what_no_list_holds_is_understood(text, moment, meaning):
    assert by_rule(words(text), counts_at(moment)) is None
    assert meaning_of(text, counts_at(moment)) == meaning


@pytest.mark.parametrize("moment", EVERYWHERE)
@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("there is no need to stop this at all", ("STOP", "PAUSE")),
        ("we would not want you to pause it there", ("STOP", "PAUSE")),
        ("please do not end the evening yet", ("STOP",)),
        ("let us not quit while it goes so well", ("STOP",)),
        ("nobody wants to leave yet", ("STOP", "LEAVING")),
        ("it is far too early to finish", ("STOP", "YIELD")),
        ("rather than stop let us keep at it", ("STOP",)),
        ("I don't think I want to skip that", ("PASS",)),
        ("we are not ready for you to carry on", ("CONTINUE", "YES")),
        ("that is not a bad idea at all", ("NO",)),
        ("I can't say no to that", ("NO",)),
        ("who would not want to", ("NO",)),
        ("not a bit of what I said", ("YES", "PARTLY")),
        ("a break, if that is okay with everybody", ("YES",)),
        ("you need not speak any louder than that", ("LOUDER",)),
    ],
)
def test_nothing_is_taken_for_the_contrary_of_what_was_meant(text, never, moment):
    assert second(text, moment) not in never


@pytest.mark.parametrize("moment", EVERYWHERE)
@pytest.mark.parametrize("text", ["mm, well", "um er well you know", "hmm right so", "okay mm", ""])
def test_mumbling_decides_nothing(text, moment):
    assert second(text, moment) is None


def test_on_a_floor_what_is_said_to_the_other_is_talk():
    assert second("hang on there, let us have a pause", "floor") == "PAUSE"
    assert second("hang on there, let us have a pause, he said", "floor") is None


def test_a_denial_is_spent_on_what_it_denies():
    assert turned_round(words("I do not want to stop"), "STOP")
    assert not turned_round(words("I do not know, stop"), "STOP")
    assert not turned_round(words("I can't, let's stop"), "STOP")
    assert not turned_round(words("no, stop"), "STOP")
    assert turned_round(words("no need to stop"), "STOP")
    assert not turned_round(words("stop it, no"), "STOP")
    assert turned_round(words("yes if he does"), "YES")


def shared(*shares):
    return [Likelihood(meaning, share) for meaning, share in shares]


def test_only_what_is_likely_enough_is_believed():
    assert believed(["end"], shared(("STOP", 0.7), ("YES", 0.3)), lambda _: 0.6) == "STOP"
    assert believed(["end"], shared(("STOP", 0.7), ("YES", 0.3)), lambda _: 0.8) is None
    assert believed(["end"], shared((TALK, 0.7), ("YES", 0.3)), lambda _: 0.1) is None


def test_where_the_contrary_is_likely_too_there_is_no_telling():
    assert believed(["end"], shared(("STOP", 0.8), ("CONTINUE", 0.2)), lambda _: 0.6) is None
    assert believed(["end"], shared(("STOP", 0.8), ("CONTINUE", 0.05)), lambda _: 0.6) == "STOP"


def test_it_must_be_surer_of_what_is_hard_to_undo_and_where_somebody_has_the_floor():
    for meaning in ("STOP", "PASS", "YES", "NO", "YIELD"):
        assert least(meaning, "asked") > least("REPEAT", "asked")
    for meaning in Meaning:
        assert least(meaning, "floor") > least(meaning, "asked")
    for meaning in ("STOP", "PASS", "YES", "NO", "YIELD", "START_OVER"):
        assert least(meaning, "floor") > 1


def test_every_rule_is_about_a_meaning_that_it_knows():
    rules = page("likeness")
    known = {each.meaning for each in likelihoods(["stop"], (*Meaning, "EARS", "IDEAS"))}
    named = {*rules["contraries"], *rules["never_with"], *rules["denied"]["words"]}
    named |= {each for entry in rules["contraries"].values() for each in entry.split()}
    named |= set(rules["sure"]["hard_to_undo"].split())
    assert named <= known
    assert known == {*Meaning, "EARS", "IDEAS", TALK} - {"LAST_TIME", "SOMETIMES"}


def test_likelihoods_are_shared_among_what_counts():
    found = likelihoods(words("can we end it"), ("STOP", "YES", "TRAVEL"))
    assert {each.meaning for each in found} == {"STOP", "YES", TALK}
    assert sum(each.share for each in found) == pytest.approx(1)
    assert [each.share for each in found] == sorted((each.share for each in found), reverse=True)
    assert likelihoods(["zebra"], ())[0] == Likelihood(TALK, 1.0)


def test_nothing_and_a_long_story_are_talk():
    said = words("sorry, what was that you asked us just now")
    assert likely(said, counts_at("yesno")) == "REPEAT"
    assert likely([*said, *["again"] * LONGEST], counts_at("yesno")) is None


def test_an_answer_about_fear_is_never_guessed_at():
    text = "sorry, what was that you asked us just now"
    assert meaning_of(text, counts_at("yesno")) == "REPEAT"
    assert meaning_of(text, (*counts_at("yesno"), "SOMETIMES")) is None


def test_a_recogniser_of_few_words_is_not_guessed_after():
    text = "sorry, what was that you asked us just now"
    assert meaning_of(text, counts_at("yesno"), closed=True) is None


def test_an_utterance_is_seen_by_words_pairs_and_letters():
    assert marks(["stop", "it", "stop", "it", "now"], "asked") == {
        *("at asked", "long 1", "word stop", "word it", "word now"),
        *("pair ^ stop", "pair stop it", "pair it now", "pair now $", "near stop now"),
        *("run <sto", "run stop", "run top>", "run <it>", "run <now", "run now>"),
    }


def test_moments_are_of_four_kinds():
    kinds = {moment: place(counts_at(moment)) for moment in EVERYWHERE}
    asked = dict.fromkeys(("yesno", "gotit", "number"), "asked")
    assert kinds == asked | {"floor": "floor", "paused": "paused", "open": "open"}
    assert place(counts_at("choice:ears,ideas")) == "asked"
    assert place(ANY_TIME) == "open"  # the coach speaks, or all are quiet
    assert place((*ANY_TIME, "CONTINUE")) == "paused"  # it waits until both are ready


def test_the_weights_are_the_ones_the_script_fits():
    """As dear as it is because the whole fit is what is checked: a few seconds."""
    rows = written(fitted())
    packed = dict(line.split("\t") for line in lines("likeness")[1:])
    far = [
        abs(ord(one) - ord(other))
        for mark in rows.keys() | packed.keys()
        for one, other in zip(
            *(book.get(mark, chr(MIDDLE) * 29) for book in (rows, packed)), strict=True
        )
    ]
    assert max(far) <= 2  # of steps: machines round differently
