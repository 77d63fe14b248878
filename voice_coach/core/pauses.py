"""The pause ladder (exercises.md B5), and the pauses people ask for.

Four rungs: five quiet seconds, a minute of paced breathing, a cool-down with an agreed time to
come back, the end for today. The coach takes the next one when an exchange grows heated again soon
after the one before; breathing and cool-down may also be asked for. Nobody is told who or what
brought a rung on, and its words are the same for both.
"""

from __future__ import annotations

from voice_coach.core.agreement import Agreement
from voice_coach.core.breath import Breathing
from voice_coach.core.memory import UNDO_WITHIN
from voice_coach.core.orders import Orders
from voice_coach.core.question import NO_INPUT_AFTER, NO_MATCH_AFTER
from voice_coach.core.scene import Scene
from voice_coach.core.standstill import WHILE_PAUSED, Standstill
from voice_coach.core.states import Deadline, Hold, HoldTrigger
from voice_coach.exercise.coach_lines import CoachLines
from voice_coach.exercise.meanings import ANY_TIME, Meaning
from voice_coach.exercise.script import Breathe, of_length
from voice_coach.signal.units import Samples, samples

QUIET = samples(5)
"""The first rung: five seconds worked as well as ten or fifteen (finding 5)."""

LONGEST_QUIET = samples(15)
"""Those five seconds begin again when somebody talks, but never last longer than this in all."""

MOMENT = samples(10)
"""Quiet for somebody in tears (E01); it begins again when somebody talks, as the first rung's."""

SETTLE = Breathe(id="settle", say="-", seconds=70.0)
"""The second rung: seven breaths of ten seconds (B5: 60 to 90 s; E18: four in, six out)."""

BETWEEN_SENTENCES = samples(1.5)
"""Quiet after talk in the second rung before its tones go on: longer than drawing breath, so that
no tone covers the next sentence of somebody who shouts."""

AGAIN_WITHIN = samples(180)
"""Heated again this soon after a rung is the next rung (B5); later, it is the first."""

MAX_COOL_DOWNS = 2
"""The second cool-down of a day is its end (B5, C.1)."""

ABSENT_AFTER = samples(12)
"""Silence after "are you both still here?" before it is taken that nobody is."""

LONGEST_ABSENCE = samples(120)
"""How long an empty room is waited for."""

TAKEN_BACK = (Hold.RUNNING, Hold.RESUMING, Hold.PAUSED, Hold.BREATHING, Hold.COOLING)
"""Where a pause that was asked for, or going on, can be taken back."""

LEFT = (Hold.RUNNING, Hold.RESUMING, Hold.BREATH, Hold.BREATHING, Hold.PAUSED)
"""Where somebody who says that they go is taken at their word."""

CALMING = (Hold.BREATH, Hold.BREATHING)
"""The rungs that pass by themselves."""

WHILE_CALMING = (*ANY_TIME, Meaning.CONTINUE)
"""What counts in them."""


