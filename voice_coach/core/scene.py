"""What is on just now: a state of the exercise, and the floor, question or rest that goes with it.

`flow.py` decides what comes; here a state is entered and its orders are given.
"""

from __future__ import annotations

from typing import Literal

from voice_coach.core.actions import EndSession, Listen, ShowFloor, ShowStep
from voice_coach.core.breath import Breathing
from voice_coach.core.floor import Floor
from voice_coach.core.instruction import Instruction
from voice_coach.core.machine import EXERCISE, Machine
from voice_coach.core.orders import Orders
from voice_coach.core.patience import Patience
from voice_coach.core.presence import Presence
from voice_coach.core.question import NO_INPUT_AFTER, Question
from voice_coach.core.states import PURPOSES, Deadline, State, Trigger
from voice_coach.core.telling import Telling
from voice_coach.core.timeline import Timeline
from voice_coach.exercise.coach_lines import CoachLines
from voice_coach.exercise.duration import step_seconds
from voice_coach.exercise.meanings import ANY_TIME, Meaning
from voice_coach.exercise.plan import PlannedStep
from voice_coach.exercise.script import Breathe, ByLength, Partner, Quiet, of_length
from voice_coach.signal.units import Samples, samples

ON_FLOOR: tuple[str, ...] = (Meaning.YIELD, Meaning.HOLD_FLOOR, Meaning.MORE)
"""What counts while somebody holds the floor, beside the safe words."""

ON_ASKED_FLOOR = (*ON_FLOOR, Meaning.YES, Meaning.NO)
"""The same once they have been asked whether they are finished."""

RESTS = (State.QUIET_KEPT, State.BREATHING_PACED)
"""Where nobody needs to talk, and "I'm done" is enough to go on."""

SHORTER_BY = 0.6
"""What "shorter" leaves of every later duration."""

SHORTEST = 0.2
"""Least that is left of them, however often "shorter" is said: a floor must be of use."""


BREATH = samples(5)
"""Quiet after the third mirror that did not land (E01)."""

LONGEST_LAST_LINE = samples(30)
"""A session is over after this, though nobody may have heard the last line to its end."""

Ending = Literal["finished", "early", "cool-down"]
"""How a session ends."""


