"""Which step can follow which: every arrow can be walked, and every walk is an arrow."""

import msgspec
import pytest

from tests.couples import EXERCISES
from voice_coach.exercise.duration import usual_way
from voice_coach.exercise.script import Exercise
from voice_coach.exercise.walks import Walk, walks

WARM = {"kind": "ask", "id": "warm", "say": "Near or far?", "answers": ["near", "far"]}
WARM |= {"otherwise": "near"}
CALM = {"kind": "ask", "id": "calm", "say": "How calm?", "answers": ["0-10"], "otherwise": "7"}


def said(name: str, **more) -> dict:
    return {"kind": "say", "id": name, "say": "Well."} | more


def drawn(*steps: dict, **part) -> list[tuple[int, int | str, str]]:
    table = {
        **{"name": "trial", "title": "Trial", "level": "easy", "purpose": "Try."},
        **{"about": "Ours.", "minutes": {"short": 1, "long": 2}},
        "couple": [{"part": "only", "steps": steps} | part],
    }
    found = walks(msgspec.convert(table, Exercise), mode="couple")
    return [
        (each.start, to(each), ", ".join((*each.answers, *each.when)))
        for each in sorted(found, key=lambda each: (each.start, str(each.to)))
    ]


def to(walk: Walk) -> int | str:
    return ("early" if walk.early else "finished") if walk.to is None else walk.to


def test_steps_in_a_row():
    assert drawn(said("one"), said("two")) == [(-1, 0, ""), (0, 1, ""), (1, "finished", "")]


def test_no_way_leads_through_two_conditions_that_exclude_each_other():
    near, far = said("n", when={"warm": "near"}), said("f", when={"warm": "far"})
    assert drawn(WARM, near, far, said("last")) == [
        *((-1, 0, ""), (0, 1, "near"), (0, 2, "far")),
        *((1, 3, ""), (2, 3, ""), (3, "finished", "")),
    ]


def test_where_the_answer_was_given_before_it_is_told():
    far = said("far", when={"warm": "far"})
    assert drawn(WARM, said("hm"), far, said("last"))[2:4] == [
        (1, 2, "warm is far"),
        (1, 3, "otherwise"),
    ]


def test_where_an_answer_now_and_one_before_decide_both_are_told():
    again = WARM | {"id": "again", "on": {"far": "end"}}
    far = said("far", when={"warm": "far"})
    found = drawn(WARM, again, far, said("last"))
    assert (1, 2, "near, warm is far") in found
    assert (1, 3, "near, otherwise") in found
    assert (1, "early", "far") in found


def test_numbers_are_told_as_ranges_of_what_leads_to_the_same():
    asked = CALM | {"on": {"0-3": "end", "5-6": "last", "pass": "last"}}
    found = drawn(asked, said("more"), said("last"))
    assert (0, "early", "0-3") in found
    assert (0, 1, "4, 7-10") in found
    assert (0, 2, "5-6, pass") in found


def test_what_is_played_again_leads_forward_all_the_same():
    assert drawn(said("one"), said("two"), each=True, times=3) == [
        *((-1, 0, ""), (0, 1, ""), (1, "finished", "")),
    ]


def test_all_lengths_are_in_one():
    only = said("more", lengths=["long"])
    found = drawn(said("one"), only, said("last"))
    assert [(start, to) for start, to, _ in found] == [
        (-1, 0),
        (0, 1),
        (0, 2),
        (1, 2),
        (2, "finished"),
    ]


@pytest.mark.parametrize("name", EXERCISES)
def test_the_usual_way_is_among_them(name):
    exercise = EXERCISES[name]
    for mode in exercise.modes:
        parts = exercise.couple if mode == "couple" else exercise.solo
        order = {step.id: at for at, step in enumerate(s for part in parts for s in part.steps)}
        arrows = {(each.start, each.to) for each in walks(exercise, mode=mode)}
        for length in exercise.minutes:
            way = [order[each.step.id] for each in usual_way(exercise, mode=mode, length=length)]
            for here, there in zip([-1, *way], [*way, None], strict=False):
                assert (here, there) in arrows or (there is not None and there <= here)


def test_what_is_done_with_a_practice_line_leads_on():
    floor = {"kind": "floor", "id": "answer", "say": "And you?", "seconds": 9, "checked": True}
    steps = (
        said("line", voice="practice partner"),
        floor | {"on": {"mirrored": "last", "silent": "end"}},
        said("again", when={"answer": "blamed"}),
        said("last"),
    )
    assert drawn(*steps) == [
        (-1, 0, ""),
        (0, 1, ""),
        (1, 2, "blamed"),
        (1, 3, "mirrored, otherwise"),
        (1, "early", "silent"),
        (2, 3, ""),
        (3, "finished", ""),
    ]
