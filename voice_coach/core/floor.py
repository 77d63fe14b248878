"""Who holds the floor, for how long, and what the coach does while they do.

A floor is never closed by silence: silence only offers (block B3). It ends on a release phrase
followed by quiet, on a key, or when its time is up and the sentence is finished.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from voice_coach.core.orders import Orders
from voice_coach.core.patience import Patience
from voice_coach.core.states import Deadline
from voice_coach.core.timeline import Timeline
from voice_coach.exercise.coach_lines import CoachLines
from voice_coach.exercise.script import Hint, Partner
from voice_coach.signal.units import Samples, samples

OFFER_AFTER = samples(8)
"""Silence before "take your time" (exercises.md B3)."""

ASK_AFTER = samples(25)
"""Silence before asking, once, whether they are finished (B3)."""

WARN_BEFORE = samples(30)
"""Soft tone before the end of a turn (B1)."""

WARN_FROM = samples(90)
"""Shortest turn with a warning tone; in a shorter one it would come as it begins."""

GRACE = samples(20)
"""Longest wait for the end of a sentence after the time is up (B1)."""

GRACE_OF = 4
"""That is for long turns: after a short one they wait for no more than this part of it."""

SHORTEST_GRACE = samples(5)
"""But a sentence can always be finished."""

OFFER_FROM = samples(20)
"""Shortest floor in which "take your time" is said: in a shorter one it would be half over."""

YIELD_SILENCE = samples(0.8)
"""Quiet that must follow a release phrase (part E, L-YIELD)."""

GRACE_SILENCE = samples(2)
"""Quiet that tells a finished sentence from a breath when the time is up: pauses inside a thought
rarely last longer."""

HINT_SILENCE = samples(1.5)
"""Quiet before a hint that waited for its moment."""

EXTENSION = samples(30)
"""Added once when the holder says there is one more thing (part E, L-YIELD)."""

FLOOR_DEADLINES = (
    Deadline.FLOOR_UP,
    Deadline.WARNING,
    Deadline.GRACE_UP,
    Deadline.SILENCE_OFFER,
    Deadline.SILENCE_ASK,
    Deadline.YIELD_SETTLED,
    Deadline.HINT,
)


class Floor:
    """One partner's floor, from the moment the prompt that gave it has been said."""

    def __init__(
        self,
        *,
        holder: Partner,
        limit: Samples,
        timeline: Timeline,
        orders: Orders,
        lines: CoachLines,
        names: Mapping[str, str],
        patience: Patience,
        hints: Sequence[Hint] = (),
    ) -> None:
        self.holder = holder
        self.asked_finished = False
        self.used_at_all = False
        """Whether its holder has made a sound on it, or pressed a key."""
        self.unsaid = ""
        """A reminder that has not found its quiet moment yet."""
        self._patience = patience
        self._limit = limit
        self._timeline = timeline
        self._orders = orders
        self._lines = lines
        self._names = names
        self._hints = list(hints)
        self._offered = False
        self._extended = False
        self.began = orders.now
        self._talking = False
        self._in_grace = False
        self._hint_waits = False
        self._silent_since = orders.now
        timeline.set(Deadline.FLOOR_UP, orders.now + limit)
        if limit >= WARN_FROM:
            timeline.set(Deadline.WARNING, orders.now + limit - WARN_BEFORE)
        self._arm_hint()
        self.fell_silent(orders.now)

    @property
    def remaining(self) -> Samples:
        """Time left, in samples; none once the grace has begun."""
        return self._timeline.remaining(Deadline.FLOOR_UP, self._orders.now) or 0

    @property
    def used(self) -> Samples:
        """Time held so far. The grace is not counted against anyone."""
        return self._limit - self.remaining

    def began_talking(self) -> None:
        """Speech: nothing is offered, and a release phrase just heard was not one."""
        self._talking = self.used_at_all = True
        self._timeline.cancel(Deadline.SILENCE_OFFER, Deadline.SILENCE_ASK, Deadline.YIELD_SETTLED)
        if self._hint_waits:
            self._timeline.cancel(Deadline.HINT)

    def fell_silent(self, since: Samples) -> None:
        """Silence: count towards the offer and the one question."""
        self._talking = False
        self._silent_since = since
        if self._hint_waits:
            self._timeline.set(Deadline.HINT, since + HINT_SILENCE)
        if self._in_grace:
            self._timeline.set(Deadline.YIELD_SETTLED, since + GRACE_SILENCE)
            return
        if not self._offered and self._limit >= OFFER_FROM:
            self._timeline.set(Deadline.SILENCE_OFFER, since + OFFER_AFTER)
        if not self.asked_finished:
            self._timeline.set(Deadline.SILENCE_ASK, since + ASK_AFTER)

    def spoken_to(self) -> None:
        """The coach has said something into it: its next words wait, and the time is not theirs.

        Silence still counts from when they fell silent, so an offer does not put off the question.
        """
        if self._talking or self._in_grace:
            return
        not_before = self._orders.now + OFFER_AFTER
        if not self._offered and self._limit >= OFFER_FROM:
            self._timeline.set(Deadline.SILENCE_OFFER, not_before)
        if not self.asked_finished:
            ask = max(self._silent_since + ASK_AFTER, not_before)
            self._timeline.set(Deadline.SILENCE_ASK, ask)

    def reached(self, deadline: Deadline) -> Literal["over", "grace", "asked"] | None:
        """One of its deadlines came.

        Returns:
            "over": the floor is to be closed; "grace": its time is up but a sentence may be
            unfinished; "asked": the holder was asked whether they are finished; None: it goes on.
        """
        match deadline:
            case Deadline.FLOOR_UP:
                return self._time_up()
            case Deadline.YIELD_SETTLED | Deadline.GRACE_UP:
                return "over"
            case Deadline.WARNING:
                self._orders.chime("soft")
            case Deadline.SILENCE_OFFER:
                self._offered = True
                if self._patience.speaks_up():
                    self._say(self._lines.take_your_time)
            case Deadline.SILENCE_ASK if not self._patience.speaks_up():
                pass  # silence may last
            case Deadline.SILENCE_ASK:
                self.asked_finished = True
                self._say(self._lines.finished_or_more)
                return "asked"
            case _:
                self._hint()
        return None

    def went_on(self, since: Samples) -> None:
        """They were asked whether they are finished, and are not; silent again `since` then."""
        self.asked_finished = False
        self.fell_silent(since)

    def remind(self, text: str) -> None:
        """Say something in the next quiet moment, before any hint."""
        self.unsaid = text
        self._hints.insert(0, Hint(after_seconds=1.0, say=text))
        self._timeline.set(Deadline.HINT, max(self._orders.now, self._silent_since + HINT_SILENCE))

    def mended(self) -> None:
        """What was to be said is needed no more; hints come when they would have."""
        if not self.unsaid:
            return
        self._hints = [hint for hint in self._hints if hint.say != self.unsaid]
        self.unsaid = ""
        self._hint_waits = False
        self._timeline.cancel(Deadline.HINT)
        self._arm_hint()

    def released(self, ended: Samples) -> None:
        """A release phrase was heard: it counts if quiet follows."""
        self._timeline.set(Deadline.YIELD_SETTLED, max(self._orders.now, ended + YIELD_SILENCE))

    def extend(self) -> bool:
        """Give thirty seconds more, once. True if it was given."""
        if self._extended:
            return False
        self._extended = True
        self._in_grace = False
        self._limit += EXTENSION
        self._timeline.set(Deadline.FLOOR_UP, self._orders.now + self.remaining + EXTENSION)
        self._timeline.cancel(Deadline.GRACE_UP, Deadline.WARNING, Deadline.YIELD_SETTLED)
        self._arm_hint()
        if not self._talking:
            self.fell_silent(self._orders.now)
        return True

    def shorten(self) -> None:
        """Halve the time left, if there is any."""
        if self._in_grace:
            return
        half = self.remaining // 2
        self._limit -= self.remaining - half
        self._timeline.cancel(Deadline.WARNING)
        self._timeline.set(Deadline.FLOOR_UP, self._orders.now + half)

    def close(self) -> None:
        """Forget its deadlines."""
        self._timeline.cancel(*FLOOR_DEADLINES)

    def _time_up(self) -> Literal["over", "grace"]:
        """Over at once after the quiet of a finished sentence; else after it, or a grace."""
        now = self._orders.now
        if not self._talking and now - self._silent_since >= GRACE_SILENCE:
            return "over"
        self._timeline.cancel(Deadline.SILENCE_OFFER, Deadline.SILENCE_ASK, Deadline.HINT)
        grace = max(SHORTEST_GRACE, min(GRACE, self._limit // GRACE_OF))
        self._timeline.set(Deadline.GRACE_UP, now + grace)
        self._in_grace = True
        if not self._talking:
            self._timeline.set(Deadline.YIELD_SETTLED, self._silent_since + GRACE_SILENCE)
        self._orders.chime("soft")
        return "grace"

    def _hint(self) -> None:
        """Say the hint that is due, or keep it for the next quiet moment."""
        self._hint_waits = self._talking
        if not self._talking:
            hint = self._hints.pop(0)
            reminder = hint.say == self.unsaid
            if reminder or self._patience.speaks_up():
                self._say(hint.say)
            if reminder:
                self.unsaid = ""
            self._arm_hint()

    def _say(self, text: str) -> None:
        self._orders.say(text, **self._names)

    def _arm_hint(self) -> None:
        if self._hints:
            due = self.began + samples(self._hints[0].after_seconds)
            self._timeline.set(Deadline.HINT, max(due, self._orders.now))
