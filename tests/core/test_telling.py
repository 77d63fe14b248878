"""One step of telling, and what comes next in it: the speaker is the judge."""

import pytest

from voice_coach.core.events import MirrorJudged
from voice_coach.core.patience import Patience
from voice_coach.core.question import Question
from voice_coach.core.states import Trigger
from voice_coach.core.telling import (
    LATE_MIRROR_LIMIT,
    MIRROR_LIMIT,
    RETELL_LIMIT,
    SHORTEST_CHUNK,
    Move,
    Telling,
)
from voice_coach.exercise.script import FloorStep
from voice_coach.signal.units import samples
from voice_coach.store.script_files import ScriptFiles

LINES = ScriptFiles().lines()


def telling(
    *,
    talk: float = 80,
    chunk: float = 40,
    alone: bool = False,
    patience: Patience | None = None,
    late: bool = False,
    **fields,
) -> Telling:
    return Telling(
        step=FloorStep(id="tell", say="Tell.", seconds=talk, **fields),
        holder="a",
        talk=samples(talk),
        chunk=samples(chunk),
        lines=LINES,
        alone=alone,
        patience=patience or Patience(),
        late=lambda: late,
    )


def judged(**found) -> MirrorJudged:
    return MirrorJudged(at=0, act="mirror", **found)


@pytest.fixture
def mirrored() -> Telling:
    return telling(mirrored=True)


def asked(move: Move | None) -> str:
    assert move
    assert isinstance(move.say, Question)
    assert move.say.partner == move.partner
    return move.say.step


def test_a_plain_turn_is_over_when_it_has_been_told():
    assert telling().told("turn", samples(80)) is None


def test_a_mirrored_piece_is_reflected_by_the_other_and_judged_by_who_told_it(mirrored):
    move = mirrored.told("turn", samples(40))
    assert move == Move(trigger=Trigger.PIECE_TOLD, partner="b", say=LINES.reflect)
    move = mirrored.told("mirror", samples(20))
    assert asked(move) == "got-it"
    assert move.partner == "a"


def test_what_is_itself_a_mirror_is_judged_by_the_other():
    checked = telling(checked=True)
    assert checked.mirrors("turn")
    move = checked.told("turn", samples(10))
    assert asked(move) == "got-it"
    assert move.partner == "b"
    assert checked.judged("check", "yes") is None


def test_a_piece_is_no_longer_than_what_is_left(mirrored):
    assert mirrored.floor("turn")[:2] == ("a", samples(40))
    mirrored.told("turn", samples(50))
    assert mirrored.floor("turn")[:2] == ("a", samples(30))
    assert mirrored.floor("mirror")[:2] == ("b", MIRROR_LIMIT)
    assert mirrored.floor("retell")[:2] == ("a", RETELL_LIMIT)


def test_there_may_be_more_while_time_is_left(mirrored):
    mirrored.told("turn", samples(40))
    assert asked(mirrored.judged("check", "yes")) == "more"
    move = mirrored.judged("more", "yes")
    assert move == Move(trigger=Trigger.MORE_TO_SAY, partner="a", say=LINES.go_on)
    assert mirrored.judged("more", "no") is None


def test_more_is_not_asked_when_nobody_could_use_it(mirrored):
    mirrored.told("turn", samples(71))
    assert mirrored.judged("check", "yes") is None


@pytest.mark.parametrize(
    ("answer", "point", "line"),
    [
        ("partly", None, "missed_bit"),
        ("partly", "missed", "missed_point"),
        ("partly", "opposite", "opposite_point"),
        ("no", "missed", "say_shorter"),
    ],
)
def test_what_did_not_land_is_mirrored_again_and_then_told_again(mirrored, answer, point, line):
    mirrored.told("turn", samples(40))
    again = mirrored.judged("check", answer)
    assert again == Move(trigger=Trigger.MIRROR_DUE, partner="b", say=LINES.mirror_again)
    mirrored.heard = judged(point=point)
    move = mirrored.judged("check", answer)
    assert move == Move(trigger=Trigger.BIT_MISSED, partner="a", say=getattr(LINES, line))
    again = mirrored.told("retell", samples(10))
    assert again == Move(trigger=Trigger.BIT_RETOLD, partner="b", say=LINES.reflect_bit)


def test_a_point_is_named_once(mirrored):
    mirrored.judged("check", "no")
    mirrored.heard = judged(point="missed")
    assert mirrored.judged("check", "partly").say == LINES.missed_point
    assert mirrored.heard is None


