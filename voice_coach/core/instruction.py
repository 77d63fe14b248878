"""What somebody is asked to do just now: said, said again, and said in other words."""

from __future__ import annotations

from voice_coach.core.orders import Orders
from voice_coach.core.question import Question
from voice_coach.exercise.coach_lines import CoachLines
from voice_coach.exercise.plan import PlannedStep
from voice_coach.exercise.script import Ask, Partner, Say, Speaks


class Instruction:
    """The latest one of a session.

    Args:
        orders: where it is said.
        lines: what the coach says in every exercise.
    """

    def __init__(self, orders: Orders, lines: CoachLines) -> None:
        self._orders = orders
        self._lines = lines
        self._text = ""
        self._partner: Partner | None = None
        self._practised: tuple[str, str] = ("", "")
        """The part a practice partner's line was said in, and the line."""

    def give(self, text: str, partner: Partner | None) -> None:
        """Another one is on, for one of them or for whoever the step is for."""
        self._text, self._partner = text, partner

    def say(self, planned: PlannedStep, *, telling: bool) -> None:
        """Say it.

        Args:
            planned: the step it belongs to.
            telling: whether the coach tells something, and nobody has to do anything.
        """
        step = planned.step
        voice: Speaks = "coach"
        if telling and isinstance(step, Say):
            voice = step.voice
            if voice != "coach":
                self._practised = (planned.part, self._text)
        self._speak(planned, self._text, voice)

    def say_again(self, planned: PlannedStep, *, mirroring: bool, telling: bool) -> None:
        """Say it once more, to whoever asks; where a made-up line is mirrored, that line."""
        part, line = self._practised
        if mirroring and planned.alone and part == planned.part:
            self._orders.say(line, "practice partner")
        else:
            self.say(planned, telling=telling)

    def explain(self, planned: PlannedStep, *, parent: str, question: Question | None) -> None:
        """Say it in other words, with an example.

        Args:
            planned: the step it belongs to.
            parent: the scene's state without its last part.
            question: what is asked, if anything.
        """
        step, lines = planned.step, self._lines
        if question and not isinstance(step, Ask):
            built_in = {"got-it": lines.got_it_explained, "more": lines.more_explained}
            text = built_in.get(question.step, question.again)
        elif parent == "mirror":
            text = lines.reflect_explained
        elif parent == "retell":
            text = self._text
        else:
            text = step.explain or (question.again if question else self._text)
        self._speak(planned, text)

    def _speak(self, planned: PlannedStep, text: str, voice: Speaks = "coach") -> None:
        self._orders.say(text, voice, **planned.names(self._partner))
