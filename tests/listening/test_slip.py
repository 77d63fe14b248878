"""What slips in where something was to be given back."""

import pytest

from benchmarks.unseen import kept, tuned
from voice_coach.listening import find_slip, judge_reflection

TOLD = "i felt left alone with the packing on friday and i was cross the whole way there"


def slip(reply: str, told: str = TOLD) -> str | None:
    return find_slip(reply, judge_reflection(told, reply))


@pytest.mark.parametrize(
    ("reply", "found"),
    [
        ("you should just ask me next time", "advised"),
        ("maybe we could start packing on thursday", "advised"),
        ("that's not true i did the car", "defended"),
        ("and you never pack either", "defended"),
        ("you are so selfish", "blamed"),
        ("why didn't you say something", "asked"),
        ("the sun was out on friday", None),
        ("what i heard you say is that the packing was left to you and you were cross", None),
    ],
)
def test_what_a_reply_holds(reply, found):
    assert slip(reply) == found


def test_what_a_mirror_brings_in_counts_and_what_it_gives_back_does_not():
    mirror = "what i heard you say is that you felt left alone with the packing and you were cross"
    assert slip(f"{mirror} you should write a list the week before") == "advised"
    wanted = "what i heard you say is that you'd like me to call you first"
    assert slip(wanted, "i'd like you to call me first") is None


def share(rows, *, mirrors: bool) -> float:
    judged = [(judge_reflection(row["said"], row["reply"]), row) for row in rows]
    right = [
        bool(find_slip(row["reply"], each))
        for each, row in judged
        if (row["act"] == "mirror") is mirrors
    ]
    return sum(right) / len(right)


def test_good_mirrors_by_somebody_else_are_hardly_ever_found_fault_with():
    """The sentences kept aside: nothing is tuned on them."""
    assert share(kept("mirrors"), mirrors=True) <= 0.05
    assert share(kept("mirrors"), mirrors=False) >= 0.35
    assert share(tuned("mirrors"), mirrors=True) <= 0.05
