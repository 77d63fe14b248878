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
from voice_coach.exercise.meanings import SAFE_WORDS, Meaning
from voice_coach.exercise.script import CoachLines
from voice_coach.signal.units import samples

STILL_PAUSED_AFTER = samples(120)
"""A pause this long is met with one quiet reminder."""

WHILE_PAUSED = (Meaning.CONTINUE, Meaning.YES, Meaning.STOP, Meaning.TIME_OUT)
"""What counts in a pause."""

OF_A_HOLD = (
    Deadline.STILL_PAUSED,
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
        self.say(text)
        self._listen_in_pause()
        self.timeline.set(Deadline.STILL_PAUSED, self._orders.now + STILL_PAUSED_AFTER)

    def still_paused(self) -> None:
        """Remind them, once, that they are in a pause."""
        self.say(self._lines.still_paused)

    def lose_audio(self) -> None:
        """The microphone gives nothing."""
        if self.may(HoldTrigger.AUDIO_LOST):
            self.begin(HoldTrigger.AUDIO_LOST, "audio lost")
            self.say(self._lines.audio_lost)
            self._listen_in_pause()

    def restore_audio(self) -> None:
        """The microphone gives sound again."""
        if not self.may(HoldTrigger.AUDIO_RESTORED):
            return
        self._machine.fire(HoldTrigger.AUDIO_RESTORED)
        self._orders.stop()
        if self.hold is Hold.PAUSED:
            self.say(self._lines.audio_restored_paused)
            self._listen_in_pause()
        else:
            self.say(self._lines.audio_restored)
            self.listen("resumed", SAFE_WORDS)

    def go_on(self, text: str = "") -> None:
        """Say that the exercise goes on; it does when that has been heard."""
        self._machine.fire(HoldTrigger.CONTINUE_ASKED)
        self.timeline.cancel(*OF_A_HOLD)
        if self.hold is not Hold.RESUMING:
            return  # the microphone is still gone
        self._orders.stop()
        self.say(text or (self._lines.resumed_floor if self._scene.floor else self._lines.resumed))
        self.listen("resumed", SAFE_WORDS)

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
