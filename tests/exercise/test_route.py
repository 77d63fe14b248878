"""The way through the plan: answers lead on, over steps, to a later one, or out."""

import pytest

from voice_coach.exercise.plan import PlannedStep
from voice_coach.exercise.route import LIGHTER, PASSED, Route, answered
from voice_coach.exercise.script import Ask, Say


def route(*steps) -> Route:
    return Route([PlannedStep(step=step, part="talk", speaker="a", partner="a") for step in steps])


def say(name: str, **fields) -> Say:
    return Say(id=name, say="Well.", **fields)


def ask(name: str, **fields) -> Ask:
    return Ask(id=name, say="Well?", otherwise="no", **fields)


def way(through: Route, *answers: str | None) -> list[str]:
    """The steps it comes to; each is left with the next answer."""
    steps, left = [], list(answers)
    planned = through.advance()
    while planned:
        steps.append(planned.step.id)
        planned = through.advance(left.pop(0) if left else None)
    return steps


def test_without_conditions_it_takes_one_step_after_another():
    assert way(route(say("one"), say("two"))) == ["one", "two"]


def test_an_answer_leads_to_a_later_step():
    through = route(ask("first", on={"no": "third"}), say("second"), say("third"))
    assert way(through, "no") == ["first", "third"]


def test_an_answer_within_a_range_leads_too():
    steps = [ask("rate", answers=("0-10",), on={"0-6": "third"}), say("second"), say("third")]
    assert way(route(*steps), "6") == ["rate", "third"]
    assert way(route(*steps), "7") == ["rate", "second", "third"]


def test_an_answer_leads_out():
    through = route(ask("first", on={"no": "end"}), say("second"))
    assert way(through, "no") == ["first"]
    assert through.ended_early


def test_a_step_may_lead_out_by_itself():
    through = route(say("first", then="end"), say("second"))
    assert way(through) == ["first"]
    assert through.ended_early


def test_the_last_step_is_no_early_end():
    through = route(say("first"))
    assert way(through) == ["first"]
    assert not through.ended_early


def test_a_condition_leaves_a_step_out():
    steps = [ask("first"), say("second", when={"first": "yes"}), say("third")]
    assert way(route(*steps), "no") == ["first", "third"]
    assert way(route(*steps), "yes") == ["first", "second", "third"]


def test_a_skipped_question_answers_no_condition():
    steps = [ask("first"), say("second", when={"first": "yes"}), say("third")]
    assert way(route(*steps), PASSED) == ["first", "third"]


def test_both_partners_are_asked_unless_the_first_answer_leads_elsewhere():
    asked = ask("good-time", on={"no": "not-tonight"})
    steps = [asked, asked, say("rules"), say("not-tonight", when={"good-time": "no"})]
    assert way(route(*steps), "yes", "yes") == ["good-time", "good-time", "rules"]
    assert way(route(*steps), "no") == ["good-time", "not-tonight"]
    assert way(route(*steps), "yes", "no") == ["good-time", "good-time", "not-tonight"]


def test_before_the_start_it_stands_at_the_first_cue():
    assert route(say("one"), say("two")).planned.step.id == "one"


@pytest.mark.parametrize(
    ("given", "wanted", "is_it"),
    [
        ("yes", "yes", True),
        ("no", "yes", False),
        (None, "yes", False),
        ("6", "0-6", True),
        ("7", "0-6", False),
        ("pass", "0-6", False),
    ],
)
def test_an_answer_is_a_word_or_within_a_range(given, wanted, is_it):
    assert answered(given, wanted) is is_it


def test_something_lighter_is_a_later_step_where_one_is_named():
    steps = [ask("first", lighter="third", on={"no": "second"}), say("second"), say("third")]
    assert way(route(*steps), LIGHTER) == ["first", "third"]
    assert way(route(*steps), PASSED) == ["first", "second", "third"]


def test_elsewhere_who_asks_for_something_lighter_skips_the_step():
    steps = [ask("first", on={"pass": "third"}), say("second"), say("third")]
    assert way(route(*steps), LIGHTER) == ["first", "third"]
    asked = say("asked", when={"first": "pass"})
    assert way(route(ask("first", lighter="asked"), say("second"), asked), LIGHTER) == [
        "first",
        "asked",
    ]
    assert way(route(ask("first"), say("second"), asked), LIGHTER) == ["first", "second", "asked"]


def test_something_lighter_may_be_the_end():
    through = route(say("first", lighter="end"), say("second"))
    assert way(through, LIGHTER) == ["first"]
    assert through.ended_early
