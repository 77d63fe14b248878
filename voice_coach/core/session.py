"""One session of one exercise: facts in, orders out, no clock, no device.

`receive(event)` first lets every deadline at or before the event fire, in order and each at its
own time, then handles the event, and returns the actions in the order they are to be done.
`next_deadline()` tells when something will happen if nobody says anything.

Two timelines: the exercise's, which a pause freezes, and the session's, which always runs.
"""

from __future__ import annotations

from typing import Literal, assert_never

from voice_coach.core.actions import AnyAction, Listen, ShowHold, ShowResume
from voice_coach.core.events import (
    AnyEvent,
    AudioLost,
    AudioRestored,
    ClockAdvanced,
    CueFound,
    HeatJudged,
    InputEnded,
    MirrorJudged,
    Partner,
    PromptFinished,
    SessionStarted,
    SpeechEnded,
    SpeechStarted,
    UtteranceHeard,
    VoiceRaised,
    VoicesOverlapped,
)
from voice_coach.core.flow import Flow
from voice_coach.core.machine import Machine
from voice_coach.core.meanings import Meaning
from voice_coach.core.orders import Orders
from voice_coach.core.script import CoachLines, Exercise, plan
from voice_coach.core.script import Flow as FlowName
from voice_coach.core.states import HOLD, Deadline, Hold, HoldTrigger, State
from voice_coach.core.timeline import Samples, Timeline, samples
from voice_coach.errors import IllegalEvent

STILL_PAUSED_AFTER = samples(120)
"""A pause this long is met with one quiet reminder."""

WHILE_PAUSED = (Meaning.CONTINUE, Meaning.YES, Meaning.STOP)
"""What counts in a pause."""


