"""Where the exercise goes: which step of the plan, whose floor, which question, and what next.

The flow machine (`states.FLOW`) says which moves exist; this class decides which one happens, and
`scene.py` gives the orders that belong to the state it arrives in.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from voice_coach.core.cue import LanguageCue
from voice_coach.core.floor import Floor
from voice_coach.core.in_words import answers_in_keys, as_a_noun
from voice_coach.core.memory import Memory
from voice_coach.core.orders import Orders
from voice_coach.core.question import NO_INPUT_AFTER, NO_MATCH_AFTER, Question
from voice_coach.core.scene import ON_ASKED_FLOOR, ON_FLOOR, RESTS, Scene
from voice_coach.core.states import Deadline, State, Trigger
from voice_coach.core.telling import TAKEN_BACK, Move, Telling
from voice_coach.core.timetable import Timetable
from voice_coach.exercise.coach_lines import CoachLines
from voice_coach.exercise.meanings import NUMBERS, Meaning
from voice_coach.exercise.plan import PlannedStep, without_close
from voice_coach.exercise.route import LIGHTER, PASSED, Route
from voice_coach.exercise.script import Ask, FloorStep, Quiet, Say
from voice_coach.signal.units import Samples, samples

LONGEST_ANSWER = samples(2)
"""Talk longer than this is no answer to "are you finished, or is there more?": they went on."""

CALM_AT_LEAST = 4
"""Who rates their calm lower, from nought to ten, needs a cool-down (B5)."""

NEVER: Samples = -1

LONGEST_TALK = samples(30)
"""Talk at a question is heard out this long, with its gaps: neither steady noise nor a television
may keep the coach from asking."""


SAME_RELEASE = samples(3)
"""A release phrase this soon after a floor was given up is the same one, said again."""

Means = Literal["voice", "key", "typed"]
"""How something was said."""


class Flow:
    """The exercise's progress."""

    def __init__(
        self,
        *,
        planned: tuple[PlannedStep, ...],
        scene: Scene,
        lines: CoachLines,
        orders: Orders,
        cue: LanguageCue,
        timetable: Timetable,
        keep_short: bool,
    ) -> None:
        self._scene = scene
        self._route = Route(without_close(planned) if keep_short else planned)
        self._keep_short = keep_short
        self._lines = lines
        self._orders = orders
        self._cue = cue
        self._timetable = timetable
        self._memory = Memory()
        self._same_release_until: Samples = -1
        self._heard_out: Samples = NEVER
        """When talk at the question that is on has been heard out."""
        self._asking_again = False
        """Whether the coach is saying it again: silence counts from when it has been heard."""

    # --- What happens to it ----------------------------------------------------------------

    def start(self) -> None:
        """Begin with the first step."""
        self._go_on()

    def prompt_finished(self) -> None:
        """The coach has said all it had to say."""
        scene = self._scene
        self._heard_out, self._asking_again = NEVER, False
        if scene.may(Trigger.PROMPT_FINISHED):
            scene.fire(Trigger.PROMPT_FINISHED)
        elif scene.state is State.TELLING:
            self._go_on()
        elif scene.floor:
            scene.floor.spoken_to()
        elif scene.question:
            self._scene.timeline.set(Deadline.NO_INPUT, self._orders.now + NO_INPUT_AFTER)

    def speech_started(self) -> None:
        """Somebody talks."""
        self._scene.patience.heard()
        self._scene.presence.heard()
        if self._scene.floor:
            self._scene.floor.began_talking()
        elif self._scene.awaiting:
            self._ask_again_after(LONGEST_TALK)

    def speech_ended(self, *, started: Samples, ended: Samples) -> None:
        """They fell silent at `ended`."""
        floor = self._scene.floor
        if floor and floor.asked_finished and ended - started > LONGEST_ANSWER:
            floor.went_on(ended)
            self._scene.listen()
        elif floor:
            floor.fell_silent(ended)
        elif self._scene.awaiting:
            self._ask_again_after(NO_MATCH_AFTER)

    def _ask_again_after(self, lasting: Samples) -> None:
        """Wait for so long, and no longer than talk is heard out."""
        now = self._orders.now
        if self._asking_again:
            return
        if self._heard_out <= now:
            self._heard_out = now + LONGEST_TALK
        self._scene.timeline.set(Deadline.NO_INPUT, min(now + lasting, self._heard_out))

    def heard(self, meaning: str, *, ended: Samples, by: Means) -> None:
        """Take a meaning that is not a safe word; one that means nothing here is passed over."""
        self._scene.patience.heard()
        self._scene.presence.heard()
        if meaning == Meaning.YIELD and by == "voice" and ended <= self._same_release_until:
            return  # said once more, to be sure: the same release
        question = self._scene.question
        if self._scene.floor:
            self._scene.floor.used_at_all = True
            self._heard_on_floor(self._scene.floor, meaning, ended=ended, by_key=by != "voice")
        elif question and (answer := question.answer(meaning)) is not None:
            self._orders.break_off()
            self._remember()
            self._answer(answer)
        elif self._scene.state in RESTS and meaning == Meaning.YIELD:
            self._orders.break_off()
            self._go_on()

    def ask_back(self, meaning: str) -> bool:
        """Ask whether an answer that was likely given was; False if it would be none."""
        question = self._scene.question
        if question is None or not question.ask_back(meaning):
            return False
        self._scene.patience.heard()
        self._orders.say(self._lines.was_that, answer=as_a_noun(question.answers[meaning]))
        self._scene.timeline.cancel(Deadline.NO_INPUT)
        self._scene.listen()
        return True

    def meant(self, meaning: str) -> str | None:
        """What it means, if an answer was asked back; None: it was misheard, and is asked again."""
        question = self._scene.question
        meant = question.meant(meaning) if question else meaning
        if meant is None:
            self._orders.break_off()
            self._no_input()
            self._scene.listen()
        return meant

    def reached(self, deadline: Deadline) -> None:
        """A deadline of its timeline came."""
        match deadline:
            case Deadline.NO_INPUT:
                self._heard_out, self._asking_again = NEVER, True
                self._no_input()
            case Deadline.LAST_LINE:
                self._scene.fire(Trigger.PROMPT_FINISHED)
            case Deadline.QUIET_UP if self._scene.telling:
                self._move(self._scene.telling.breathed())
            case Deadline.QUIET_UP | Deadline.BREATHING_UP:
                self._orders.chime("end")
                self._go_on()
            case Deadline.BREATH_TURN:
                self._scene.breathe()
            case _:
                self._floor_reached(deadline)

    def skip(self, *, lighter: bool = False) -> None:
        """Leave this step for the next, or for the lighter one that the script names."""
        self._remember()
        self._scene.patience.held(0, thanked=False)
        self._go_on(LIGHTER if lighter else PASSED)

    def go_back(self) -> None:
        """Leave this step for the one before."""
        self._remember()
        self._come_to(self._route.back())

    def start_over(self) -> None:
        """Begin this step anew."""
        self._remember()
        self._come_to(self._route.planned)

    # --- What was not meant ----------------------------------------------------------------

    @property
    def undoes(self) -> bool:
        """Whether there is something that was acted on a moment ago."""
        return self._memory.fresh(self._orders.now)

    def undo(self) -> None:
        """Go back to where things stood before what was acted on last."""
        before, scene = self._memory.take(), self._scene
        planned = self._route.return_to(before.place)
        if before.telling is None:
            self._come_to(planned)
            return
        scene.leave()
        self._cue.forget()
        scene.return_to(planned)
        scene.telling = before.telling
        trigger = TAKEN_BACK[before.parent]
        if before.question:
            before.question.start_over()
            scene.put(trigger, before.question)
        else:
            holder = before.telling.reopen(before.parent, before.left)
            scene.open(trigger, self._lines.go_on, holder)

    def _remember(self) -> None:
        """Keep the way back: what is acted on now may not have been meant."""
        self._memory.keep(self._scene, self._route.place, self._orders.now)

    def _come_to(self, planned: PlannedStep) -> None:
        """Leave the step that is on, for one that was there before."""
        self._scene.leave()
        self._cue.forget()
        self._begin(msgspec.structs.replace(planned, switched=False))

    def rates_too_low(self, meaning: str) -> bool:
        """Whether this answers the question how calm somebody is with three or less (B5)."""
        step = self._route.planned.step
        asked = isinstance(step, Ask) and step.calm and self._scene.question is not None
        return asked and meaning in NUMBERS[:CALM_AT_LEAST]

    # --- Steps -----------------------------------------------------------------------------

    def _go_on(self, answer: str | None = None) -> None:
        """Leave the current step and begin the next one that applies."""
        self._scene.leave()
        self._cue.forget()
        left = self._route.planned
        if planned := self._route.advance(answer):
            if left.private and planned.part != left.part:
                self._route.close_behind()  # the other one may be back in the room
                self._memory.forget()
            self._begin(planned)
        else:
            # Where nobody was there at the end, nothing was finished.
            gone = self._scene.missing == "people"
            early = self._route.ended_early or self._keep_short or gone
            self._scene.close("early" if early else "finished")

    def _begin(self, planned: PlannedStep) -> None:
        scene = self._scene
        scene.begin(planned)
        self._timetable.begin(scene.reckoned(planned))
        match planned.step:
            case Say():
                scene.open(Trigger.TELLING_DUE, planned.step.say)
            case Ask() as step:
                scene.put(Trigger.QUESTION_DUE, Question.of(step, planned.partner))
            case FloorStep() as step:
                scene.telling = self._telling(planned, step)
                scene.open(Trigger.TURN_DUE, step.say)
            case Quiet():
                scene.open(Trigger.QUIET_DUE, planned.step.say)
            case _:
                scene.open(Trigger.BREATHING_DUE, planned.step.say)

    def _telling(self, planned: PlannedStep, step: FloorStep) -> Telling:
        talk = self._scene.lasting(step.seconds)
        return Telling(
            step=step,
            holder=planned.partner or planned.speaker,
            talk=talk,
            chunk=self._scene.lasting(step.chunk_seconds) if step.chunk_seconds else talk,
            lines=self._lines,
            alone=planned.alone,
            patience=self._scene.patience,
            late=lambda: self._timetable.late(self._scene.timeline.elapsed(self._orders.now)),
        )

    # --- Floors ----------------------------------------------------------------------------

    def _heard_on_floor(self, floor: Floor, meaning: str, *, ended: Samples, by_key: bool) -> None:
        asked = floor.asked_finished
        if meaning in (ON_ASKED_FLOOR if asked else ON_FLOOR):
            self._orders.break_off()
        match meaning:
            case Meaning.YIELD if by_key:
                self._floor_over(floor)
            case Meaning.YIELD:
                floor.released(ended)
            case Meaning.YES if asked:
                self._floor_over(floor)
            case Meaning.NO | Meaning.MORE if asked:
                floor.went_on(self._orders.now)
                self._scene.listen()
            case Meaning.HOLD_FLOOR | Meaning.MORE if floor.extend():
                if self._scene.may(Trigger.EXTENDED):
                    self._scene.fire(Trigger.EXTENDED)
                self._scene.show_floor()
                self._orders.say(self._lines.thirty_more, partner=self._scene.name)

    def _floor_reached(self, deadline: Deadline) -> None:
        floor = self._scene.floor
        assert floor
        match floor.reached(deadline):
            case "over":
                self._floor_over(floor)
            case "grace":
                self._scene.fire(Trigger.FLOOR_TIME_UP)
            case "asked":
                self._scene.listen()

    def _floor_over(self, floor: Floor) -> None:
        telling = self._scene.telling
        assert telling
        used, silent = floor.used, not floor.used_at_all
        self._remember()
        self._same_release_until = self._orders.now + SAME_RELEASE
        cue = self._cue.take()
        parent = self._scene.parent
        move = telling.told(parent, used, cue=cue, silent=silent, unsaid=floor.unsaid)
        last_word = None if move else telling.last_word(parent)
        self._scene.patience.held(used, thanked=not silent and not last_word)
        if silent:
            self._notice_silence()
        self._orders.chime("end")
        self._scene.close_floor()
        if last_word:
            self._orders.say(last_word)
        self._move(move)

    def _move(self, move: Move | None) -> None:
        """Do what the telling decided; None: its step is over."""
        if move is None:
            telling = self._scene.telling
            assert telling
            if telling.left_open:
                self._orders.say(self._lines.leave_it)
            self._go_on(telling.did)
        elif isinstance(move.say, Question):
            self._scene.put(move.trigger, move.say)
        else:
            self._scene.open(move.trigger, move.say, move.partner)

    # --- Questions -------------------------------------------------------------------------

    def _answer(self, answer: str) -> None:
        self._scene.question = None
        self._scene.timeline.cancel(Deadline.NO_INPUT)
        if self._scene.telling:
            self._move(self._scene.telling.judged(self._scene.parent, answer))
        else:
            self._go_on(answer)

    def _no_input(self) -> None:
        question = self._scene.question
        assert question
        if question.ask_again() and self._scene.patience.speaks_up():
            self._orders.say(question.again, **self._route.planned.names(question.partner))
            if question.last_time:
                self._orders.say(self._lines.press_a_key, keys=answers_in_keys(question.meanings))
        elif question.waits:
            question.waits = False  # once: where nobody gives it then either, it is kindly over
            question.start_over()
            self._scene.missing = "consent"
        else:
            self._notice_silence()
            self._answer(question.otherwise)

    def _notice_silence(self) -> None:
        """A floor or a question is over, and perhaps nobody is there."""
        if self._scene.presence.silent():
            self._scene.missing = "people"
