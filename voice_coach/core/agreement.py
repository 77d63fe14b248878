"""When to come back from a cool-down: offered by the coach, settled by a yes from both (E05)."""

from __future__ import annotations

from voice_coach.core.orders import Orders
from voice_coach.core.question import Question
from voice_coach.core.scene import Scene
from voice_coach.core.standstill import Standstill
from voice_coach.core.states import Deadline
from voice_coach.exercise.coach_lines import CoachLines
from voice_coach.exercise.meanings import ANY_TIME
from voice_coach.exercise.script import Partner
from voice_coach.signal.units import Samples, samples

COME_BACK = (samples(30 * 60), samples(60 * 60), samples(24 * 60 * 60))
"""Times to come back that are offered, one after another: a flooded body needs at least twenty
minutes, and past a day a break reads as avoidance (finding 5, E05)."""


class Agreement:
    """One session's. Nothing in it is settled by silence: without answers it is a pause.

    Args:
        standstill: holds the exercise.
        scene: what is on in it.
        orders: where orders go.
        lines: what the coach says.
        alone: whether one person practises: nobody else has to agree.
    """

    def __init__(
        self,
        *,
        standstill: Standstill,
        scene: Scene,
        orders: Orders,
        lines: CoachLines,
        alone: bool,
    ) -> None:
        self._standstill = standstill
        self._scene = scene
        self._orders = orders
        self._lines = lines
        self._alone = alone
        self._asked: Partner = "a"
        self._left: list[Samples] = []
        self._question: Question | None = None

    def begin(self) -> None:
        """Offer the first time. The same one is asked first, whoever called the break."""
        self._left = list(COME_BACK)
        self._offer()

    def heard(self, meaning: str) -> None:
        """Take an answer; what is none is passed over."""
        assert self._question
        if answer := self._question.answer(meaning):
            self._orders.break_off()
            self._answered(answer)

    def no_input(self) -> None:
        """Nobody answers: ask again, and then wait."""
        assert self._question
        if self._question.ask_again():
            self._standstill.repeat()
        else:
            self._standstill.pause(self._lines.still_paused)

    def _offer(self) -> None:
        lines = self._lines
        texts = (lines.come_back_tomorrow, lines.come_back_in_an_hour, lines.come_back_soon)
        self._ask(texts[len(self._left) - 1], "a")

    def _ask(self, text: str, partner: Partner) -> None:
        self._asked = partner
        self._question = Question(
            step="come-back", text=text, answers=("yes", "no"), otherwise="", partner=partner
        )
        self._standstill.tell(text, partner)
        counts = (*ANY_TIME, *self._question.meanings)
        self._standstill.listen("come-back", counts, purpose="answer")

    def _answered(self, answer: str) -> None:
        self._standstill.timeline.cancel(Deadline.NO_INPUT)
        if answer == "yes" and self._asked == "a" and not self._alone:
            self._ask(self._lines.come_back_too, "b")
            return
        offered = self._left.pop(0)
        if answer == "yes":
            self._standstill.let_go()
            self._scene.close("cool-down", come_back=offered)
        elif self._left:
            self._offer()
        else:
            self._standstill.pause(self._lines.still_paused)
