"""One session of one exercise: facts in, orders out, no clock, no device.

How it works
------------
The shell tells what happened, as an event of `events.py`, to `receive`; back comes a list of
actions of `actions.py`, to be done in that order. That is all there is between the two. Every event
carries `at`, in samples since the session began, so a session is a list of events: it can be kept,
led anew, and gives the same actions at any size of block. What people said never comes in here; it
was made a meaning, a judgement or nothing before.

Time is what the events say. Things that happen because nothing did (a turn is over, nobody answers)
are *deadlines* with a name, on one of two timelines: the exercise's, which a pause freezes, and the
session's own, which always runs. `receive` first lets every deadline at or before the event come,
in order and each at its own moment, and then takes the event. `next_deadline` tells who has no
clock of sound, a rehearsal or a test, how far to jump.

Where it stands is two states, moved by the tables of `states.py` alone: the exercise's (`State`)
and whether its time runs (`Hold`). A pause changes only the second. So time that is left and the
way back need no book-keeping, and the exercise need not know that it was held.

Who decides what, from the outside in:

- `Session` (here) checks that an event can be true, and hands it to whom it is for.
- `Pauses` takes what belongs to a pause or to the ladder of B5; `Standstill` freezes and thaws.
- `Exchange` takes how something was said: heat, talk over one another, a mirror, a wording.
- `Flow` takes the rest, and decides what comes next: along the `Route` through the plan of steps,
  and within one floor step as `Telling`, the mirror check, decides.
- `Scene` is what is on now: the state with the `Floor`, `Question` or `Breathing` that belongs to
  it. It gives the orders of a state as it is entered. Whoever needs to know what is on asks it.
- `Orders` numbers prompts, collects the actions of one moment, and knows what is still unheard.

An event that cannot be true is a fault of the shell's, and raises before anything has changed.
"""

from __future__ import annotations

from typing import assert_never

from voice_coach.core.actions import AnyAction, ShowUnclear
from voice_coach.core.cue import LanguageCue
from voice_coach.core.events import (
    AnyEvent,
    AudioLost,
    AudioRestored,
    ClockAdvanced,
    CueFound,
    Heated,
    HeatJudged,
    InputEnded,
    MirrorJudged,
    MomentNeeded,
    PromptFinished,
    SessionStarted,
    SpeechEnded,
    SpeechStarted,
    UtteranceHeard,
    VoiceRaised,
    VoicesOverlapped,
)
from voice_coach.core.exchange import Exchange
from voice_coach.core.flow import Flow
from voice_coach.core.orders import Orders
from voice_coach.core.pauses import Pauses
from voice_coach.core.requests import MOVING, SPEAKING, Requests
from voice_coach.core.scene import Scene
from voice_coach.core.settings import SessionSettings
from voice_coach.core.standstill import Standstill
from voice_coach.core.states import Deadline, Hold, State
from voice_coach.core.timeline import Timeline
from voice_coach.core.timetable import Timetable
from voice_coach.errors import ImpossibleSpan, InThePast, NeverGiven, OutsideSession
from voice_coach.exercise.meanings import Meaning
from voice_coach.exercise.plan import plan
from voice_coach.signal.units import Samples, samples


