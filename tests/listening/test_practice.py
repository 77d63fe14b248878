"""A practice partner's line that somebody alone was asked to say back."""

import pytest

from benchmarks.labelled import act_pairs
from benchmarks.unseen import tuned
from voice_coach.listening import judge_practice, judge_reflection
from voice_coach.store.decks import deck

ALONE = "I felt left alone with the packing on Friday"
CROSS = "I was cross the whole way there"
LINE = f"{ALONE}, and {CROSS}."
LISTENED = "what i heard you say is that"
NOTICE = (
    "When plans change at the last minute, I feel pushed about, and I need a day's notice, "
    "and I don't want to ask for it each time."
)


def given(reply: str, line: str = LINE) -> list[str]:
    return [point.text for point in judge_practice(line, reply).plain]


@pytest.mark.parametrize(
    ("reply", "came_back"),
    [
        (f"{LISTENED} you were cross the whole way there", [CROSS]),
        ("i was cross the whole way there", [CROSS]),
        ("um i was really very cross the whole way there", [CROSS]),
        (f"{LISTENED} i felt left alone with the packing on friday", [ALONE]),
        ("i felt left alone with packing on friday and i was cross the whole way", [ALONE, CROSS]),
    ],
)
def test_what_came_back_in_other_words_or_word_for_word(reply, came_back):
    assert given(reply) == came_back


@pytest.mark.parametrize(
    "reply",
    [
        "i was cross the whole way there too",
        "no i was cross the whole way there",
        "i was not cross the whole way there",
        "i would never say i was cross the whole way there",
        "i was cheerful the whole way there",
        "i was cross and it rained and you sang nearly the whole way there",
        "i was cross the whole way there so you should just ask me next time",
        "i was cross",
    ],
)
def test_what_is_ones_own_or_other_than_it_was_is_no_quotation(reply):
    assert given(reply) == []


def test_a_quotation_is_no_slip_and_what_is_put_beside_it_may_be_one():
    blame = "You promised to ring the plumber, and of course it was me again."
    assert judge_practice(blame, blame).slip is None
    beside = judge_practice(blame, f"{blame} You should write a list.")
    assert (beside.slip, beside.reflection.act) == ("advised", "mirror")


def test_who_quotes_has_mirrored_however_it_begins():
    assert judge_reflection(LINE, CROSS).act == "other"
    assert judge_practice(LINE, CROSS).reflection.act == "unsure"
    assert judge_practice(LINE, f"{CROSS}, you should ask me").reflection.act == "other"


def test_the_practice_lines_said_word_for_word_came_back():
    """But for a few short points, or such as stand beside a "not"."""
    found = [judge_practice(card.say, card.say) for card in deck("practice-lines")]
    points = sum(len(each.reflection.points) for each in found)
    assert sum(len(each.plain) for each in found) >= 0.85 * points
    assert sum(each.slip is not None for each in found) <= 2


def test_what_is_no_mirror_is_hardly_ever_taken_for_a_quotation():
    others = [(said, reply) for kind, said, reply in act_pairs(aside=False) if kind != "mirror"]
    others += [(row["said"], row["reply"]) for row in tuned("mirrors") if row["act"] != "mirror"]
    changed = [
        pair for pair in others if judge_practice(*pair).reflection != judge_reflection(*pair)
    ]
    assert len(changed) <= 2


def test_points_that_came_back_are_told_as_they_stand_side_by_side():
    judged = judge_practice(NOTICE, NOTICE)
    assert judged.caught(35) == NOTICE.removesuffix(".")
    assert judged.caught(20) == NOTICE.partition(", and I don't")[0]
    apart = judge_practice(
        NOTICE, "you feel pushed about and you don't want to ask for it each time"
    )
    assert apart.caught(35) == "I feel pushed about, and I don't want to ask for it each time"


def test_what_does_not_fit_is_left_out_and_what_comes_after_may_still():
    judged = judge_practice(NOTICE, NOTICE)
    assert judged.caught(6) == "I feel pushed about"
    assert judged.caught(3) == ""
