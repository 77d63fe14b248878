"""One step in which somebody tells something, and how it lands: the mirror check (block B4).

Told in pieces, mirrored, judged by the one who told it, told again where it was missed, at most
three times. This is only the deciding; `flow.py` does what is decided. The speaker is the judge,
never the coach.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from voice_coach.core.events import CueKind, MirrorJudged
from voice_coach.core.patience import Patience
from voice_coach.core.practised import what_was_done, worth_saying
from voice_coach.core.question import Question
from voice_coach.core.states import Trigger
from voice_coach.exercise.coach_lines import CoachLines
from voice_coach.exercise.plan import other
from voice_coach.exercise.script import Did, FloorStep, Hint, Partner
from voice_coach.signal.units import Samples, samples

SHORTEST_PIECE = samples(10)
"""Talk time left below which "is there more?" is not asked: nobody could use it."""

SHORTEST_CHUNK = samples(15)
"""After three mirrors that did not land pieces are half as long (E01), but never shorter."""

MIRROR_LIMIT = samples(60)
"""Longest mirror of one piece (B1: a piece is 30 to 90 s, and a mirror is shorter)."""

LATE_MIRROR_LIMIT = samples(30)
"""The same once the exercise is late: it was reckoned with about that much."""

MOST_SCRAPS = 2
"""Pieces of a turn too short to be of use, after which nobody asks whether there is more."""

RETELL_LIMIT = samples(45)
"""Longest retelling of a missed bit."""

TAKEN_BACK = {
    "turn": Trigger.TURN_TAKEN_BACK,
    "mirror": Trigger.MIRROR_TAKEN_BACK,
    "retell": Trigger.RETELLING_TAKEN_BACK,
    "check": Trigger.CHECK_TAKEN_BACK,
    "more": Trigger.MORE_TAKEN_BACK,
    "cue": Trigger.CUE_TAKEN_BACK,
    "enough": Trigger.ENOUGH_TAKEN_BACK,
}
"""What leads back to a floor that was given up by mistake, or to a question that was misheard."""


class Move(msgspec.Struct, frozen=True, kw_only=True):
    """What comes next within the step: something to say that opens a floor, or a question."""

    trigger: Trigger
    partner: Partner
    say: str | Question
    """A question is put to the judge; after a text somebody gets the floor."""


class Telling:
    """One floor step in progress.

    Args:
        step: the script's step.
        holder: whose floor it is.
        talk: samples of talk it gives in all.
        chunk: longest piece, in samples.
        lines: what the coach says.
        alone: whether it is practised alone: nobody else judges then.
        patience: how often a mirror that does not land is tried again.
        late: whether the exercise has taken longer than it says, so that nothing more is begun.
    """

    def __init__(
        self,
        *,
        step: FloorStep,
        holder: Partner,
        talk: Samples,
        chunk: Samples,
        lines: CoachLines,
        patience: Patience,
        late: Callable[[], bool],
        alone: bool = False,
    ) -> None:
        self._step = step
        self._alone = alone
        self._holder = holder
        self._left = talk
        self._chunk = chunk
        self._lines = lines
        self._patience = patience
        self._late = late
        self._scraps = 0
        self._loops = 0
        self._reminded = False
        self._opening = False
        self._reopened: Samples = 0
        self._retrying = False
        self.heated = False
        """Whether it grew hot while this was told: only what comes after a breath is mirrored."""
        self.spoilt = False
        """Whether the step wants something left out that was not: it is asked for once."""
        self._asked_without = False
        self.sore = False
        """Whether something was said in it that was not calm."""
        self.tender = False
        """Whether somebody was in tears: nobody is asked about their wording in this turn."""
        self.heard: MirrorJudged | None = None
        """What the latest mirror did, where its words were heard."""
        self.raised = False
        """Whether a voice was raised in it."""
        self._silent = False
        self.left_open = False
        """Whether the latest mirror did not land, and is left at that."""

    @property
    def judge(self) -> Partner:
        """Who told it, and so knows whether it was heard."""
        return other(self._holder) if self._step.checked else self._holder

    @property
    def sums_up(self) -> bool:
        """Whether it gives back what was told in earlier steps, and more than one piece."""
        return self._step.checked and not self._alone

    @property
    def mirrorer(self) -> Partner:
        """Who says back what they heard."""
        return other(self.judge)

    def reopen(self, parent: str, left: Samples) -> Partner:
        """A floor was given up by mistake: it goes on with the time that was left. Whose it is."""
        self._reopened = max(left, SHORTEST_PIECE)
        return self.floor(parent)[0]

    def floor(self, parent: str) -> tuple[Partner, Samples, Sequence[Hint]]:
        """Holder, longest time and hints of the floor of this state."""
        if self._reopened:
            holder = {"turn": self._holder, "mirror": self.mirrorer}.get(parent, self.judge)
            return holder, self._reopened, ()
        if parent == "turn":
            return self._holder, min(self._left, self._chunk), self._step.hints
        if parent == "mirror":
            return self.mirrorer, LATE_MIRROR_LIMIT if self._late() else MIRROR_LIMIT, ()
        return self.judge, RETELL_LIMIT, ()

    def mirrors(self, parent: str) -> bool:
        """Whether what is said in this state is itself a mirror."""
        return parent == "mirror" or (parent == "turn" and self._step.checked)

    def reminder(self) -> str | None:
        """What to say of the mirror coming first, once a telling.

        Where what was done leads on by itself, nothing need be said.
        """
        if self._reminded or self._step.on:
            return None
        self._reminded = True
        return self._lines.reflect if self._alone else self._lines.mirror_first

    def told(
        self,
        parent: str,
        used: Samples,
        *,
        cue: CueKind | None = None,
        silent: bool = False,
        unsaid: str = "",
    ) -> Move | None:
        """A floor is over; None: the step is over too.

        Args:
            parent: the floor's state without its last part.
            used: how much of its time was used, in samples.
            cue: what may be asked about at the end of this turn.
            unsaid: a reminder that the floor was given up too soon for.
            silent: nobody made a sound on it: there is nothing to say back, or to judge.
        """
        self._reopened = 0
        self._silent = silent
        if parent == "turn":
            self._left -= used
            self._scraps += used < SHORTEST_PIECE
        if silent and not self._retrying:
            return self._more() if parent == "mirror" else None
        if self.mirrors(parent):
            if self._alone:
                return None
            if unsaid:
                return self._say(Trigger.MIRROR_DUE, self.mirrorer, unsaid)
            if not self._patience.mirror_loops:
                return self._more()
            return self._ask(Trigger.REFLECTED, "got-it")
        if self.spoilt and not self._asked_without and not self.tender:
            self._asked_without = self._retrying = True
            self.sore = False
            lines = self._lines
            thanks = self._step.without == "sting"
            text = lines.without_sting if thanks else lines.without_if_or_but
            return self._say(Trigger.ONCE_MORE, self._holder, text)
        if cue and self._step.language_cue and not self.tender:
            self._opening = self._alone and cue == "blame"
            return self._ask(Trigger.CUE_OFFERED, "opening" if self._opening else cue)
        if parent == "retell" and not self._retrying:
            return self._say(Trigger.BIT_RETOLD, self.mirrorer, self._lines.reflect_bit)
        trigger = Trigger.BIT_RETOLD if self._retrying else Trigger.PIECE_TOLD
        self._retrying = False
        return self._reflect(trigger)

    def last_word(self, parent: str) -> str | None:
        """What is said about the floor this step ends with.

        Of a practised mirror what came back, where its words were heard; of a turn that was not
        calm, which nobody mirrors, that it has been heard.
        """
        if not self._alone or not self._step.checked or not self._step.feedback:
            return self._lines.been_heard if self.sore and not self.mirrors(parent) else None
        return worth_saying(self.heard, self._lines) if self.heard else None

    @property
    def did(self) -> Did | None:
        """What was done with a practice partner's line; None where none was to be given back."""
        if not self._alone or not self._step.checked:
            return None
        return what_was_done(self.heard, silent=self._silent, raised=self.raised)

    def _reflect(self, trigger: Trigger) -> Move | None:
        """The other says back what was told, if this step wants it."""
        self.heard = None
        if not self._step.mirrored:
            return None
        lines = self._lines
        full = self._patience.explains("reflect")
        text = lines.reflect if full else lines.reflect_briefly
        if self.heated:
            self.heated, text = False, lines.reflect_underneath
        return self._say(trigger, self.mirrorer, text)

    def breathed(self) -> Move:
        """The quiet after three mirrors is over."""
        return self._ask(Trigger.BREATH_TAKEN, "close-enough")

    def judged(self, parent: str, answer: str) -> Move | None:
        """The judge answered a built-in question; None: the step is over."""
        if parent == "check" and answer != "yes":
            return self._not_landed(answer)
        if parent == "cue":
            if answer != "yes":
                return self._reflect(Trigger.PIECE_TOLD)
            self._retrying, self.sore = True, False
            lines = self._lines
            text = lines.try_opening_now if self._opening else lines.try_again
            return self._say(Trigger.CUE_TAKEN, self._holder, text)
        if parent == "more":
            if answer != "yes":
                return None
            return self._say(Trigger.MORE_TO_SAY, self.judge, self._lines.go_on)
        return self._more()

    def _more(self) -> Move | None:
        """Ask whether there is more, if there is time for it."""
        used_up = self._left < SHORTEST_PIECE or self._scraps >= MOST_SCRAPS
        if not self._step.mirrored or used_up or self._late():
            return None
        self._loops = 0
        return self._ask(Trigger.CONFIRMED, "more")

    def _question(self, which: str) -> Question:
        lines = self._lines
        full = which != "got-it" or self._patience.explains(which)
        text, again, answers, otherwise = {
            "got-it": (
                lines.got_it if full else lines.got_it_briefly,
                lines.got_it_again,
                ("yes", "partly", "no"),
                "yes",
            ),
            "more": (lines.more, lines.more_again, ("yes", "no"), "no"),
            "close-enough": (lines.close_enough, lines.close_enough_again, ("yes", "no"), "yes"),
            "blame": (lines.try_i_felt, lines.try_i_felt, ("yes", "no"), "no"),
            "opening": (lines.try_opening, lines.try_opening, ("yes", "no"), "no"),
            "judgement-feeling": (lines.try_a_feeling, lines.try_a_feeling, ("yes", "no"), "no"),
        }[which]
        return Question(
            step=which,
            text=text,
            answers=answers,
            otherwise=otherwise,
            partner=self.judge,
            again=again,
        )

    def _not_landed(self, answer: str) -> Move | None:
        """Once more, up to three times; after that, or where it is late, it is left at that."""
        self._loops += 1
        spent = self._loops >= self._patience.mirror_loops
        if self._late() or (spent and self._patience.refused()):
            self.left_open = True
            return None
        if spent:
            self._chunk = min(self._chunk, max(self._chunk // 2, SHORTEST_CHUNK))
            return self._say(Trigger.LOOPS_SPENT, self.judge, self._lines.breath)
        if self._loops == 1:
            return self._say(Trigger.MIRROR_DUE, self.mirrorer, self._lines.mirror_again)
        point, self.heard = self.heard and self.heard.point, None
        if answer == "no":
            text = self._lines.say_shorter
        elif point is None:
            text = self._lines.missed_bit
        else:
            missed = point == "missed"
            text = self._lines.missed_point if missed else self._lines.opposite_point
        return self._say(Trigger.BIT_MISSED, self.judge, text)

    def _say(self, trigger: Trigger, partner: Partner, text: str) -> Move:
        return Move(trigger=trigger, partner=partner, say=text)

    def _ask(self, trigger: Trigger, question: str) -> Move:
        return Move(trigger=trigger, partner=self.judge, say=self._question(question))