class Session:
    """A session in progress."""

    def __init__(self, settings: SessionSettings) -> None:
        exercise, lines, mode = settings.exercise, settings.lines, settings.mode
        self._cap = samples(exercise.cap_minutes * 60)
        self._orders = Orders()
        self._timeline = Timeline()
        self._scene = Scene(length=settings.length, lines=lines, orders=self._orders)
        cue = LanguageCue(wanted=exercise.language_cue)
        timetable = Timetable(samples(exercise.minutes[settings.length] * 60))
        self._flow = Flow(
            planned=plan(
                exercise,
                mode=mode,
                length=settings.length,
                first=settings.first,
                kept=settings.kept,
            ),
            scene=self._scene,
            lines=lines,
            orders=self._orders,
            cue=cue,
            timetable=timetable,
            keep_short=settings.keep_short,
        )
        self._standstill = Standstill(
            scene=self._scene, timeline=self._timeline, orders=self._orders, lines=lines
        )
        self._pauses = Pauses(
            standstill=self._standstill,
            scene=self._scene,
            orders=self._orders,
            lines=lines,
            cool_downs=settings.cool_downs,
            alone=mode == "solo",
        )
        self._requests = Requests(
            flow=self._flow,
            scene=self._scene,
            standstill=self._standstill,
            orders=self._orders,
            lines=lines,
            timetable=timetable,
            kept=settings.kept,
        )
        self._exchange = Exchange(
            scene=self._scene,
            pauses=self._pauses,
            cue=cue,
            orders=self._orders,
            lines=lines,
            sensitivity="off" if mode == "solo" else settings.sensitivity,
        )

    @property
    def now(self) -> Samples:
        """The moment of the latest event or deadline."""
        return self._orders.now

    @property
    def state(self) -> State:
        """Where the exercise stands."""
        return self._scene.state

    @property
    def hold(self) -> Hold:
        """Whether its time runs."""
        return self._standstill.hold

    @property
    def ended(self) -> bool:
        """Whether nothing more will come."""
        return self.state is State.ENDED

    def next_deadline(self) -> Samples | None:
        """When the next deadline is due, in samples since the session began; None if none is."""
        due = self._next_due()
        return due[0] if due else None

    def receive(self, event: AnyEvent) -> list[AnyAction]:
        """Take a fact and answer with orders.

        Raises:
            IllegalEvent: the event cannot be true, and is named after why: `OutsideSession`,
                `InThePast`, `NeverGiven` or `ImpossibleSpan`. The session is unchanged.
        """
        self._check(event)
        while (due := self._next_due()) and due[0] <= event.at:
            at, name, timeline = due
            timeline.cancel(name)
            self._orders.now = at
            if timeline is self._timeline:
                self._reached(name)
            else:
                self._flow.reached(name)
            self._wait_for_people()
        self._orders.now = event.at
        self._handle(event)
        self._wait_for_people()
        return self._orders.take()

    def _check(self, event: AnyEvent) -> None:
        state = self.state
        if event.at < self.now:
            raise InThePast(f"{_name(event)} at {event.at} lies before {self.now}")
        if isinstance(event, SessionStarted) != (state is State.READY):
            raise OutsideSession(f"{_name(event)} cannot come while {state}")
        if state is State.ENDED:
            raise OutsideSession(f"{_name(event)} came after the end")
        match event:
            case ClockAdvanced():
                pass
            case PromptFinished(number=number):
                if not self._orders.known(number):
                    raise NeverGiven(f"prompt {number} was never given")
            case (
                SpeechEnded(started=started, ended=ended) | HeatJudged(started=started, ended=ended)
            ):
                _check_span(event, started, ended)
            case UtteranceHeard(ended=int(ended)) | CueFound(ended=ended):
                _check_span(event, 0, ended)
            case _:
                pass

    def _next_due(self) -> tuple[Samples, Deadline, Timeline] | None:
        """The earliest deadline; of two at the same moment the exercise's."""
        if self.ended:
            return None
        first, second = self._scene.timeline, self._timeline
        due, other = first.next(), second.next()
        if other and (not due or other[0] < due[0]):
            return (*other, second)
        return (*due, first) if due else None

    def _reached(self, deadline: Deadline) -> None:
        if deadline is not Deadline.CAP:
            self._pauses.reached(deadline)
        elif self.state is not State.CLOSING:
            self._pauses.end()

    def _handle(self, event: AnyEvent) -> None:
        match event:
            case SessionStarted():
                self._timeline.set(Deadline.CAP, event.at + self._cap)
                self._flow.start()
            case PromptFinished(number=number):
                if self._orders.heard(number) and not self._orders.speaking:
                    self._all_said()
            case ClockAdvanced():
                pass
            case _ if self.state in (State.CLOSING, State.ENDED):
                pass  # the last line is said to its end
            case SpeechStarted():
                self._speech_started()
            case SpeechEnded():
                self._speech_ended(event)
            case UtteranceHeard():
                self._heard(event)
            case AudioLost():
                self._standstill.lose_audio()
            case AudioRestored():
                self._standstill.restore_audio()
            case InputEnded():
                self._pauses.end()
            case MomentNeeded():
                self._exchange.be_tender()
                self._pauses.give_a_moment()
            case Heated(rung=rung):
                if self.hold in (Hold.RUNNING, Hold.BREATH):
                    self._exchange.heated(rung)
            case VoiceRaised() | VoicesOverlapped() | HeatJudged() | MirrorJudged() | CueFound():
                if self.hold is Hold.RUNNING:
                    self._exchange.sensed(event)
                elif self.hold is Hold.BREATH and isinstance(event, VoiceRaised):
                    self._exchange.shouts_on(event)
            case _:
                assert_never(event)

    def _wait_for_people(self) -> None:
        """What the exercise cannot go on without: somebody who is there, or who agrees."""
        missing = self._scene.missing
        if missing is None or self.state in (State.CLOSING, State.ENDED):
            return
        if missing == "people":
            self._pauses.ask_who_is_there()
        else:
            self._pauses.wait()

    def _all_said(self) -> None:
        if not self._pauses.prompt_finished():
            self._flow.prompt_finished()

    # --- Speech and what it meant ----------------------------------------------------------

    def _speech_started(self) -> None:
        self._pauses.speech_started()
        if self.hold is Hold.RUNNING:
            self._flow.speech_started()

    def _speech_ended(self, event: SpeechEnded) -> None:
        self._pauses.speech_ended()
        if self.hold is Hold.RUNNING:
            self._flow.speech_ended(started=event.started, ended=event.ended)

    def _heard(self, event: UtteranceHeard) -> None:
        meaning, paused = event.meaning, self.hold is Hold.PAUSED
        if meaning is None or not event.sure:
            self._unclear(meaning)
            self._pauses.spoken()
        elif meaning == Meaning.STOP:
            self._pauses.end()
        elif meaning in SPEAKING:
            self._requests.speak(meaning)
        elif self._pauses.heard(meaning):
            if meaning in MOVING and paused and self.hold is Hold.PAUSED:
                self._requests.speak(Meaning.HELP)  # nothing moves now: what can be said, then
        elif meaning in MOVING:
            self._requests.move(meaning)
        elif meant := self._flow.meant(meaning):
            too_hot = self._flow.rates_too_low(meant)
            ended = event.at if event.ended is None else event.ended
            self._flow.heard(meant, ended=ended, by=event.by)
            if too_hot:
                self._pauses.cool_down()

    def _unclear(self, likely: str | None) -> None:
        """Something was said where an answer is awaited, and it was none, or not surely one."""
        question = self._scene.question
        running = self.hold is Hold.RUNNING and self._scene.awaiting
        if not running or not question or self._orders.speaking:
            return
        if not (likely and self._flow.ask_back(likely)) and question.unclear():
            self._orders.chime("unclear", lasting=0.3)
            self._orders.give(ShowUnclear(at=self.now))


def _check_span(event: AnyEvent, started: Samples, ended: Samples) -> None:
    if not 0 <= started <= ended <= event.at:
        raise ImpossibleSpan(
            f"{_name(event)} at {event.at}: from {started} to {ended} is impossible"
        )


def _name(event: AnyEvent) -> str:
    return type(event).__name__
