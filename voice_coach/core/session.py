"""One session of one exercise: facts in, orders out, no clock, no device.

`receive(event)` first lets every deadline at or before the event fire, in order and each at its
own time, then handles the event, and returns the actions in the order they are to be done.
`next_deadline()` tells when something will happen if nobody says anything.

Two timelines: the exercise's, which a pause freezes, and the session's, which always runs.
"""

from __future__ import annotations

from typing import assert_never

from voice_coach.core.actions import AnyAction
from voice_coach.core.cue import LanguageCue
from voice_coach.core.events import (
    AnyEvent,
    AudioLost,
    AudioRestored,
    ClockAdvanced,
    CueFound,
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
from voice_coach.core.heat import Sensitivity
from voice_coach.core.orders import Orders
from voice_coach.core.pauses import Pauses
from voice_coach.core.scene import Scene
from voice_coach.core.standstill import Standstill
from voice_coach.core.states import Deadline, Hold, State
from voice_coach.core.timeline import Timeline
from voice_coach.core.timetable import Timetable
from voice_coach.errors import IllegalEvent
from voice_coach.exercise.meanings import TO_THE_COACH, Meaning
from voice_coach.exercise.plan import plan
from voice_coach.exercise.script import CoachLines, Exercise, Mode, Partner
from voice_coach.signal.units import Samples, samples


class Session:
    """A session in progress.

    Args:
        exercise: the script, building blocks in place.
        lines: what the coach says in every exercise.
        mode: "couple" or "solo".
        length: one of the exercise's lengths.
        first: who is the speaker first.
        sensitivity: how soon the coach pauses a heated exchange by itself; never when alone.
        cool_downs: how many cool-downs there were earlier today.
        keep_short: leave out the close and end in the words of an early ending. Done now and then,
            those words tell nobody that anything happened (exercises.md C.4).
    """

    def __init__(
        self,
        *,
        exercise: Exercise,
        lines: CoachLines,
        mode: Mode = "couple",
        length: str = "short",
        first: Partner = "a",
        sensitivity: Sensitivity = "standard",
        cool_downs: int = 0,
        keep_short: bool = False,
    ) -> None:
        self._lines = lines
        self._cap = samples(exercise.cap_minutes * 60)
        self._orders = Orders()
        self._timeline = Timeline()
        scene = Scene(length=length, lines=lines, orders=self._orders)
        cue = LanguageCue(wanted=exercise.language_cue)
        self._passed = False
        self._flow = Flow(
            cues=plan(exercise, mode=mode, length=length, first=first),
            scene=scene,
            lines=lines,
            orders=self._orders,
            cue=cue,
            timetable=Timetable(samples(exercise.minutes[length] * 60)),
            keep_short=keep_short,
        )
        self._standstill = Standstill(
            flow=self._flow, timeline=self._timeline, orders=self._orders, lines=lines
        )
        self._pauses = Pauses(
            standstill=self._standstill,
            flow=self._flow,
            orders=self._orders,
            lines=lines,
            cool_downs=cool_downs,
        )
        self._exchange = Exchange(
            scene=scene,
            pauses=self._pauses,
            cue=cue,
            orders=self._orders,
            lines=lines,
            sensitivity="off" if mode == "solo" else sensitivity,
        )

    @property
    def now(self) -> Samples:
        """The moment of the latest event or deadline."""
        return self._orders.now

    @property
    def state(self) -> State:
        """Where the exercise stands."""
        return self._flow.state

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
            IllegalEvent: the event cannot be true: it lies in the past, comes before the start or
                after the end, tells of a prompt never given or of speech that is still to come.
                The session is unchanged.
        """
        self._check(event)
        while (due := self._next_due()) and due[0] <= event.at:
            at, timeline, name = due
            timeline.cancel(name)
            self._orders.now = at
            if timeline is self._timeline:
                self._reached(name)
            else:
                self._flow.reached(name)
        self._orders.now = event.at
        self._handle(event)
        return self._orders.take()

    def _check(self, event: AnyEvent) -> None:
        name = type(event).__name__
        if event.at < self.now:
            raise IllegalEvent(f"{name} at {event.at} lies before {self.now}")
        if isinstance(event, SessionStarted) != (self.state is State.READY):
            raise IllegalEvent(f"{name} cannot come while {self.state}")
        if self.ended:
            raise IllegalEvent(f"{name} came after the end")
        if isinstance(event, PromptFinished) and not self._orders.known(event.number):
            raise IllegalEvent(f"prompt {event.number} was never given")
        started, ended = getattr(event, "started", 0), getattr(event, "ended", None)
        if ended is not None and not 0 <= started <= ended <= event.at:
            raise IllegalEvent(f"{name} at {event.at}: from {started} to {ended} is impossible")

    def _next_due(self) -> tuple[Samples, Timeline, Deadline] | None:
        if self.ended:
            return None
        pending = [
            (due[0], timeline, Deadline(due[1]))
            for timeline in (self._flow.timeline, self._timeline)
            if (due := timeline.next())
        ]
        return min(pending, key=lambda each: each[0]) if pending else None

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
                self._pauses.give_a_moment()
            case VoiceRaised() | VoicesOverlapped() | HeatJudged() | MirrorJudged() | CueFound():
                if self.hold is Hold.RUNNING:
                    self._exchange.sensed(event)
                elif self.hold is Hold.BREATH and isinstance(event, VoiceRaised):
                    self._exchange.shouts_on(event)
            case _:
                assert_never(event)

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
        meaning = event.meaning
        if meaning is None or meaning in TO_THE_COACH:
            return
        if meaning == Meaning.STOP:
            self._pauses.end()
        elif self._pauses.heard(meaning):
            return
        elif meaning in _ACKNOWLEDGED:
            self._acknowledge(meaning)
        else:
            too_hot = self._flow.rates_too_low(meaning)
            ended = event.at if event.ended is None else event.ended
            self._flow.heard(meaning, ended=ended, by_key=event.by != "voice")
            if too_hot:
                self._pauses.cool_down()

    def _acknowledge(self, meaning: str) -> None:
        """The safe words that change how the exercise goes on (block B8)."""
        self._orders.stop()
        match meaning:
            case Meaning.REPEAT:
                self._flow.repeat()
            case Meaning.SLOWER:
                self._orders.slow_down()
                self._standstill.say(self._lines.slower)
                self._flow.repeat()
            case Meaning.SHORTER:
                self._standstill.say(self._lines.shorter)
                self._flow.shorten()
            case Meaning.LIGHTER:
                self._standstill.say(self._lines.lighter)
                self._flow.shorten()
                self._flow.skip()
            case _:
                if self._passed:
                    self._orders.chime("soft")  # they know by now that it is all right
                else:
                    self._standstill.say(self._lines.passed)
                self._passed = True
                self._flow.skip()


_ACKNOWLEDGED = frozenset(
    {Meaning.REPEAT, Meaning.SLOWER, Meaning.SHORTER, Meaning.LIGHTER, Meaning.PASS}
)
