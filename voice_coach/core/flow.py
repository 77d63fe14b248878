"""Where the exercise stands: which cue of the plan, whose floor, which question, and what next.

The flow machine (`states.FLOW`) says which moves exist; this class decides which one happens
and gives the orders that belong to the state it arrives in. Its timeline stops in a pause.
"""

from __future__ import annotations

from typing import Literal

from voice_coach.core.actions import EndSession, Listen, ShowFloor, ShowStep
from voice_coach.core.events import Partner
from voice_coach.core.floor import Floor
from voice_coach.core.machine import Machine
from voice_coach.core.meanings import SAFE_WORDS, Meaning
from voice_coach.core.orders import Orders
from voice_coach.core.question import NO_INPUT_AFTER, NO_MATCH_AFTER, Question
from voice_coach.core.script import (
    AnyStep,
    Ask,
    Breathe,
    ByLength,
    CoachLines,
    Cue,
    Quiet,
    Say,
    answered,
    of_length,
    other,
)
from voice_coach.core.script import Floor as FloorStep
from voice_coach.core.states import FLOW, Deadline, State, Trigger
from voice_coach.core.timeline import Samples, Timeline, samples

MAX_MIRROR_LOOPS = 3
"""Mirrors of one piece before "close enough for now?" (block B4)."""

SHORTEST_PIECE = samples(10)
"""Talk time left below which "is there more?" is not asked: nobody could use it."""

MIRROR_LIMIT = samples(60)
"""Longest mirror of one piece (B1: a piece is 30 to 90 s, and a mirror is shorter)."""

RETELL_LIMIT = samples(45)
"""Longest retelling of a missed bit."""

SHORTER_BY = 0.6
"""What "shorter" leaves of every later duration."""

SOFTER_EVERY = 5
"""Breaths between two "softer" (E18)."""

TONE_SHARE = 0.6
"""Part of a breath its tone fills, so that a word fits before the next."""

ON_FLOOR: tuple[str, ...] = (Meaning.YIELD, Meaning.HOLD_FLOOR)
"""What counts while somebody holds the floor, beside the safe words."""

ON_ASKED_FLOOR = (*ON_FLOOR, Meaning.YES, Meaning.NO, Meaning.MORE)
"""The same once they have been asked whether they are finished."""

Purpose = Literal["turn", "mirror", "retell", "answer", "nothing"]

_PURPOSE: dict[State, Purpose] = {
    State.TURN_HELD: "turn",
    State.TURN_GRACE: "turn",
    State.MIRROR_HELD: "mirror",
    State.MIRROR_GRACE: "mirror",
    State.RETELL_HELD: "retell",
    State.RETELL_GRACE: "retell",
    State.QUESTION_AWAITING: "answer",
    State.CHECK_AWAITING: "answer",
    State.MORE_AWAITING: "answer",
    State.ENOUGH_AWAITING: "answer",
}


