"""What the exchange sounds like, and what the coach does about it: as little as will help.

Heat climbs the pause ladder (block B5), talk over one another is met in the same words both ways
(B2), a mirror gets help (B4), and a turn may end with a question about its wording (B9).
"""

from __future__ import annotations

from typing import assert_never

from voice_coach.core.cue import LanguageCue
from voice_coach.core.events import (
    CueFound,
    CueKind,
    HeatJudged,
    MirrorJudged,
    VoiceRaised,
    VoicesOverlapped,
)
from voice_coach.core.heat import FloorGuard, Heat, Sensitivity
from voice_coach.core.orders import Orders
from voice_coach.core.pauses import Pauses
from voice_coach.core.scene import Scene
from voice_coach.exercise.coach_lines import CoachLines
from voice_coach.exercise.plan import other

Sensed = VoiceRaised | VoicesOverlapped | HeatJudged | MirrorJudged | CueFound
"""Facts about how something was said."""


class Exchange:
    """Follows how two people talk, while the exercise runs.

    Args:
        scene: what is on.
        pauses: the ladder.
        cue: takes what the language cue may ask about.
        orders: where orders go.
        lines: what the coach says.
        sensitivity: how soon it is heated.
    """

    def __init__(
        self,
        *,
        scene: Scene,
        pauses: Pauses,
        cue: LanguageCue,
        orders: Orders,
        lines: CoachLines,
        sensitivity: Sensitivity,
    ) -> None:
        self._scene = scene
        self._pauses = pauses
        self._cue = cue
        self._orders = orders
        self._lines = lines
        self._heat = Heat(sensitivity)
        self._guard = FloorGuard()

    def sensed(self, event: Sensed) -> None:
        """Take a fact."""
        match event:
            case VoiceRaised():  # where nobody is expected to talk, they may be laughing
                if self._scene.telling:
                    self._scene.telling.raised = True
                if self._scene.partner and not self._shouted(event):
                    self._heated(self._heat.raised(event.at, event.decibels, event.lasting))
            case VoicesOverlapped():
                self._overlapped(event)
            case HeatJudged():
                self._judged(event)
            case MirrorJudged():
                self._help(event)
            case CueFound():
                self._worded(event.kind)
            case _:
                assert_never(event)

    def _worded(self, kind: CueKind) -> None:
        telling = self._scene.telling
        if not telling or self._scene.parent != "turn" or self._scene.mirroring:
            return
        if kind in ("if-or-but", "sting"):
            telling.spoilt = True
        else:
            self._cue.found(kind)

    def be_tender(self) -> None:
        """Somebody is in tears: nobody is asked about their wording in this turn."""
        self._cue.forget()
        if self._scene.telling:
            self._scene.telling.tender = True

    def shouts_on(self, event: VoiceRaised) -> None:
        """A voice is raised in the five quiet seconds, which are none then."""
        if self._scene.partner:
            self._shouted(event)

    def heated(self, rung: int) -> None:
        """It is time for a pause, of this rung at least."""
        if self._scene.telling:
            self._scene.telling.heated = True
        self._heat.forget()
        self._cue.forget()
        self._pauses.climb(rung)

    def _shouted(self, event: VoiceRaised) -> bool:
        """Whether this is shouting; it takes the second rung at once (B5)."""
        shouted = self._heat.sustained(event.decibels, event.lasting)
        self._heated(shouted, rung=2)
        return shouted

    def _judged(self, event: HeatJudged) -> None:
        if self._scene.was_mirroring(event.ended) and event.heat != "hot":
            return  # who mirrors, quotes; but an insult is none
        if event.heat == "calm":
            self._scene.calm_words = True
        elif self._scene.telling:
            self._scene.telling.sore = True
        self._heated(self._heat.worded(event.heat, started=event.started, ended=event.ended))

    def _heated(self, heated: bool, *, rung: int = 1) -> None:
        if heated:
            self.heated(rung)

    def _overlapped(self, event: VoicesOverlapped) -> None:
        floor = self._scene.floor
        if not self._heat.counts(event.samples):
            return
        if self._heat.overlapped(event.at, event.samples):
            self._heated(True)
        elif floor:
            done = self._guard.overlapped(event.at)
            if done != "let be":
                self._orders.chime("soft")
            if done == "words":
                self._orders.say(self._lines.one_voice, partner=f"{{{other(floor.holder)}}}")

    def _help(self, event: MirrorJudged) -> None:
        """The words of a mirror were judged. The one who told it stays the judge; no score.

        Words may come late: while that judge is asked, they are still of use. A summary tells more
        than the piece it is held against: no point of it is called missed.
        """
        telling, floor = self._scene.telling, self._scene.floor
        mirroring = floor is not None and self._scene.mirroring
        if not telling or not (mirroring or self._scene.parent == "check"):
            return
        if not telling.sums_up:
            telling.heard = event
        if floor and event.act == "other" and (reminder := telling.reminder()):
            floor.remind(reminder)
        elif floor and event.act == "mirror":
            floor.mended()
