"""Where the exercise stands: which cue of the plan, whose floor, which question, and what next.

The flow machine (`states.FLOW`) says which moves exist; this class decides which one happens
and gives the orders that belong to the state it arrives in. Its timeline stops in a pause.
"""

from __future__ import annotations

from typing import Literal

from voice_coach.core.actions import EndSession, Listen, ShowFloor, ShowStep
from voice_coach.core.breath import Breathing
from voice_coach.core.events import Partner
from voice_coach.core.floor import Floor
from voice_coach.core.machine import Machine
from voice_coach.core.meanings import SAFE_WORDS, Meaning
from voice_coach.core.orders import Orders
from voice_coach.core.question import NO_INPUT_AFTER, NO_MATCH_AFTER, Question
from voice_coach.core.route import PASSED, Route
from voice_coach.core.script import (
    Ask,
    Breathe,
    ByLength,
    CoachLines,
    Cue,
    Quiet,
    Say,
    of_length,
)
from voice_coach.core.script import Floor as FloorStep
from voice_coach.core.states import FLOW, PURPOSES, Deadline, State, Trigger
from voice_coach.core.telling import Move, Telling
from voice_coach.core.timeline import Samples, Timeline

SHORTER_BY = 0.6
"""What "shorter" leaves of every later duration."""

ON_FLOOR: tuple[str, ...] = (Meaning.YIELD, Meaning.HOLD_FLOOR)
"""What counts while somebody holds the floor, beside the safe words."""

ON_ASKED_FLOOR = (*ON_FLOOR, Meaning.YES, Meaning.NO, Meaning.MORE)
"""The same once they have been asked whether they are finished."""