class Session:
    """A session in progress.

    Args:
        exercise: the script, building blocks in place.
        lines: what the coach says in every exercise.
        flow: "couple" or "solo".
        length: one of the exercise's lengths.
        first: who is the speaker first.
    """

    def __init__(
        self,
        *,
        exercise: Exercise,
        lines: CoachLines,
        flow: FlowName = "couple",
        length: str = "short",
        first: Partner = "a",
    ) -> None:
        self._lines = lines
        self._cap = samples(exercise.cap_minutes * 60)
        self._orders = Orders()
        self._timeline = Timeline()
        self._hold = Machine(Hold, HOLD)
        self._flow = Flow(
            cues=plan(exercise, flow=flow, length=length, first=first),
            length=length,
            lines=lines,
            orders=self._orders,
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
        return Hold(self._hold.state)

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
                after the end, or tells of a prompt never given. The session is unchanged.
        """
        self._check(event)
        while (due := self._next_due()) and due[0] <= event.at:
            at, timeline, name = due
            timeline.cancel(name)
            self._orders.now = at
            self._reached(Deadline(name))
        self._orders.now = event.at
        if not self.ended:
            self._handle(event)
        return self._orders.take()

    def _check(self, event: AnyEvent) -> None:
        if event.at < self.now:
            raise IllegalEvent(f"{type(event).__name__} at {event.at} lies before {self.now}")
        if isinstance(event, SessionStarted) != (self.state is State.READY):
            raise IllegalEvent(f"{type(event).__name__} cannot come while {self.state}")
        if self.ended:
            raise IllegalEvent(f"{type(event).__name__} came after the end")
        if isinstance(event, PromptFinished) and not self._orders.known(event.number):
            raise IllegalEvent(f"prompt {event.number} was never given")

    def _next_due(self) -> tuple[Samples, Timeline, Deadline] | None:
        pending = [
            (due[0], timeline, Deadline(due[1]))
            for timeline in (self._flow.timeline, self._timeline)
            if (due := timeline.next())
        ]
        return min(pending, key=lambda each: each[0]) if pending else None

    def _reached(self, deadline: Deadline) -> None:
        match deadline:
            case Deadline.CAP:
                self._end_early()
            case Deadline.STILL_PAUSED:
                self._say(self._lines.still_paused)
            case _:
                self._flow.reached(deadline)

    def _handle(self, event: AnyEvent) -> None:
        match event:
            case SessionStarted():
                self._timeline.set(Deadline.CAP, event.at + self._cap)
                self._flow.start()
            case PromptFinished(number=number):
                if self._orders.heard(number) and not self._orders.speaking:
                    self._fell_silent()
            case SpeechStarted() if self.hold is Hold.RUNNING:
                self._flow.speech_started()
            case SpeechEnded() if self.hold is Hold.RUNNING:
                self._flow.speech_ended(started=event.started, ended=event.ended)
            case UtteranceHeard(meaning=str(meaning)):
                self._heard(meaning, event)
            case AudioLost() | AudioRestored() if self.state is State.CLOSING:
                pass  # the last line needs no microphone
            case AudioLost():
                self._lose_audio()
            case AudioRestored():
                self._restore_audio()
            case InputEnded():
                self._end_early()
            case VoiceRaised() | VoicesOverlapped() | HeatJudged() | MirrorJudged() | CueFound():
                pass
            case ClockAdvanced() | UtteranceHeard() | SpeechStarted() | SpeechEnded():
                pass
            case _:
                assert_never(event)

    def _say(self, text: str) -> None:
        self._orders.say(text, partner=self._flow.name)

    # --- Meanings --------------------------------------------------------------------------

    def _heard(self, meaning: str, event: UtteranceHeard) -> None:
        if self.state is State.CLOSING:
            return
        if meaning == Meaning.STOP:
            self._end_early()
        elif self.hold in (Hold.PAUSED, Hold.DEAF_PAUSED):
            if meaning in WHILE_PAUSED:
                self._continue()
        elif meaning == Meaning.PAUSE:
            self._pause()
        elif self.hold is not Hold.RUNNING:
            return
        elif meaning in _ACKNOWLEDGED:
            self._acknowledge(meaning)
        else:
            by_key = event.by != "voice"
            ended = event.at if event.ended is None else event.ended
            self._flow.heard(meaning, ended=ended, by_key=by_key)

    def _acknowledge(self, meaning: str) -> None:
        """The safe words that change how the exercise goes on (block B8)."""
        self._orders.stop()
        match meaning:
            case Meaning.REPEAT:
                self._flow.repeat()
            case Meaning.SLOWER:
                self._orders.slow_down()
                self._say(self._lines.slower)
                self._flow.repeat()
            case Meaning.SHORTER:
                self._say(self._lines.shorter)
                self._flow.shorten()
            case Meaning.LIGHTER:
                self._say(self._lines.lighter)
                self._flow.shorten()
                self._flow.skip()
            case _:
                self._say(self._lines.passed)
                self._flow.skip()

    # --- Holding and going on --------------------------------------------------------------

    def _remaining(self) -> Samples | None:
        return self._flow.floor.remaining if self._flow.floor else None

    def _freeze(self, reason: Literal["paused", "audio lost"], text: str) -> None:
        """Stop the exercise's time here and now, and remember what was being said."""
        self._flow.timeline.freeze(self.now)
        self._orders.stop()
        self._orders.give(ShowHold(at=self.now, reason=reason, remaining=self._remaining()))
        self._say(text)
        self._listen_for_continue()

    def _listen_for_continue(self) -> None:
        self._orders.give(
            Listen(at=self.now, partner=None, purpose="pause", step="paused", meanings=WHILE_PAUSED)
        )

    def _pause(self) -> None:
        self._hold.fire(HoldTrigger.PAUSE_ASKED)
        self._freeze("paused", self._lines.paused)
        self._timeline.set(Deadline.STILL_PAUSED, self.now + STILL_PAUSED_AFTER)

    def _continue(self) -> None:
        self._timeline.cancel(Deadline.STILL_PAUSED)
        self._hold.fire(HoldTrigger.CONTINUE_ASKED)
        if self.hold is Hold.RESUMING:
            self._resume()

    def _resume(self) -> None:
        self._orders.stop()
        self._say(self._lines.resumed_floor if self._flow.floor else self._lines.resumed)

    def _lose_audio(self) -> None:
        if self._hold.may(HoldTrigger.AUDIO_LOST):
            self._hold.fire(HoldTrigger.AUDIO_LOST)
            self._freeze("audio lost", self._lines.audio_lost)

    def _restore_audio(self) -> None:
        if not self._hold.may(HoldTrigger.AUDIO_RESTORED):
            return
        self._hold.fire(HoldTrigger.AUDIO_RESTORED)
        self._orders.stop()
        self._say(self._lines.audio_restored)
        if self.hold is Hold.PAUSED:
            self._listen_for_continue()

    def _fell_silent(self) -> None:
        """Everything there was to say has been heard."""
        if self.hold is Hold.RESUMING:
            self._hold.fire(HoldTrigger.RESUME_SAID)
            self._flow.timeline.thaw(self.now)
            self._orders.give(ShowResume(at=self.now, remaining=self._remaining()))
            self._flow.resume()
        elif self.hold is Hold.RUNNING or self.state is State.CLOSING:
            self._flow.prompt_finished()

    def _end_early(self) -> None:
        if self.state is State.CLOSING:
            return
        self._timeline.clear()
        self._flow.timeline.thaw(self.now)
        self._orders.stop()
        self._flow.end(early=True)


_ACKNOWLEDGED = frozenset(
    {Meaning.REPEAT, Meaning.SLOWER, Meaning.SHORTER, Meaning.LIGHTER, Meaning.PASS}
)
