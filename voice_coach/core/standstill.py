"""The exercise stands still, or goes on: whether its time runs, and what is said about it.

A hold freezes the exercise's timeline and leaves its state alone, so the remaining time and the
way back cost nothing. What happens meanwhile runs on the session's own timeline.
"""

from __future__ import annotations

from voice_coach.core.actions import HoldReason, Listen, Purpose, ShowHold, ShowResume
from voice_coach.core.machine import STANDSTILL, Machine
from voice_coach.core.orders import Orders
from voice_coach.core.scene import Scene
from voice_coach.core.states import Deadline, Hold, HoldTrigger
from voice_coach.core.timeline import Timeline
from voice_coach.exercise.coach_lines import CoachLines
from voice_coach.exercise.meanings import ANY_TIME, Meaning
from voice_coach.exercise.script import Partner
from voice_coach.signal.units import Samples, samples

REMINDERS = (samples(180), samples(600))
"""When a pause is met with a quiet reminder: after three minutes, and after ten."""

LONGEST_PAUSE = samples(1200)
"""A pause ends the session, kindly, when nobody has come back for twenty minutes."""

WHILE_PAUSED = (
    *(Meaning.CONTINUE, Meaning.YES, Meaning.STOP, Meaning.TIME_OUT, Meaning.UNDO),
    *(Meaning.REPEAT, Meaning.HELP, Meaning.SLOWER, Meaning.FASTER),
    *(Meaning.LOUDER, Meaning.QUIETER),
)
"""What counts in a pause."""

OF_A_HOLD = (
    Deadline.STILL_PAUSED,
    Deadline.ABSENT,
    Deadline.CALM,
    Deadline.BREATH_TURN,
    Deadline.BREATHING_UP,
    Deadline.NO_INPUT,
)
"""Deadlines of the session's timeline that mean nothing once the exercise goes on."""


class Standstill:
    """Holds the exercise, and lets it go on.

    Args:
        scene: what is on in the exercise.
        timeline: the session's own, which always runs.
        orders: where orders go.
        lines: what the coach says.
    """

    def __init__(
        self, *, scene: Scene, timeline: Timeline, orders: Orders, lines: CoachLines
    ) -> None:
        self.timeline = timeline
        self._scene = scene
        self._orders = orders
        self._lines = lines
        self._machine = Machine(STANDSTILL)
        self._said = lines.paused
        self._told = ""
        self._paused: Samples = 0
        self._reminded = 0

    @property
    def hold(self) -> Hold:
        """Whether the exercise's time runs, and if not, why."""
        return self._machine.state

    def may(self, trigger: HoldTrigger) -> bool:
        """Whether something may happen now."""
        return self._machine.may(trigger)

    def begin(self, trigger: HoldTrigger, reason: HoldReason) -> None:
        """Stop the exercise's time here and now, and whatever another hold had begun."""
        self._machine.fire(trigger)
        self.timeline.cancel(*OF_A_HOLD)
        self._scene.timeline.freeze(self._orders.now)
        self._orders.stop()
        self._orders.give(
            ShowHold(at=self._orders.now, reason=reason, remaining=self._scene.remaining)
        )

    def pause(self, text: str) -> None:
        """Stand still until somebody says to go on."""
        self.begin(HoldTrigger.PAUSE_ASKED, "paused")
        self.tell(text)
        self._listen_in_pause()
        self._paused, self._reminded = self._orders.now, 0
        self._await_them()

    def still_paused(self) -> bool:
        """Remind them that they are in a pause. False: nobody has come back for too long."""
        if self._reminded == len(REMINDERS):
            return False
        lines = self._lines
        self.tell((lines.still_paused, lines.still_paused_again)[self._reminded])
        self._reminded += 1
        self._await_them()
        return True

    def tell(self, text: str, partner: Partner | None = None) -> None:
        """Say a line that belongs to this hold, to one of them or to whoever is expected to talk.

        Asked to say that again, it is said again.
        """
        self._said, self._told = text, f"{{{partner}}}" if partner else self._scene.name
        self.repeat()

    def repeat(self) -> None:
        """Say again what was said last while the exercise stands still."""
        self._orders.say(self._said, partner=self._told)

    def _await_them(self) -> None:
        waits = (*REMINDERS, LONGEST_PAUSE)
        self.timeline.set(Deadline.STILL_PAUSED, self._paused + waits[self._reminded])

    def lose_audio(self) -> None:
        """The microphone gives nothing."""
        if self.may(HoldTrigger.AUDIO_LOST):
            self.begin(HoldTrigger.AUDIO_LOST, "audio lost")
            self.tell(self._lines.audio_lost)
            self._listen_in_pause()
            # Nobody is asked whether they are there: they could not be heard.
            self._paused, self._reminded = self._orders.now, len(REMINDERS)
            self._await_them()

    def restore_audio(self) -> None:
        """The microphone gives sound again."""
        if not self.may(HoldTrigger.AUDIO_RESTORED):
            return
        self._machine.fire(HoldTrigger.AUDIO_RESTORED)
        self._orders.stop()
        if self.hold is Hold.PAUSED:
            self.tell(self._lines.audio_restored_paused)
            self._listen_in_pause()
            self._paused, self._reminded = self._orders.now, 0
            self._await_them()
        else:
            self.timeline.cancel(Deadline.STILL_PAUSED)
            self.say(self._lines.audio_restored)
            self.listen("resumed", ANY_TIME)

    def go_on(self, text: str = "") -> None:
        """Say that the exercise goes on; it does when that has been heard."""
        self._machine.fire(HoldTrigger.CONTINUE_ASKED)
        self.timeline.cancel(*OF_A_HOLD)
        if self.hold is not Hold.RESUMING:
            return  # the microphone is still gone
        self._orders.stop()
        self.say(text or (self._lines.resumed_floor if self._scene.floor else self._lines.resumed))
        self.listen("resumed", ANY_TIME)

    def went_on(self) -> None:
        """The exercise goes on where it stood."""
        self._orders.break_off()
        self._machine.fire(HoldTrigger.RESUME_SAID)
        self._scene.timeline.thaw(self._orders.now)
        self._orders.give(ShowResume(at=self._orders.now, remaining=self._scene.remaining))
        self._scene.resume()

    def let_go(self) -> None:
        """The session is about to end: nothing holds it any more."""
        self._machine.fire(HoldTrigger.ENDING_DUE)
        self.timeline.clear()
        self._scene.timeline.thaw(self._orders.now)
        self._orders.stop()

    def say(self, text: str) -> None:
        """Say a line to whoever is expected to talk in the exercise."""
        self._orders.say(text, partner=self._scene.name)

    def listen(self, step: str, meanings: tuple[str, ...], purpose: Purpose = "nothing") -> None:
        """Tell the shell what to listen for while the exercise stands still."""
        self._orders.give(
            Listen(at=self._orders.now, partner=None, purpose=purpose, step=step, meanings=meanings)
        )

    def _listen_in_pause(self) -> None:
        self.listen("paused", WHILE_PAUSED, purpose="pause")
