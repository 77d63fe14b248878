"""Nothing is said in a session that was not foreseen, but for words of people."""

import pytest

from benchmarks.warm_reckoned import Due, late
from tests.couples import EXERCISES
from tests.typist import plan_of
from voice_coach.acted.rehearsal import Rehearsal, WillingCouple
from voice_coach.core.session import Session
from voice_coach.exercise.meanings import Meaning
from voice_coach.exercise.script import LENT, addressed
from voice_coach.shell.foreseen import every_session, foreseen
from voice_coach.shell.rendering import lines_of

OF_PEOPLE = [f"{{{place}}}" for place in LENT]


class Asking(WillingCouple):
    """A willing couple that asks the coach for everything else first, each thing once."""

    def __init__(self, exercise) -> None:
        super().__init__(exercise)
        self._asks = [
            *(Meaning.HELP, Meaning.TIME_LEFT, Meaning.EXPLAIN, Meaning.LOUDER, Meaning.SLOWER),
            *(Meaning.PAUSE, Meaning.SHORTER, Meaning.START_OVER, Meaning.BACK, Meaning.UNDO),
            *(Meaning.REPEAT, Meaning.HELP, Meaning.TIME_LEFT, Meaning.FASTER, Meaning.PASS),
        ]

    def respond(self, listen, floor):
        saying = super().respond(listen, floor)
        if not saying or listen.purpose == "pause" or not self._asks:
            return saying
        return type(saying)(meaning=self._asks.pop(0))


@pytest.mark.parametrize("name", EXERCISES)
@pytest.mark.parametrize("couple", [WillingCouple, Asking])
def test_every_prompt_of_every_exercise(name, couple):
    exercise = EXERCISES[name]
    for mode in exercise.modes:
        for length in exercise.minutes:
            plan = plan_of(name, mode, length)
            said = Rehearsal(Session(plan.settings), couple(exercise)).run().prompts
            unforeseen = set(said) - set(foreseen(plan.settings))
            assert not {line for line in unforeseen if not any(each in line for each in OF_PEOPLE)}


COST = 0.3
"""Seconds of a core for a second of speech: joe took 0.21 where it was measured."""


@pytest.mark.parametrize("name", EXERCISES)
def test_a_slow_voice_has_made_each_line_by_the_time_it_is_due(name):
    plan = plan_of(name, EXERCISES[name].modes[0])
    due = Due(plan)
    Rehearsal(Session(plan.settings), WillingCouple(plan.exercise), observers=[due]).run()
    assert due.lines
    assert late(plan, due.lines, COST) == []


def test_one_that_takes_longer_than_it_speaks_has_not():
    plan = plan_of("mirror-dialogue")
    due = Due(plan)
    Rehearsal(Session(plan.settings), WillingCouple(plan.exercise), observers=[due]).run()
    assert len(late(plan, due.lines, 3.0)) > 3


def test_a_pack_has_the_cards_of_every_day():
    plan = plan_of("curious-questions")
    lines = lines_of(plan.exercise)
    for cards in plan.exercise.cards.values():
        for card in cards:
            assert any(card in line for line in lines), card


def test_a_pack_has_what_a_session_without_names_needs():
    plan = plan_of("thank-you-rounds")
    lines = set(lines_of(plan.exercise))
    for settings in every_session(plan.settings):
        names = {"a": "Partner one", "b": "Partner two"} if settings.mode == "couple" else {}
        for line in foreseen(settings):
            assert addressed(line, names or {"a": "", "b": ""}) in lines
    assert not any("{" in line for line in lines)