class Flow:
    """The exercise's progress. `timeline` holds its deadlines; the session freezes it to pause."""

    def __init__(
        self, *, cues: tuple[Cue, ...], length: str, lines: CoachLines, orders: Orders
    ) -> None:
        self.timeline = Timeline()
        self._machine = Machine(State, FLOW)
        self._route = Route(cues)
        self._length = length
        self._lines = lines
        self._orders = orders
        self._scale = 1.0
        self._floor: Floor | None = None
        self._question: Question | None = None
        self._telling: Telling | None = None
        self._breathing: Breathing | None = None
        self._instruction = ""
        self._instructed: Partner | None = None
        self._ending: Literal["finished", "early"] = "finished"

    # --- What the session asks about -------------------------------------------------------

    @property
    def state(self) -> State:
        """Where the exercise stands."""
        return State(self._machine.state)

    @property
    def floor(self) -> Floor | None:
        """The floor somebody holds now."""
        return self._floor

    @property
    def partner(self) -> Partner | None:
        """Who is expected to talk now."""
        if self._floor:
            return self._floor.holder
        return self._question.partner if self._question else None

    @property
    def _awaiting(self) -> bool:
        return PURPOSES.get(self.state, "nothing") == "answer"

    def name_of(self, partner: Partner | None) -> str:
        """The placeholder of a partner's name."""
        return f"{{{partner or self._cue.speaker}}}"

    # --- What happens to it ----------------------------------------------------------------

    def start(self) -> None:
        """Begin with the first cue."""
        self._go_on()

    def prompt_finished(self) -> None:
        """The coach has said all it had to say."""
        if self._machine.may(Trigger.PROMPT_FINISHED):
            self._fire(Trigger.PROMPT_FINISHED)
        elif self.state is State.TELLING:
            self._go_on()
        elif self._floor and not self._floor.talking:
            self._floor.fell_silent(self._orders.now)
        elif self._question:
            self.timeline.set(Deadline.NO_INPUT, self._orders.now + NO_INPUT_AFTER)

    def speech_started(self) -> None:
        """Somebody talks."""
        self.timeline.cancel(Deadline.NO_INPUT)
        if self._floor:
            self._floor.began_talking()

    def speech_ended(self, ended: Samples) -> None:
        """They fell silent at `ended`."""
        if self._floor:
            self._floor.fell_silent(ended)
        elif self._awaiting:
            self.timeline.set(Deadline.NO_INPUT, self._orders.now + NO_MATCH_AFTER)

    def heard(self, meaning: str, *, ended: Samples, by_key: bool) -> bool:
        """Take a meaning that is not a safe word. False if it means nothing here."""
        if self._floor:
            return self._heard_on_floor(self._floor, meaning, ended=ended, by_key=by_key)
        if self._question and self._awaiting:
            answer = self._question.answer(meaning)
            if answer is not None:
                self._answer(answer)
                return True
        if self.state is State.QUIET_KEPT and meaning == Meaning.YIELD:
            self._go_on()
            return True
        return False

    def reached(self, deadline: Deadline) -> None:
        """A deadline of its timeline came."""
        match deadline:
            case Deadline.NO_INPUT:
                self._no_input()
            case Deadline.QUIET_UP | Deadline.BREATHING_UP:
                self._orders.chime("end")
                self._go_on()
            case Deadline.BREATH_TURN if self._breathing:
                self._breathing.turn()
            case _ if self._floor:
                self._floor_reached(self._floor, deadline)

    def repeat(self) -> None:
        """Say the current instruction or question again."""
        if self._instruction:
            self._orders.say(self._instruction, **self._names(self._instructed))
        elif self._machine.may(Trigger.PROMPT_FINISHED) or self.state is State.TELLING:
            self.prompt_finished()

    def skip(self) -> None:
        """Leave this cue for the next."""
        self._go_on(PASSED)

    def shorten(self) -> None:
        """Halve the floor's time, and shorten what comes later."""
        self._scale *= SHORTER_BY
        if self._floor:
            self._floor.shorten()
            self._show_floor()

    def listen(self) -> None:
        """Tell the shell what to listen for now."""
        purpose = PURPOSES.get(self.state, "nothing")
        step, meanings = self._cue.step.id, tuple[str, ...]()
        if self._floor:
            meanings = ON_ASKED_FLOOR if self._floor.asked_finished else ON_FLOOR
        elif self._question and purpose == "answer":
            step, meanings = self._question.step, self._question.meanings
        self._orders.give(
            Listen(
                at=self._orders.now,
                partner=self.partner,
                purpose=purpose,
                step=step,
                meanings=(*SAFE_WORDS, *meanings),
            )
        )

    def end(self, *, early: bool) -> None:
        """Say the last line; the session is over when it has been heard."""
        self._leave_cue()
        self.timeline.clear()
        self._ending = "early" if early else "finished"
        self._fire(Trigger.ENDING_DUE)
        self._orders.say(
            self._lines.ended_early if early else self._lines.finished, **self._names(None)
        )
        self.listen()

    # --- Cues ------------------------------------------------------------------------------

    @property
    def _cue(self) -> Cue:
        return self._route.cue

    def _names(self, partner: Partner | None) -> dict[str, str]:
        return self._cue.names(partner)

    def _go_on(self, answer: str | None = None) -> None:
        """Leave the current cue and begin the next one that applies."""
        self._leave_cue()
        if cue := self._route.advance(answer):
            self._begin(cue)
        else:
            self.end(early=self._route.ended_early)

    def _begin(self, cue: Cue) -> None:
        now = self._orders.now
        self._orders.give(ShowStep(at=now, step=cue.step.id, part=cue.part, speaker=cue.speaker))
        if cue.switched:
            self._orders.say(self._lines.switch, **self._names(cue.partner))
        match cue.step:
            case Say():
                self._open(Trigger.TELLING_DUE, cue.step.say)
            case Ask() as step:
                question = Question(
                    step=step.id,
                    text=step.say,
                    answers=step.answers,
                    otherwise=step.otherwise,
                    partner=cue.partner,
                    again=step.again,
                )
                self._put(Trigger.QUESTION_DUE, question)
            case FloorStep() as step:
                self._tell(cue, step)
                self._open(Trigger.TURN_DUE, step.say)
            case Quiet():
                self._open(Trigger.QUIET_DUE, cue.step.say)
            case Breathe():
                self._open(Trigger.BREATHING_DUE, cue.step.say)

    def _tell(self, cue: Cue, step: FloorStep) -> None:
        talk = self._lasting(step.seconds)
        self._telling = Telling(
            step=step,
            holder=cue.partner or cue.speaker,
            talk=talk,
            chunk=self._lasting(step.chunk_seconds) if step.chunk_seconds else talk,
            lines=self._lines,
        )

    def _leave_cue(self) -> None:
        if self._floor:
            self._floor.close()
        self._floor = None
        self._question = None
        self._telling = None
        self._breathing = None
        self._instruction = ""
        self.timeline.cancel(
            Deadline.NO_INPUT, Deadline.QUIET_UP, Deadline.BREATH_TURN, Deadline.BREATHING_UP
        )

    def _lasting(self, value: ByLength) -> Samples:
        return round(of_length(value, self._length) * self._scale)

    def _open(self, trigger: Trigger, text: str, partner: Partner | None = None) -> None:
        """Enter a state whose prompt must be heard before it begins."""
        self._instruction, self._instructed = text, partner or self._cue.partner
        self._fire(trigger)
        self._orders.say(text, **self._names(self._instructed))
        self.listen()

    def _put(self, trigger: Trigger, question: Question) -> None:
        self._question = question
        self._open(trigger, question.text, question.partner)

    def _fire(self, trigger: Trigger) -> None:
        """Move, and give the orders of the states that begin by themselves."""
        self._machine.fire(trigger)
        match self.state:
            case State.TURN_HELD | State.MIRROR_HELD | State.RETELL_HELD:
                self._begin_floor()
            case _ if self._awaiting:
                self.timeline.set(Deadline.NO_INPUT, self._orders.now + NO_INPUT_AFTER)
                self.listen()
            case State.QUIET_KEPT | State.BREATHING_PACED:
                self._begin_rest()
            case State.ENDED:
                self._orders.give(EndSession(at=self._orders.now, reason=self._ending))

    def _begin_rest(self) -> None:
        """Nobody needs to talk: quiet, or breath by breath."""
        self.listen()
        match self._cue.step:
            case Breathe() as step:
                self._breathing = Breathing(
                    step,
                    lasting=self._lasting(step.seconds),
                    lines=self._lines,
                    timeline=self.timeline,
                    orders=self._orders,
                )
            case Quiet() as step:
                until = self._orders.now + self._lasting(step.seconds)
                self.timeline.set(Deadline.QUIET_UP, until)

    # --- Floors ----------------------------------------------------------------------------

    @property
    def _parent(self) -> str:
        return self.state.partition(".")[0]

    def _begin_floor(self) -> None:
        assert self._telling
        holder, limit, hints = self._telling.floor(self._parent)
        self._orders.chime("start")
        self._floor = Floor(
            holder=holder,
            limit=limit,
            timeline=self.timeline,
            orders=self._orders,
            lines=self._lines,
            names=self._cue.names(holder),
            hints=hints,
        )
        self._show_floor()
        self.listen()

    def _show_floor(self) -> None:
        floor = self._floor
        holder, left = (floor.holder, floor.remaining) if floor else (None, 0)
        self._orders.give(ShowFloor(at=self._orders.now, holder=holder, samples=left))

    def _heard_on_floor(self, floor: Floor, meaning: str, *, ended: Samples, by_key: bool) -> bool:
        asked = floor.asked_finished
        match meaning:
            case Meaning.YIELD if by_key:
                self._floor_over()
            case Meaning.YIELD:
                floor.released(ended)
            case Meaning.YES if asked:
                self._floor_over()
            case Meaning.NO | Meaning.MORE if asked:
                floor.began_talking()
                floor.fell_silent(self._orders.now)
            case Meaning.HOLD_FLOOR | Meaning.MORE:
                if floor.extend():
                    self._show_floor()
            case _:
                return False
        return True

    def _floor_reached(self, floor: Floor, deadline: Deadline) -> None:
        match floor.reached(deadline):
            case "over":
                self._floor_over()
            case "grace":
                self._fire(Trigger.FLOOR_TIME_UP)
            case "asked":
                self.listen()

    def _floor_over(self) -> None:
        floor, telling = self._floor, self._telling
        assert floor
        assert telling
        used = floor.used
        floor.close()
        self._floor = None
        self._orders.chime("end")
        self._show_floor()
        self._move(telling.told(self._parent, used))

    def _move(self, move: Move | None) -> None:
        """Do what the telling decided; None: its step is over."""
        if move is None:
            self._go_on()
        elif move.question:
            assert self._telling
            self._put(move.trigger, self._telling.question(move.question))
        else:
            self._open(move.trigger, move.text, move.partner)

    # --- Questions -------------------------------------------------------------------------

    def _answer(self, answer: str) -> None:
        self._question = None
        self.timeline.cancel(Deadline.NO_INPUT)
        if self.state is State.QUESTION_AWAITING:
            self._go_on(answer)
        elif self._telling:
            self._move(self._telling.judged(self._parent, answer))

    def _no_input(self) -> None:
        question = self._question
        assert question
        if question.ask_again():
            self._orders.say(question.again, **self._names(question.partner))
        else:
            self._answer(question.otherwise)
