"""Every exercise in the virtual room, led by the real loop, with a couple that types."""

from collections.abc import Iterable, Sequence

import pytest

from tests.couples import EXERCISES, LINES
from voice_coach.app import Plan, in_room
from voice_coach.core.actions import AnyAction, Listen, ShowStep
from voice_coach.core.duration import usual_way
from voice_coach.core.events import AnyEvent
from voice_coach.core.timeline import samples
from voice_coach.edge.ports import Fact, LineTyped, Sound
from voice_coach.rehearsal import WillingCouple

TYPED = {"YIELD": "I'm done.", "YES": "Yes", "NO": "no", "PARTLY": "not quite"}

WAYS = [(name, flow) for name, each in EXERCISES.items() for flow in each.flows]


class Typist:
    """A couple at one keyboard: they type their answers, and leave each floor after a second."""

    def __init__(self, name: str) -> None:
        self._couple = WillingCouple(EXERCISES[name])
        self._line: tuple[int, str] | None = None
        self.steps: list[str] = []

    def noticed(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        for action in actions:
            if isinstance(action, ShowStep):
                self.steps.append(action.step)
            if isinstance(action, Listen):
                saying = self._couple.respond(action, 0)
                self._line = None
                if saying and saying.meaning:
                    line = TYPED.get(saying.meaning, saying.meaning.lower())
                    self._line = (action.at + samples(1), line)

    def facts(self, at: int) -> Iterable[Fact]:
        if self._line and at >= self._line[0]:
            line = self._line[1]
            self._line = None
            yield LineTyped(text=line)

    def sound(self, at: int, length: int) -> Sound | None:
        return None


@pytest.mark.parametrize(("name", "flow"), WAYS)
def test_every_step_comes_in_order_and_the_end_is_reached(name, flow):
    exercise = EXERCISES[name]
    length = next(iter(exercise.minutes))
    plan = Plan(
        exercise=exercise,
        lines=LINES,
        flow=flow,
        length=length,
        names={"a": "Ana", "b": "Ben" if flow == "couple" else ""},
    )
    typist = Typist(name)
    assert in_room(plan, [typist], voice=None, ears=None).reason == "finished"
    assert typist.steps == [cue.step.id for cue in usual_way(exercise, flow=flow, length=length)]
