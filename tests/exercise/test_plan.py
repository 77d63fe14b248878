"""A script laid out for a session: rounds, repetitions, cards, roles, the close left out."""

import msgspec
import pytest

from voice_coach.exercise.plan import PlannedStep, plan, without_close
from voice_coach.exercise.script import Exercise, Say


def exercise(part: dict, **more) -> Exercise:
    steps = [{"kind": "say", "id": "ask", "say": "Next."}]
    table = {
        "name": "trial",
        "title": "Trial",
        "level": "easy",
        "purpose": "Try.",
        "about": "Ours.",
        "minutes": {"short": 1, "long": 2},
        "couple": [{"part": "round", "steps": steps} | part],
    }
    return msgspec.convert(table | more, Exercise)


def speakers(made: Exercise, length: str = "short") -> str:
    return "".join(planned.speaker for planned in plan(made, mode="couple", length=length))


def test_a_part_for_each_is_played_by_both():
    assert speakers(exercise({"each": True})) == "ab"


def test_repetitions_alternate_between_the_partners():
    assert speakers(exercise({"each": True, "times": 3})) == "ababab"


def test_repetitions_can_differ_by_length():
    made = exercise({"times": {"short": 1, "long": 4}})
    assert (speakers(made), speakers(made, "long")) == ("a", "aaaa")


def test_only_the_first_change_of_places_is_announced():
    laid_out = plan(exercise({"each": True, "times": 2}), mode="couple", length="short")
    assert [planned.switched for planned in laid_out] == [False, True, False, False]


def test_a_round_without_a_step_in_this_length_announces_nothing():
    steps = [{"kind": "say", "id": "ask", "say": "Next.", "lengths": ["long"]}]
    assert plan(exercise({"each": True, "steps": steps}), mode="couple", length="short") == ()


def test_both_partners_get_the_same_card_and_the_next_time_another():
    steps = [{"kind": "say", "id": "ask", "say": "{speaker}: {card}"}]
    made = exercise(
        {"each": True, "times": 3, "deck": "ours", "steps": steps}, cards={"ours": ["One?", "Two?"]}
    )
    said = [planned.step.say for planned in plan(made, mode="couple", length="short")]
    assert said == [f"{{speaker}}: {card}" for card in ("One?", "One?", "Two?", "Two?") * 2][:6]


def test_two_parts_draw_from_one_deck_in_turn():
    steps = [{"kind": "say", "id": "ask", "say": "{card}"}]
    part = {"part": "round", "deck": "ours", "steps": steps}
    made = exercise({}, couple=[part, part], cards={"ours": ["One?", "Two?"]})
    assert [planned.step.say for planned in plan(made, mode="couple", length="short")] == [
        "One?",
        "Two?",
    ]


@pytest.mark.parametrize("mode", ["couple", "solo"])
def test_a_part_passes_its_condition_on_to_its_steps(mode):
    steps = [
        {"kind": "say", "id": "one", "say": "One."},
        {"kind": "say", "id": "two", "say": "Two.", "when": {"more": "yes"}},
    ]
    part = {"part": "round", "when": {"depth": "warm"}, "steps": steps}
    laid_out = plan(exercise({}, **{mode: [part]}), mode=mode, length="short")
    assert [planned.step.when for planned in laid_out][-2:] == [
        {"depth": "warm"},
        {"depth": "warm", "more": "yes"},
    ]


def test_alone_one_person_is_both():
    planned = PlannedStep(
        step=Say(id="s", say="Hm."), part="p", speaker="a", partner="a", alone=True
    )
    assert planned.names(None) == {"speaker": "{a}", "listener": "{a}", "partner": "{a}"}


def test_for_two_the_roles_are_the_partners():
    planned = PlannedStep(step=Say(id="s", say="Hm."), part="p", speaker="b", partner=None)
    assert planned.names("a") == {"speaker": "{b}", "listener": "{a}", "partner": "{a}"}


def test_the_close_is_left_out_only_at_the_end():
    laid_out = tuple(
        PlannedStep(
            step=Say(id=f"s{index}", say="Hm."),
            part="close",
            speaker="a",
            partner=None,
            closing=closing,
        )
        for index, closing in enumerate([True, False, True, True])
    )
    assert [planned.step.id for planned in without_close(laid_out)] == ["s0", "s1"]
    assert without_close(laid_out[2:]) == ()


@pytest.mark.parametrize("mode", ["couple", "solo"])
def test_what_was_kept_is_read_back_after_the_arrival(mode):
    parts = [
        {"part": name, "stage": stage, "steps": [{"kind": "say", "id": name, "say": "Hm."}]}
        for name, stage in (("welcome", "arrival"), ("gate", "arrival"), ("kept", "talk"))
    ]
    made = exercise({}, **{mode: parts})
    laid_out = plan(made, mode=mode, length="short", kept=2)
    assert [planned.step.id for planned in laid_out] == [
        *("welcome", "gate", "kept.1", "forgotten.1", "kept.2", "forgotten.2", "kept")
    ]
    assert len(plan(made, mode=mode, length="short")) == 3