class Scene:
    """One state at a time. `timeline` holds its deadlines; the session freezes it to pause.

    Args:
        length: one of the exercise's lengths.
        lines: what the coach says in every exercise.
        orders: where orders go.
    """

    def __init__(self, *, length: str, lines: CoachLines, orders: Orders) -> None:
        self.timeline = Timeline()
        self.patience = Patience()
        self.floor: Floor | None = None
        self.question: Question | None = None
        self.telling: Telling | None = None
        self.calm_words = False
        """Whether a calm utterance was heard since the step began."""
        self.presence = Presence()
        self.missing: Literal["people", "consent"] | None = None
        """What the exercise cannot go on without."""
        self._ending: Ending = "finished"
        self._come_back: Samples | None = None
        self._breathing: Breathing | None = None
        self._machine = Machine(EXERCISE)
        self._length = length
        self._scale = 1.0
        self._lines = lines
        self._orders = orders
        self._mirrored: tuple[Samples, Samples] = (-1, -1)
        self._once_resumed = ""
        self._instruction = Instruction(orders, lines)
        self._planned: PlannedStep | None = None

    @property
    def state(self) -> State:
        """Where the exercise stands."""
        return self._machine.state

    @property
    def parent(self) -> str:
        """The state without its last part: "mirror" of "mirror.held"."""
        return self.state.partition(".")[0]

    @property
    def awaiting(self) -> bool:
        """Whether a question has been put and waits for its answer."""
        return PURPOSES.get(self.state) == "answer"

    @property
    def mirroring(self) -> bool:
        """Whether what is said now is a mirror."""
        return self.telling is not None and self.telling.mirrors(self.parent)

    def was_mirroring(self, at: Samples) -> bool:
        """Whether a mirror went on at that moment, which may be a little while ago."""
        began, ended = self._mirrored
        if self.floor and self.mirroring:
            return at >= self.floor.began
        return began <= at <= ended

    @property
    def partner(self) -> Partner | None:
        """Who is expected to talk now."""
        if self.floor:
            return self.floor.holder
        return self.question.partner if self.question else None

    @property
    def name(self) -> str:
        """The placeholder of the name of whoever is expected to talk."""
        return f"{{{self.partner or self.planned.speaker}}}"

    @property
    def remaining(self) -> Samples | None:
        """Time left to the floor's holder, if somebody holds it."""
        return self.floor.remaining if self.floor else None

    @property
    def planned(self) -> PlannedStep:
        """The place in the plan."""
        assert self._planned, "a scene is used once the session has started"
        return self._planned

    def lasting(self, value: ByLength) -> Samples:
        """A script's duration at this session's length, in samples."""
        return round(of_length(value, self._length) * self._scale)

    def reckoned(self, planned: PlannedStep) -> Samples:
        """About how long a step takes at this session's length, in samples."""
        return round(samples(step_seconds(planned, self._length)) * self._scale)

    def shorten(self) -> None:
        """Make every later duration shorter, and halve what is left of the floor."""
        self._scale = max(SHORTEST, self._scale * SHORTER_BY)
        if self.floor:
            self.floor.shorten()
            self.show_floor()

    # --- Arriving and leaving ----------------------------------------------------------------

    def begin(self, planned: PlannedStep) -> None:
        """Come to a step of the plan."""
        self.return_to(planned)
        if planned.switched and (line := self.patience.thanks(self._lines)):
            self._orders.say(line, **planned.names(planned.partner))

    def return_to(self, planned: PlannedStep) -> None:
        """Come back to a step that was left by mistake: nothing is said about it."""
        self._planned = planned
        self._orders.give(
            ShowStep(
                at=self._orders.now,
                step=planned.step.id,
                part=planned.part,
                speaker=planned.speaker,
            )
        )

    def leave(self) -> None:
        """Forget everything that belonged to a step."""
        self.close_floor()
        self.question = None
        self.telling = None
        self._breathing = None
        self.timeline.clear()
        self.calm_words = False

    def look_underneath(self, *, said: bool) -> str:
        """After a breath: what was hot is not mirrored; who told it is asked what is underneath.

        Args:
            said: whether that is said as the exercise goes on; else in its next quiet moment.

        Returns:
            what is said as the exercise goes on; empty: the ordinary line.
        """
        telling, lines = self.telling, self._lines
        if not telling or not telling.heated:
            return ""
        if self.parent == "turn" and self.mirroring:
            return lines.mirror_again  # the one who told it has told it in an earlier step
        if self.parent == "mirror" and self.may(Trigger.UNDERNEATH_DUE):
            self.turn_to(Trigger.UNDERNEATH_DUE, lines.underneath_told, telling.judge)
            return ""
        if not self.floor:
            return ""
        self._once_resumed = "" if said else lines.underneath
        return lines.underneath

    def turn_to(self, trigger: Trigger, text: str, partner: Partner) -> None:
        """Enter a state while time stands still: its prompt is said once time runs again."""
        self.close_floor()
        self._instruction.give(text, partner)
        self.fire(trigger)

    def open(self, trigger: Trigger, text: str, partner: Partner | None = None) -> None:
        """Enter a state whose prompt must be heard before it begins."""
        self._instruction.give(text, partner or self.planned.partner)
        self.fire(trigger)
        self.repeat()
        self.listen()

    def put(self, trigger: Trigger, question: Question) -> None:
        """Put a question."""
        self.question = question
        self.presence.sound = False
        self.open(trigger, question.text, question.partner)

    def repeat(self) -> None:
        """Say the current instruction or question again."""
        self._instruction.say(self.planned, telling=self.state is State.TELLING)
        self._spoken_again()

    def say_again(self) -> None:
        """The same, for whoever asks what was said."""
        telling = self.state is State.TELLING
        self._instruction.say_again(self.planned, mirroring=self.mirroring, telling=telling)
        self._spoken_again()

    def explain(self) -> None:
        """Say it in other words, with an example."""
        self._instruction.explain(self.planned, parent=self.parent, question=self.question)
        self._spoken_again()

    def _spoken_again(self) -> None:
        """Silence counts from when it has been heard."""
        self.timeline.cancel(Deadline.NO_INPUT, Deadline.SILENCE_OFFER, Deadline.SILENCE_ASK)

    def resume(self) -> None:
        """Time runs again after a hold: silence counts from now, and what was asked is put again.

        A floor goes on by itself; any other prompt may have been cut short or forgotten.
        """
        if self.floor:
            self.floor.fell_silent(self._orders.now)
            if self._once_resumed:
                self.floor.remind(self._once_resumed)
                self._once_resumed = ""
        elif self.state not in RESTS:
            self.repeat()
        self.listen()

    def close(self, ending: Ending, *, come_back: Samples | None = None) -> None:
        """Say the last line; the session is over when it has been heard.

        That of an early ending is the same whatever the reason.
        """
        self.leave()
        self._ending, self._come_back = ending, come_back
        lines = self._lines
        last = {
            "finished": lines.finished,
            "early": lines.ended_early,
            "cool-down": lines.cooling_down,
        }
        self.open(Trigger.ENDING_DUE, last[ending])
        self.timeline.set(Deadline.LAST_LINE, self._orders.now + LONGEST_LAST_LINE)

    def may(self, trigger: Trigger) -> bool:
        """Whether something may happen in this state."""
        return self._machine.may(trigger)

    def fire(self, trigger: Trigger) -> None:
        """Move, and give the orders of the states that begin by themselves."""
        self._machine.fire(trigger)
        now = self._orders.now
        match self.state:
            case State.TURN_HELD | State.MIRROR_HELD | State.RETELL_HELD if not self.floor:
                self._begin_floor()
            case _ if self.awaiting:
                self.timeline.set(Deadline.NO_INPUT, now + NO_INPUT_AFTER)
                self.listen()
            case State.QUIET_KEPT | State.BREATHING_PACED:
                self._begin_rest()
            case State.ENDED:
                self._orders.give(
                    EndSession(at=now, reason=self._ending, come_back=self._come_back)
                )
            case State.ENOUGH_QUIET:
                self.timeline.set(Deadline.QUIET_UP, now + BREATH)
                self.listen()

    # --- What belongs to a state -------------------------------------------------------------

    def listen(self) -> None:
        """Tell the shell what to listen for now."""
        step, meanings = self.planned.step.id, tuple[str, ...]()
        purpose = PURPOSES.get(self.state, "nothing")
        if self.floor:
            purpose = "mirror" if self.mirroring else purpose
            meanings = ON_ASKED_FLOOR if self.floor.asked_finished else ON_FLOOR
        elif self.question:
            step, meanings = self.question.step, self.question.meanings
        elif self.state in RESTS:
            meanings = (Meaning.YIELD,)
        self._orders.give(
            Listen(
                at=self._orders.now,
                partner=self.partner,
                purpose=purpose,
                step=step,
                meanings=(*ANY_TIME, *meanings),
            )
        )

    def show_floor(self) -> None:
        """Show whose floor it is, and how long."""
        holder, left = (self.floor.holder, self.floor.remaining) if self.floor else (None, 0)
        self._orders.give(ShowFloor(at=self._orders.now, holder=holder, samples=left))

    def close_floor(self) -> None:
        """Nobody holds the floor any more."""
        if self.floor:
            self.floor.close()
            if self.mirroring:
                self._mirrored = (self.floor.began, self._orders.now)
            self.floor = None
            self.show_floor()

    def breathe(self) -> None:
        """Turn from breathing in to breathing out, or the other way."""
        assert self._breathing
        self._breathing.turn()

    def _begin_floor(self) -> None:
        assert self.telling
        holder, limit, hints = self.telling.floor(self.parent)
        self._orders.chime("start")
        self.floor = Floor(
            holder=holder,
            limit=limit,
            timeline=self.timeline,
            orders=self._orders,
            lines=self._lines,
            names=self.planned.names(holder),
            patience=self.patience,
            hints=hints,
        )
        self.show_floor()
        self.listen()

    def _begin_rest(self) -> None:
        """Nobody needs to talk: quiet, or breath by breath."""
        self.listen()
        step = self.planned.step
        assert isinstance(step, Quiet | Breathe)
        lasting = self.lasting(step.seconds)
        if isinstance(step, Quiet):
            self.timeline.set(Deadline.QUIET_UP, self._orders.now + lasting)
            return
        self._breathing = Breathing(
            step,
            lasting=lasting,
            lines=self._lines,
            timeline=self.timeline,
            orders=self._orders,
        )