class Pauses:
    """The ladder of one session.

    Args:
        standstill: holds the exercise.
        scene: what is on in the exercise.
        orders: where orders go.
        lines: what the coach says.
        cool_downs: how many cool-downs there were earlier today.
        alone: whether one person practises: nobody else has to agree to a break.
    """

    def __init__(
        self,
        *,
        standstill: Standstill,
        scene: Scene,
        orders: Orders,
        lines: CoachLines,
        cool_downs: int,
        alone: bool,
    ) -> None:
        self._standstill = standstill
        self._timeline = standstill.timeline
        self._scene = scene
        self._orders = orders
        self._lines = lines
        self._cool_downs = cool_downs
        self._alone = alone
        self._acted: Samples | None = None
        self._rung = 0
        self._rung_over: Samples = 0
        self._quiet_until: Samples | None = None
        self._talking = False
        self._waited = False
        self._asked_presence = False
        self._quiet = QUIET
        self._breathing: Breathing | None = None
        self._asked_for = False
        self._agreement = Agreement(
            standstill=standstill, scene=scene, orders=orders, lines=lines, alone=alone
        )

    # --- Taking a rung ---------------------------------------------------------------------

    def climb(self, at_least: int = 1) -> None:
        """The exchange is heated: take the next rung, or this one if it is higher."""
        again = self._rung > 0 and self._orders.now - self._rung_over <= AGAIN_WITHIN
        self._rung = max(at_least, self._rung + 1 if again else 1)
        match self._rung:
            case 1:
                self._be_quiet()
            case 2:
                self._breathe(asked=False)
            case 3:
                self.cool_down()
            case _:
                self.end()

    def cool_down(self) -> None:
        """Stop for a good while and agree when to come back; enough of them end the day."""
        self._cool_downs += 1
        if self._cool_downs >= MAX_COOL_DOWNS:
            self.end()
            return
        self._standstill.begin(HoldTrigger.COOL_DOWN_DUE, "cool-down")
        self._agreement.begin()

    def end(self) -> None:
        """End for today, in the ordinary words of an early ending."""
        self._standstill.let_go()
        self._scene.close("early")

    def give_a_moment(self) -> None:
        """Somebody is in tears: quiet, and nothing asked (E01). No rung: nothing was hot."""
        if self._standstill.may(HoldTrigger.QUIET_DUE):
            self._be_quiet(tears=True)

    def wait(self) -> None:
        """A consent that nobody gave: wait until both are ready; not long, if nobody is there."""
        self._scene.missing = None
        self._standstill.pause(self._lines.when_ready)
        if not self._scene.presence.sound:
            self._waited = True
            self._timeline.set(Deadline.ABSENT, self._orders.now + LONGEST_ABSENCE)

    def ask_who_is_there(self) -> None:
        """Nobody made a sound for two turns, or somebody says that they go.

        Without an answer: a wait, then the early ending.
        """
        self._scene.missing = None
        self._waited = False
        lines = self._lines
        text = lines.still_here_alone if self._alone else lines.still_here
        if self._standstill.hold is Hold.PAUSED:
            self._standstill.tell(text)
        else:
            self._standstill.pause(text)
        self._standstill.listen("paused", (*WHILE_PAUSED, Meaning.NO), purpose="pause")
        self._asked_presence = True
        self._timeline.set(Deadline.ABSENT, self._orders.now + ABSENT_AFTER)

    def _nobody_there(self) -> None:
        """Nobody has answered that: say so once, and wait no longer than that."""
        if self._waited:
            self.end()
            return
        self._waited = True
        self._standstill.tell(self._lines.nobody_there)
        self._timeline.set(Deadline.ABSENT, self._orders.now + LONGEST_ABSENCE)

    def _be_quiet(self, *, tears: bool = False) -> None:
        """Five quiet seconds; or, where nothing was hot, ten, and no chime that calls to order."""
        self._standstill.begin(HoldTrigger.QUIET_DUE, "breath")
        self._quiet, self._quiet_until = MOMENT if tears else QUIET, None
        if not tears:
            self._orders.chime("soft")
        self._standstill.tell(self._lines.moment if tears else self._lines.breath)
        self._standstill.listen("breath", WHILE_CALMING)

    def _breathe(self, *, asked: bool) -> None:
        """A minute of breathing. Whoever asked for it may have said why: nobody is quoted then."""
        self._standstill.begin(HoldTrigger.BREATHING_DUE, "breathing")
        self._breathing, self._asked_for = None, asked
        self._standstill.tell(self._lines.settle)
        self._standstill.listen("settle", WHILE_CALMING)

    def _go_on(self) -> None:
        if self._standstill.hold is Hold.BREATH and self._quiet == MOMENT:
            self._standstill.go_on(self._lines.moment_over)
            return
        self._rung_over = self._orders.now
        breathed = self._standstill.hold is Hold.BREATHING
        calm = breathed and self._scene.calm_words and not self._asked_for
        underneath = self._scene.look_underneath(said=not calm)
        self._standstill.go_on(self._lines.resumed_calm if calm else underneath)

    # --- What happens meanwhile ------------------------------------------------------------

    def heard(self, meaning: str) -> bool:
        """Take a meaning that is not "stop". False: the exercise may have it."""
        standstill = self._standstill
        hold = standstill.hold
        if hold is Hold.COOLING and meaning not in (Meaning.PAUSE, Meaning.UNDO):
            self._agreement.heard(meaning)
            return True
        match meaning:
            case Meaning.UNDO if self._was_meant_otherwise(hold):
                self._asked_presence = False
                if hold in (Hold.RUNNING, Hold.RESUMING):
                    standstill.pause(self._lines.paused)
                elif hold is Hold.COOLING:
                    self._cool_downs -= 1
                    standstill.pause(self._lines.paused)
                else:
                    standstill.go_on()
            case Meaning.PAUSE if standstill.may(HoldTrigger.PAUSE_ASKED):
                self._acted = self._orders.now
                self._asked_presence = False
                standstill.pause(self._lines.paused)
            case Meaning.NO | Meaning.LEAVING if self._asked_presence:
                self._asked_presence = False
                self._timeline.cancel(Deadline.ABSENT)
                standstill.tell(self._lines.when_ready)
            case Meaning.LEAVING if hold in LEFT:
                self._acted = self._orders.now
                self.ask_who_is_there()
            case Meaning.MINUTE if standstill.may(HoldTrigger.BREATHING_DUE):
                self._acted = self._orders.now
                self._breathe(asked=True)
            case Meaning.TIME_OUT if standstill.may(HoldTrigger.COOL_DOWN_DUE):
                self._acted = self._orders.now
                self.cool_down()
            case Meaning.CONTINUE | Meaning.YES if hold in (Hold.PAUSED, Hold.DEAF_PAUSED):
                self._acted = self._orders.now
                self._end_pause()
            case Meaning.CONTINUE | Meaning.PASS if hold in CALMING:
                self._go_on()
            case _ if hold is Hold.RESUMING:
                self._acted = None
                standstill.went_on()  # nobody needs to hear out "going on"
                return False
            case _ if self._asked_presence:
                self._end_pause()  # whatever it was that they said: they are there
            case _ if hold is Hold.RUNNING:
                self._acted = None  # whatever comes now is acted on later than that
                return False
            case _:
                pass
        return True

    def spoken(self) -> None:
        """Somebody said something that stands for nothing: where it was asked, they are there."""
        if self._asked_presence:
            self._end_pause()

    def _end_pause(self) -> None:
        there = self._lines.still_here_then if self._asked_presence else ""
        if not self._asked_presence:
            self._scene.patience.heard()
        self._asked_presence = False
        self._standstill.go_on(there)

    def _was_meant_otherwise(self, hold: Hold) -> bool:
        """Whether a hold was begun or ended by a phrase a moment ago, and may be taken back."""
        acted, self._acted = self._acted, None
        recent = acted is not None and self._orders.now - acted <= UNDO_WITHIN
        return recent and hold in TAKEN_BACK

    def prompt_finished(self) -> bool:
        """Everything there was to say has been heard. False: the exercise goes on from there."""
        match self._standstill.hold:
            case Hold.RUNNING | Hold.OVER:
                return False
            case Hold.RESUMING:
                self._standstill.went_on()
            case Hold.BREATH:
                self._quiet_until = self._orders.now + LONGEST_QUIET
                quiet = LONGEST_QUIET if self._talking else self._quiet
                self._timeline.set(Deadline.CALM, self._orders.now + quiet)
            case Hold.BREATHING if not self._breathing:
                self._breathing = Breathing(
                    SETTLE,
                    lasting=of_length(SETTLE.seconds, ""),
                    lines=self._lines,
                    timeline=self._timeline,
                    orders=self._orders,
                )
            case Hold.COOLING:
                self._timeline.set(Deadline.NO_INPUT, self._orders.now + NO_INPUT_AFTER)
            case _:
                pass
        return True

    def speech_started(self) -> None:
        """Somebody talks: the quiet is not quiet yet, and nobody breathes to a tone."""
        self._talking = True
        self._timeline.cancel(Deadline.ABSENT)  # somebody is there
        hold = self._standstill.hold
        if hold is Hold.BREATH and self._quiet_until is not None:
            self._timeline.set(Deadline.CALM, self._quiet_until)
        elif hold is Hold.BREATHING:
            self._timeline.cancel(Deadline.BREATH_TURN)

    def speech_ended(self) -> None:
        """They fell silent."""
        self._talking = False
        hold, now = self._standstill.hold, self._orders.now
        if hold is Hold.BREATH and self._quiet_until is not None:
            self._timeline.set(Deadline.CALM, min(now + self._quiet, self._quiet_until))
        elif hold is Hold.BREATHING and self._breathing:
            self._timeline.set(Deadline.BREATH_TURN, now + BETWEEN_SENTENCES)
        elif hold is Hold.COOLING:
            self._timeline.set(Deadline.NO_INPUT, now + NO_MATCH_AFTER)

    def reached(self, deadline: Deadline) -> None:
        """A deadline of a hold came."""
        match deadline:
            case Deadline.STILL_PAUSED:
                if not self._standstill.still_paused():
                    self.end()
            case Deadline.ABSENT:
                self._nobody_there()
            case Deadline.CALM | Deadline.BREATHING_UP:
                self._go_on()
            case Deadline.BREATH_TURN:
                assert self._breathing
                self._breathing.turn()
            case _:
                self._agreement.no_input()