def test_a_point_of_an_earlier_piece_is_not_named(mirrored):
    mirrored.heard = judged(point="missed")
    mirrored.told("turn", samples(20))
    mirrored.judged("check", "partly")
    assert mirrored.judged("check", "partly").say == LINES.missed_bit


def test_after_three_mirrors_a_breath_and_shorter_pieces(mirrored):
    for trigger in (Trigger.MIRROR_DUE, Trigger.BIT_MISSED):
        assert mirrored.judged("check", "no").trigger is trigger
    move = mirrored.judged("check", "partly")
    assert move == Move(trigger=Trigger.LOOPS_SPENT, partner="a", say=LINES.breath)
    assert asked(mirrored.breathed()) == "close-enough"
    assert mirrored.floor("turn")[1] == samples(20)
    assert asked(mirrored.judged("enough", "no")) == "more"


def test_the_loops_are_counted_anew_for_each_piece(mirrored):
    mirrored.judged("check", "no")
    mirrored.judged("check", "no")
    mirrored.judged("check", "yes")
    assert mirrored.judged("check", "no").trigger is Trigger.MIRROR_DUE


def test_after_three_mirrors_once_a_later_one_that_fails_is_left_at_that():
    patience = Patience()
    first, second, third = (telling(mirrored=True, patience=patience) for _ in range(3))
    for _ in range(3):
        first.judged("check", "no")
    assert second.judged("check", "no") is None
    assert second.left_open
    # And then nobody is asked any more how it landed, only whether there is more.
    assert asked(third.told("mirror", samples(5))) == "more"
    assert not third.left_open


def test_where_it_is_late_nothing_more_is_begun():
    late = telling(mirrored=True, late=True)
    assert late.judged("check", "yes") is None
    assert not late.left_open
    assert late.judged("check", "no") is None
    assert late.left_open
    assert late.floor("mirror")[1] == LATE_MIRROR_LIMIT


def test_where_nobody_said_anything_there_is_nothing_to_say_back(mirrored):
    assert mirrored.told("turn", samples(40), silent=True) is None
    assert mirrored.told("retell", samples(40), silent=True) is None
    assert telling(checked=True).told("turn", samples(40), silent=True) is None


def test_a_silent_mirror_is_not_judged_and_takes_nothing_from_the_speaker(mirrored):
    move = mirrored.told("mirror", samples(60), silent=True)
    assert move
    assert (asked(move), move.trigger) == ("more", Trigger.CONFIRMED)


def test_after_two_scraps_nobody_asks_for_more(mirrored):
    for _ in range(2):
        mirrored.told("turn", samples(3))
    assert mirrored.judged("check", "yes") is None


def test_by_and_by_the_mirror_is_asked_for_in_few_words(mirrored):
    said = [mirrored.told("turn", samples(5)).say for _ in range(3)]
    assert said == [LINES.reflect, LINES.reflect, LINES.reflect_briefly]
    asked_for = [mirrored.told("mirror", samples(5)).say.text for _ in range(3)]
    assert asked_for == [LINES.got_it, LINES.got_it, LINES.got_it_briefly]


def test_pieces_do_not_become_too_short_to_use():
    short = telling(chunk=20, mirrored=True)
    for _ in range(3):
        short.judged("check", "no")
    assert short.floor("turn")[1] == SHORTEST_CHUNK
    shortest = telling(chunk=10, mirrored=True)
    for _ in range(3):
        shortest.judged("check", "no")
    assert shortest.floor("turn")[1] == samples(10)


@pytest.mark.parametrize(
    ("cue", "line"), [("blame", "try_i_felt"), ("judgement-feeling", "try_a_feeling")]
)
def test_a_cue_is_asked_at_the_end_of_a_turn(mirrored, cue, line):
    move = mirrored.told("turn", samples(20), cue=cue)
    assert asked(move) == cue
    assert move.say.text == getattr(LINES, line)
    assert move.partner == "a"


def test_what_was_tried_again_is_then_mirrored(mirrored):
    mirrored.told("turn", samples(20), cue="blame")
    move = mirrored.judged("cue", "yes")
    assert move == Move(trigger=Trigger.CUE_TAKEN, partner="a", say=LINES.try_again)
    assert mirrored.told("retell", samples(5)) == Move(
        trigger=Trigger.BIT_RETOLD, partner="b", say=LINES.reflect
    )
    # Later retellings are of a missed bit again.
    mirrored.judged("check", "partly")
    assert mirrored.told("retell", samples(5)).say == LINES.reflect_bit


