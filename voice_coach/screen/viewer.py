"""Looks at a session as it goes by, and tells what is to be seen of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from voice_coach.core.actions import (
    AnyAction,
    EndSession,
    HoldReason,
    Listen,
    PlayChime,
    SayPrompt,
    ShowFloor,
    ShowHold,
    ShowResume,
    ShowStep,
    ShowUnclear,
)
from voice_coach.core.breath import TONE_SHARE
from voice_coach.core.events import AnyEvent, SpeechEnded, SpeechStarted
from voice_coach.core.settings import SessionSettings
from voice_coach.exercise.meanings import Meaning
from voice_coach.exercise.plan import other, plan
from voice_coach.exercise.script import Partner, Quiet
from voice_coach.screen.ribbon import Ribbon
from voice_coach.screen.sayings import sayings
from voice_coach.screen.trail import Trail
from voice_coach.screen.view import Sight, View
from voice_coach.signal.units import SAMPLE_RATE, Samples, samples

UNCLEAR = "I didn't catch that."
"""What is shown, beside its tone, where something was heard and not understood."""

SLOWLY = SAMPLE_RATE
"""Nothing moves more often than once in a second, but for the breath."""

SMOOTHLY = SAMPLE_RATE // 10
"""How often a breath moves."""

LAST_SECONDS = samples(10)
"""From when on a floor's time is told in figures."""

FADING = samples(20)
"""How long the shape takes to fade in a quiet step."""

FAULT_STAYS = samples(20)
"""How long a fault is told, once nothing stands still for it."""

HOLDS: dict[HoldReason, str] = {"paused": "On hold", "audio lost": "One moment"}
"""What is shown in place of everything else. The other holds are a part of the exercise."""


