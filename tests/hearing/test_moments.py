"""The moments that can be tried listen for what a session listens for."""

import pytest

from voice_coach.core.question import Question
from voice_coach.core.scene import ON_FLOOR
from voice_coach.core.standstill import WHILE_PAUSED
from voice_coach.errors import UsageError
from voice_coach.exercise.meanings import ANY_TIME
from voice_coach.hearing.moments import counts_at, listening


def asked(*answers: str) -> set[str]:
    question = Question(step="x", text="x", answers=answers, otherwise="x", partner=None)
    return {*ANY_TIME, *question.meanings}


@pytest.mark.parametrize(
    ("moment", "purpose", "meanings"),
    [
        ("floor", "turn", {*ANY_TIME, *ON_FLOOR}),
        ("yesno", "answer", asked("yes", "no") | {"MORE"}),  # as to "is there more?"
        ("gotit", "answer", asked("yes", "partly", "no")),
        ("number", "answer", asked("0-10")),
        ("choice:easy, warm", "answer", asked("easy", "warm")),
        ("paused", "pause", set(WHILE_PAUSED)),
        ("open", "nothing", {"YES", "EARS"}),
    ],
)
def test_it_listens_as_a_session_does(moment, purpose, meanings):
    order = listening(moment, ("YES", "EARS"))
    assert order.purpose == purpose
    assert set(order.meanings) == meanings


@pytest.mark.parametrize("moment", ["", "flor", "choice:", "choice: ,"])
def test_a_moment_that_is_none_is_refused(moment):
    with pytest.raises(UsageError) as refused:
        listening(moment, ())
    assert "floor, yesno" in refused.value.hint


def test_a_typed_line_may_ask_for_anything_at_any_moment():
    assert set(counts_at("yesno")) == {*ANY_TIME, "YES", "NO", "MORE"}
    assert set(counts_at("open")) == {*ANY_TIME, "CONTINUE", "MORE"}
    with pytest.raises(UsageError):
        counts_at("nowhere")