def test_a_cue_declined_goes_on_as_if_it_had_not_been(mirrored):
    mirrored.told("turn", samples(20), cue="blame")
    move = mirrored.judged("cue", "no")
    assert move == Move(trigger=Trigger.PIECE_TOLD, partner="b", say=LINES.reflect)


def test_a_cue_in_a_plain_turn_ends_the_step_either_way():
    for answer in ("yes", "no"):
        plain = telling()
        assert asked(plain.told("turn", samples(20), cue="blame")) == "blame"
        move = plain.judged("cue", answer)
        if answer == "yes":
            assert move.say == LINES.try_again
            assert plain.told("retell", samples(5)) is None
        else:
            assert move is None


@pytest.mark.parametrize(
    ("point", "whole", "line"),
    [
        ("missed", False, "practice_missed"),
        ("opposite", False, "practice_opposite"),
        (None, True, "practice_whole"),
    ],
)
def test_alone_the_coach_tells_what_came_back(point, whole, line):
    practised = telling(checked=True, alone=True)
    practised.heard = judged(point=point, whole=whole)
    assert practised.last_word("turn") == getattr(LINES, line)
    assert practised.told("turn", samples(10)) is None, "and nobody is asked to judge"
    assert practised.reminder() == LINES.reflect


def test_without_words_nothing_is_said_of_a_practised_mirror():
    assert telling(checked=True, alone=True).last_word("turn") is None


@pytest.mark.parametrize("fields", [{"checked": True}, {"mirrored": True}, {"alone": True}])
def test_only_a_practised_mirror_is_spoken_of(fields):
    other = telling(**fields)
    other.heard = judged(whole=True)
    assert other.last_word("turn") is None


def test_alone_blame_may_be_tried_as_an_opening():
    alone = telling(alone=True)
    move = alone.told("turn", samples(10), cue="blame")
    assert move.say.text == LINES.try_opening
    assert alone.judged("cue", "yes").say == LINES.try_opening_now
    assert alone.told("retell", samples(5)) is None


def test_alone_a_judgement_told_as_a_feeling_is_asked_about_as_ever():
    alone = telling(alone=True)
    assert alone.told("turn", samples(10), cue="judgement-feeling").say.text == LINES.try_a_feeling
    assert alone.judged("cue", "yes").say == LINES.try_again


def test_a_floor_may_want_no_cue():
    assert telling(language_cue=False).told("turn", samples(10), cue="blame") is None


def test_the_mirror_is_reminded_of_once():
    once = telling(mirrored=True)
    assert [once.reminder(), once.reminder()] == [LINES.mirror_first, None]


def test_who_gave_advice_and_yielded_at_once_is_reminded_before_anybody_judges(mirrored):
    mirrored.told("turn", samples(40))
    move = mirrored.told("mirror", samples(4), unsaid=LINES.mirror_first)
    assert move == Move(trigger=Trigger.MIRROR_DUE, partner="b", say=LINES.mirror_first)
    assert asked(mirrored.told("mirror", samples(4))) == "got-it", "once"


def test_where_the_step_is_itself_a_mirror_too():
    checked = telling(checked=True)
    move = checked.told("turn", samples(4), unsaid=LINES.mirror_first)
    assert move == Move(trigger=Trigger.MIRROR_DUE, partner="a", say=LINES.mirror_first)


def test_what_was_hot_is_not_asked_to_be_mirrored(mirrored):
    mirrored.heated = True
    assert mirrored.told("turn", samples(40)).say == LINES.reflect_underneath
    assert mirrored.told("turn", samples(20)).say == LINES.reflect


def test_after_tears_nobody_is_asked_about_their_wording(mirrored):
    mirrored.tender = True
    assert mirrored.told("turn", samples(20), cue="blame").trigger is Trigger.PIECE_TOLD
    later = mirrored.told("turn", samples(20), cue="blame")
    assert later.trigger is Trigger.PIECE_TOLD, "nor in a later piece of that turn"


@pytest.mark.parametrize(("parent", "holder"), [("turn", "a"), ("mirror", "b"), ("retell", "a")])
def test_a_floor_given_up_by_mistake_goes_on_with_what_was_left(mirrored, parent, holder):
    assert mirrored.reopen(parent, samples(15)) == holder
    assert mirrored.floor(parent) == (holder, samples(15), ())
    mirrored.told(parent, samples(15))
    assert mirrored.floor("turn")[1] == samples(40), "as long as a piece may be"


def test_a_floor_with_no_time_left_is_given_back_for_a_sentence(mirrored):
    mirrored.reopen("turn", 0)
    assert mirrored.floor("turn")[1] == samples(10)
