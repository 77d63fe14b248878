"""A closed question: who is asked, what counts as an answer, how often it is asked again."""

from __future__ import annotations

from collections.abc import Sequence

from voice_coach.exercise.meanings import Meaning, of_answer
from voice_coach.exercise.route import answered
from voice_coach.exercise.script import Ask, Partner
from voice_coach.signal.units import samples

NO_INPUT_AFTER = samples(8)
"""Silence before a question is asked again (exercises.md, row 64: eight seconds)."""

NO_MATCH_AFTER = samples(3)
"""Silence after speech that was no answer, before asking again: they may be thinking aloud."""

MAX_REPROMPTS = 2
"""How often a question is asked again before its default answer is taken."""

MOST_UNCLEAR = 2
"""How often a tone tells that an answer was not understood; a third one would nag."""


class Question:
    """One closed question, from the moment it is put until it is answered or given up.

    Args:
        step: the script's step, or the built-in question's name.
        text: how it is put first.
        answers: what counts, as a script writes it.
        otherwise: the answer taken when nobody gives one.
        partner: who is asked; None: anyone.
        again: how it is put again.
        waits: nobody is taken to have answered: the session waits instead.
    """

    def __init__(
        self,
        *,
        step: str,
        text: str,
        answers: Sequence[str],
        otherwise: str,
        partner: Partner | None,
        again: str = "",
        sometimes: str = "",
        waits: bool = False,
    ) -> None:
        self.step = step
        self.text = text
        self.partner = partner
        self.again = again or text
        self.otherwise = otherwise
        self.answers = {meaning: meaning.lower() for each in answers for meaning in of_answer(each)}
        if sometimes:
            self.answers[Meaning.SOMETIMES] = sometimes
        if step == "more":
            # To "is there more?" people also answer with a release phrase, and to nothing else.
            self.answers.setdefault(Meaning.YIELD, "no")
            self.answers.setdefault(Meaning.MORE, "yes")
        if "partly" in answers:
            self.answers.setdefault(Meaning.MORE, "partly")  # "did they get it?": "there's more"
        self.waits = waits
        self._reprompts_left = MAX_REPROMPTS
        self._unclear_left = MOST_UNCLEAR
        self._asked_back: str | None = None

    @classmethod
    def of(cls, step: Ask, partner: Partner | None) -> Question:
        """The question of a script's step.

        Where the answer taken for silence would lead out of the way (a consent nobody gave), it is
        waited for instead: nothing that cannot be undone is decided by silence or mumbling.
        """
        return cls(
            step=step.id,
            text=step.say,
            answers=step.answers,
            otherwise=step.otherwise,
            partner=partner,
            again=step.again,
            sometimes=step.sometimes,
            waits=any(
                answered(step.otherwise, wanted) and target != "next"
                for wanted, target in step.on.items()
            ),
        )

    @property
    def meanings(self) -> tuple[str, ...]:
        """Every meaning that is an answer."""
        more = (Meaning.YES, Meaning.NO) if self._asked_back else ()
        return tuple(dict.fromkeys((*self.answers, *more)))

    def answer(self, meaning: str) -> str | None:
        """The script's word for an answer, or None when it was not one."""
        return self.answers.get(meaning)

    def ask_back(self, meaning: str) -> bool:
        """Whether this was likely an answer, and is to be asked back ("was that a yes?").

        One is asked back at a time: a second that is not clear is none.
        """
        if meaning not in self.answers or self._asked_back:
            return False
        self._asked_back = meaning
        return True

    def meant(self, meaning: str) -> str | None:
        """What is meant by an answer to that: None where it denies it, and says no more.

        To "was that a no?" a yes and a no are both a no; a no to "was that a yes?" is a no.
        """
        asked_back, self._asked_back = self._asked_back, None
        if asked_back and meaning == Meaning.YES:
            return asked_back
        denied = asked_back and meaning == Meaning.NO and meaning not in self.answers
        return None if denied else meaning

    def ask_again(self) -> bool:
        """Use up one reprompt. False when none is left."""
        self._asked_back = None
        self._reprompts_left -= 1
        return self._reprompts_left >= 0

    @property
    def last_time(self) -> bool:
        """Whether it has just been asked for the last time: a key is offered then."""
        return self._reprompts_left == 0

    def start_over(self) -> None:
        """It is put anew, after everybody was away."""
        self._asked_back = None
        self._reprompts_left = MAX_REPROMPTS
        self._unclear_left = MOST_UNCLEAR

    def unclear(self) -> bool:
        """Something was said that is no answer. True if that is to be told."""
        self._unclear_left -= 1
        return self._unclear_left >= 0