class Flow:
    """The exercise's progress. `timeline` holds its deadlines; the session freezes it to pause."""

    def __init__(
        self, *, cues: tuple[Cue, ...], length: str, lines: CoachLines, orders: Orders
    ) -> None:
        self.timeline = Timeline()
        self._machine = Machine(State, FLOW)
        self._cues = cues
        self._length = length
        self._lines = lines
        self._orders = orders
        self._index = -1
        self._answers: dict[str, str] = {}
        self._scale = 1.0
        self._floor: Floor | None = None
        self._question: Question | None = None
        self._talk_left: Samples = 0
        self._loops = 0
        self._breaths = 0
        self._breathing_in = False
        self._instruction = ""
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
        return _PURPOSE.get(self.state, "nothing") == "answer"

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
            case Deadline.BREATH_TURN:
                self._next_breath()
            case _ if self._floor:
                self._floor_reached(self._floor, deadline)

    def repeat(self) -> None:
        """Say the current instruction or question again."""
        if self._question:
            self._orders.say(self._question.text, **self._names(self._question.partner))
        elif self._instruction:
            self._orders.say(self._instruction, **self._names(self._cue.partner))
        elif self._machine.may(Trigger.PROMPT_FINISHED) or self.state is State.TELLING:
            self.prompt_finished()

    def skip(self) -> None:
        """Leave this cue for the next."""
        self._leave_cue()
        self._go_on(answer="pass")

    def shorten(self) -> None:
        """Halve the floor's time, and shorten what comes later."""
        self._scale *= SHORTER_BY
        if self._floor:
            self._floor.shorten()
            self._show_floor()

    def listen(self) -> None:
        """Tell the shell what to listen for now."""
        purpose = _PURPOSE.get(self.state, "nothing")
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

    def show_floor(self) -> None:
        """Tell the shell whose floor it is, if anyone's."""
        if self._floor:
            self._show_floor()

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
        return self._cues[max(self._index, 0)]

    def _names(self, partner: Partner | None) -> dict[str, str]:
        return self._cue.names(partner)

    def _go_on(self, answer: str | None = None) -> None:
        """Leave the current cue and begin the next one that applies."""
        target = "next"
        if self._index >= 0:
            step = self._cue.step
            target = step.then
            if answer is not None:
                self._answers[step.id] = answer
                if isinstance(step, Ask):
                    led = (to for when, to in step.on.items() if answered(answer, when))
                    target = next(led, target)
        self._leave_cue()
        if target == "end":
            self.end(early=True)
            return
        index = self._next_index(target)
        if index is None:
            self.end(early=False)
            return
        self._index = index
        self._begin(self._cue)

    def _next_index(self, target: str) -> int | None:
        later = range(self._index + 1, len(self._cues))
        if target != "next":
            named = next((i for i in later if self._cues[i].step.id == target), None)
            if named is not None:
                return named
        return next((i for i in later if self._applies(self._cues[i].step)), None)

    def _applies(self, step: AnyStep) -> bool:
        return all(answered(self._answers.get(each), want) for each, want in step.when.items())

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
                self._talk_left = self._lasting(step.seconds)
                self._loops = 0
                self._open(Trigger.TURN_DUE, step.say)
            case Quiet():
                self._open(Trigger.QUIET_DUE, cue.step.say)
            case Breathe():
                self._open(Trigger.BREATHING_DUE, cue.step.say)

    def _leave_cue(self) -> None:
        if self._floor:
            self._floor.close()
        self._floor = None
        self._question = None
        self._instruction = ""
        self.timeline.cancel(
            Deadline.NO_INPUT, Deadline.QUIET_UP, Deadline.BREATH_TURN, Deadline.BREATHING_UP
        )

    def _lasting(self, value: ByLength) -> Samples:
        return round(of_length(value, self._length) * self._scale)

    def _open(self, trigger: Trigger, text: str, partner: Partner | None = None) -> None:
        """Enter a state whose prompt must be heard before it begins."""
        self._instruction = text
        self._fire(trigger)
        self._orders.say(text, **self._names(partner or self._cue.partner))
        self.listen()

    def _put(self, trigger: Trigger, question: Question) -> None:
        self._question = question
        self._fire(trigger)
        self._orders.say(question.text, **self._names(question.partner))
        self.listen()

    def _fire(self, trigger: Trigger) -> None:
        """Move, and give the orders of the states that begin by themselves."""
        self._machine.fire(trigger)
        match self.state:
            case State.TURN_HELD | State.MIRROR_HELD | State.RETELL_HELD:
                self._begin_floor()
            case _ if self._awaiting:
                self.timeline.set(Deadline.NO_INPUT, self._orders.now + NO_INPUT_AFTER)
                self.listen()
            case State.QUIET_KEPT:
                self._begin_quiet()
            case State.BREATHING_PACED:
                self._begin_breathing()
            case State.ENDED:
                self._orders.give(EndSession(at=self._orders.now, reason=self._ending))

    # --- Floors ----------------------------------------------------------------------------

    @property
    def _floor_step(self) -> FloorStep:
        step = self._cue.step
        assert isinstance(step, FloorStep)
        return step

    @property
    def _judge(self) -> Partner:
        """Who tells, and so judges the mirror: never the coach."""
        partner = self._cue.partner or self._cue.speaker
        return other(partner) if self._floor_step.checked else partner

    def _begin_floor(self) -> None:
        step = self._floor_step
        match self.state:
            case State.TURN_HELD:
                chunk = step.chunk_seconds
                limit = min(self._talk_left, self._lasting(chunk) if chunk else self._talk_left)
                holder, hints = self._cue.partner or self._cue.speaker, step.hints
            case State.MIRROR_HELD:
                limit, holder, hints = MIRROR_LIMIT, other(self._judge), ()
            case _:
                limit, holder, hints = RETELL_LIMIT, self._judge, ()
        self._orders.chime("start")
        self._floor = Floor(
            holder=holder, limit=limit, timeline=self.timeline, orders=self._orders, hints=hints
        )
        self._show_floor()
        self.listen()

    def _show_floor(self) -> None:
        floor = self._floor
        now = self._orders.now
        holder, left = (floor.holder, floor.remaining) if floor else (None, 0)
        self._orders.give(ShowFloor(at=now, holder=holder, samples=left))

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
        match deadline:
            case Deadline.FLOOR_UP:
                if floor.time_up():
                    self._floor_over()
                else:
                    self._orders.chime("soft")
                    self._fire(Trigger.FLOOR_TIME_UP)
            case Deadline.YIELD_SETTLED | Deadline.GRACE_UP:
                self._floor_over()
            case Deadline.WARNING:
                self._orders.chime("soft")
            case Deadline.SILENCE_OFFER:
                floor.offer_made()
                self._orders.say(self._lines.take_your_time, **self._names(floor.holder))
            case Deadline.SILENCE_ASK:
                floor.question_put()
                self._orders.say(self._lines.finished_or_more, **self._names(floor.holder))
                self.listen()
            case Deadline.HINT:
                if hint := floor.hint():
                    self._orders.say(hint, **self._names(self._cue.partner))

    def _floor_over(self) -> None:
        floor, state = self._floor, self.state
        assert floor
        if state in (State.TURN_HELD, State.TURN_GRACE):
            self._talk_left -= floor.used
        floor.close()
        self._floor = None
        self._orders.chime("end")
        self._show_floor()
        step = self._floor_step
        match state.partition(".")[0]:
            case "turn" if step.mirrored:
                self._open(Trigger.PIECE_TOLD, self._lines.reflect, other(self._judge))
            case "turn" if not step.checked:
                self._go_on()
            case "retell":
                self._open(Trigger.BIT_RETOLD, self._lines.reflect_bit, other(self._judge))
            case _:
                self._put(Trigger.REFLECTED, self._built_in("got-it"))

    # --- Questions -------------------------------------------------------------------------

    def _built_in(self, which: Literal["got-it", "more", "close-enough"]) -> Question:
        """The questions of the mirror check (B4), all put to the one who told."""
        lines = self._lines
        text, again, answers, otherwise = {
            "got-it": (lines.got_it, lines.got_it_again, ("yes", "partly", "no"), "yes"),
            "more": (lines.more, lines.more_again, ("yes", "no"), "no"),
            "close-enough": (lines.close_enough, lines.close_enough, ("yes", "no"), "yes"),
        }[which]
        return Question(
            step=which,
            text=text,
            answers=answers,
            otherwise=otherwise,
            partner=self._judge,
            again=again,
        )

    def _answer(self, answer: str) -> None:
        state = self.state
        self._question = None
        self.timeline.cancel(Deadline.NO_INPUT)
        if state is State.QUESTION_AWAITING:
            self._go_on(answer)
        elif state is State.CHECK_AWAITING and answer != "yes":
            self._not_landed(answer)
        elif state is State.MORE_AWAITING and answer == "yes":
            self._open(Trigger.MORE_TO_SAY, self._lines.go_on, self._judge)
        elif (
            state is not State.MORE_AWAITING
            and self._floor_step.mirrored
            and self._talk_left >= SHORTEST_PIECE
        ):
            self._loops = 0
            self._put(Trigger.CONFIRMED, self._built_in("more"))
        else:
            self._go_on()

    def _not_landed(self, answer: str) -> None:
        self._loops += 1
        if self._loops >= MAX_MIRROR_LOOPS:
            self._put(Trigger.LOOPS_SPENT, self._built_in("close-enough"))
            return
        lines = self._lines
        text = lines.missed_bit if answer == "partly" else lines.say_shorter
        self._open(Trigger.BIT_MISSED, text, self._judge)

    def _no_input(self) -> None:
        question = self._question
        assert question
        if question.ask_again():
            self._orders.say(question.again, **self._names(question.partner))
        else:
            self._answer(question.otherwise)

    # --- Quiet and breath ------------------------------------------------------------------

    def _begin_quiet(self) -> None:
        step = self._cue.step
        assert isinstance(step, Quiet)
        self.timeline.set(Deadline.QUIET_UP, self._orders.now + self._lasting(step.seconds))
        self.listen()

    def _begin_breathing(self) -> None:
        step = self._cue.step
        assert isinstance(step, Breathe)
        self._breaths = 0
        self._breathing_in = False
        self.timeline.set(Deadline.BREATHING_UP, self._orders.now + self._lasting(step.seconds))
        self.listen()
        self._next_breath()

    def _next_breath(self) -> None:
        step = self._cue.step
        assert isinstance(step, Breathe)
        self._breathing_in = not self._breathing_in
        if self._breathing_in:
            lasting, rest = step.breath_in, step.hold_in
            self._orders.chime("rise", lasting=round(lasting * TONE_SHARE, 2))
        else:
            lasting, rest = step.breath_out, step.hold_out
            self._orders.chime("fall", lasting=round(lasting * TONE_SHARE, 2))
            self._breaths += 1
            if self._breaths % SOFTER_EVERY == 0:
                self._orders.say(self._lines.softer, **self._names(None))
        self.timeline.set(Deadline.BREATH_TURN, self._orders.now + samples(lasting + rest))