class Viewer:
    """Follows one session.

    Args:
        settings: what the session is made of.
        names: what the partners are called.
        worded: a prompt as it is spoken.
        back_at: the time of day so many samples from now, "20:30".
    """

    def __init__(
        self,
        settings: SessionSettings,
        *,
        names: dict[Partner, str],
        worded: Callable[[SayPrompt], str],
        back_at: Callable[[Samples], str],
    ) -> None:
        lines = settings.lines
        self._last_lines = (lines.ended_early, lines.finished, lines.cooling_down)
        self._alone = settings.mode == "solo"
        self._names = names
        self._worded = worded
        self._back_at = back_at
        planned = plan(
            settings.exercise,
            mode=settings.mode,
            length=settings.length,
            first=settings.first,
            kept=settings.kept,
        )
        self._trail = Trail(planned)
        self._quiet = {each.step.id for each in planned if isinstance(each.step, Quiet)}
        self._step = ""
        self._at: Samples = 0
        self._looked: Samples = 0
        self._line = self._unclear = self._fault = self._until = ""
        self._fault_since: Samples = 0
        self._listen: Listen | None = None
        self._holder: Partner | None = None
        self._began: Samples = 0
        self._ends: Samples = 0
        self._hold: HoldReason | None = None
        self._held: Samples = 0
        self._tone: tuple[Samples, Samples, bool] | None = None
        self._resting: Samples | None = None
        self._over = False
        self._after: tuple[str, ...] = ()
        self._ribbon: Ribbon = ()
        self._page_stays: frozenset[str] | None = None
        self._card: tuple[str, ...] = ()
        self._caption: str | None = None
        self.view = View()
        """What is to be seen now: another value whenever something changed."""

    def noticed(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        """Follow an event and its orders."""
        self._at = event.at
        if isinstance(event, SpeechStarted | SpeechEnded):
            self._unclear = ""
        for action in actions:
            self._follow(action)
        often = SMOOTHLY if self._tone else SLOWLY
        if (
            actions
            or event.at // often != self._looked // often
            or self._unclear != self.view.unclear
        ):
            self._look()

    def tell(self, fault: str) -> None:
        """Something is wrong with a device, or right again."""
        self._fault, self._fault_since = fault, self._at
        self._look()

    def caption(self, words: str) -> None:
        """Show what somebody said, or nothing any more."""
        self._caption = words
        self._look()

    def hold_up(self, card: str) -> None:
        """Show whom to turn to, line by line, until they go on after a pause or leave."""
        self._card = tuple(card.splitlines())
        self._look()

    def close(self, lines: tuple[str, ...], ribbon: Ribbon) -> None:
        """It is over: show these lines, and what remains of it, until somebody leaves."""
        self._after, self._ribbon = lines, ribbon
        self._look()

    def begin_with(self, lines: tuple[str, ...], ribbon: Ribbon, steps: frozenset[str]) -> None:
        """Show what remains of the session before while these steps of this one are on."""
        self._page_stays = steps
        self.close(lines, ribbon)

    # --- What there is to see ----------------------------------------------------------------

    def _look(self) -> None:
        self._looked = self._at
        if not self._hold and self._at - self._fault_since > FAULT_STAYS:
            self._fault = ""
        self.view = self._seen()

    def _seen(self) -> View:
        sight = self._sight()
        asked = self._listen.partner if self._listen and sight == "asked" else None
        holder = self._holder if sight == "floor" else asked
        return View(
            sight=sight,
            holder=holder,
            name=(self._names[holder] or "You") if holder else "",
            under=self._under() if sight == "floor" else "",
            share=self._share() if sight == "floor" else 0.0,
            seconds_left=self._seconds_left() if sight == "floor" else None,
            line=self._line,
            caption=self._caption if sight == "floor" else None,
            sayings=() if self._over else sayings(self._listen),
            trail=(0, 0) if sight in ("hold", "over") else self._trail.dots,
            breath=self._breath() if sight == "breathing" else 0.0,
            faded=self._faded() if sight == "quiet" else 0.0,
            hold=HOLDS.get(self._hold, "") if self._hold and sight == "hold" else "",
            until=self._until,
            unclear=self._unclear,
            fault=self._fault,
            card=self._card,
            after=self._after,
            ribbon=self._ribbon,
        )

    def _sight(self) -> Sight:
        if self._over:
            return "over"
        if self._hold in HOLDS:
            return "hold"
        if self._tone:
            return "breathing"
        if self._hold == "breath" or self._resting is not None:
            return "quiet"
        if self._hold:
            return "coach"
        if self._holder:
            return "floor"
        return "asked" if self._listen and self._listen.purpose == "answer" else "coach"

    def _under(self) -> str:
        assert self._holder
        if self._alone:
            return ""
        listener = self._names[other(self._holder)]
        told_back = self._listen and self._listen.purpose == "mirror"
        return f"{listener} hears it back" if told_back else f"{listener} listens"

    @property
    def _now(self) -> Samples:
        """The moment of the floor's time: it stands still in a hold."""
        return self._held if self._hold else self._at

    def _share(self) -> float:
        """In whole seconds, so that nothing flickers."""
        lasting, gone = self._ends - self._began, self._now - self._began
        whole = gone // SLOWLY * SLOWLY
        return round(min(1.0, whole / lasting), 3) if lasting > 0 else 1.0

    def _seconds_left(self) -> int | None:
        left = self._ends - self._now
        return -(-left // SAMPLE_RATE) if 0 < left <= LAST_SECONDS else None

    def _breath(self) -> float:
        assert self._tone
        began, lasting, rising = self._tone
        gone = min(1.0, (self._at - began) / lasting)
        eased = gone * gone * (3 - 2 * gone)  # slow at both ends, as a breath is
        return round(eased if rising else 1 - eased, 2)

    def _faded(self) -> float:
        if self._resting is None:
            return 0.0
        gone = (self._at - self._resting) // SLOWLY * SLOWLY
        return round(min(1.0, gone / FADING), 2)

    # --- What happens ------------------------------------------------------------------------

    def _follow(self, action: AnyAction) -> None:
        match action:
            case SayPrompt():
                self._line, self._unclear = self._worded(action), ""
                if action.text in self._last_lines:
                    self._end()
            case ShowStep(step=step, part=part, speaker=speaker):
                self._step = step
                self._rest(None)
                if self._page_stays is not None and step not in self._page_stays:
                    self._after, self._ribbon, self._page_stays = (), (), None
                self._trail.come_to(step, part, speaker)
            case ShowFloor(holder=holder, samples=left, at=at):
                self._give_floor(holder, left, at)
            case ShowHold(reason=reason, at=at):
                self._held = self._now if self._hold else at
                self._hold, self._tone = reason, None
            case ShowResume(remaining=left, at=at):
                self._go_on(left, at)
            case Listen():
                self._listen = action
                quiet = Meaning.YIELD in action.meanings and action.purpose == "nothing"
                if quiet and self._step in self._quiet and self._resting is None:
                    self._rest(action.at)
            case PlayChime(tone="rise" | "fall" as tone, seconds=lasting, at=at):
                self._tone = at, samples(lasting / TONE_SHARE), tone == "rise"
            case ShowUnclear():
                self._unclear = UNCLEAR
            case EndSession(come_back=come_back):
                self._end()
                if come_back is not None:
                    self._until = f"Back at {self._back_at(come_back)}"
            case _:
                pass

    def _give_floor(self, holder: Partner | None, left: Samples, at: Samples) -> None:
        if holder is None or holder != self._holder:
            self._began = at
        self._holder, self._ends = holder, at + left

    def _go_on(self, left: Samples | None, at: Samples) -> None:
        """The floor's time is moved by as long as it stood still."""
        stood = at - self._held
        self._began, self._ends = self._began + stood, at + (left or 0)
        self._hold, self._tone, self._fault, self._card = None, None, "", ()

    def _rest(self, since: Samples | None) -> None:
        self._resting, self._tone = since, None

    def _end(self) -> None:
        self._over = True
        self._hold = self._holder = self._tone = self._resting = None
