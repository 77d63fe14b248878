"""What is known between two sessions: how far a couple has come, and when they come back.

A count and a moment; no names, no reasons, and no words but a private stop sentence that somebody
chose to have. Everybody starts at the easy level, and harder ones open at the coach's pace
(exercises.md C.2): after calm sessions, and after both partners took the private set-up without a
worry. A question left out is none. What a set-up leaves is masked and looks different each time, so
neither a look at the file nor a look at two of them tells one set-up from another; whoever takes
the program apart can still find out, and whoever reads this may guess at a closed door. No set-up
takes back what another one left: a worry stays, and so does a sentence. An open door stays open.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

import msgspec

Level = Literal["easy", "warm", "deep"]

CALM_NEEDED: dict[Level, int] = {"easy": 0, "warm": 2, "deep": 4}
"""Sessions brought to their end before a level opens (row 59: two calm ones)."""

PACE = (
    "at the coach's pace: after a few calm sessions for two, once each of you has taken the two "
    "private minutes of `voice-coach setup`"
)
"""What opens a door. The same for everybody."""

HARDEST: tuple[Level, ...] = ("deep", "warm", "easy")

Who = Literal[1, 2]
"""One of the two, as they chose to call themselves in the set-up."""

BOTH: tuple[Who, ...] = (1, 2)

Answered = Literal["fine", "worry"]
"""What somebody's answers come to: no worry, or one at least. A question left out is none."""

LEVELS_KEPT = 8
"""Sessions whose closeness is remembered: twice as many as it is judged by."""

RESTS_AFTER = dt.timedelta(hours=24)
"""Past a day a break reads as avoidance (finding 5): a return missed by so much rests."""


class ComingBack(msgspec.Struct, frozen=True, kw_only=True):
    """An agreement to come back after a cool-down (E05)."""

    at: dt.datetime
    """When, by the clock on the wall, with its time zone."""
    called: dt.datetime
    """When the break began."""
    cool_downs: int = 1
    """Breaks so far on the day it began: the second is enough for a day (B5)."""
    reminded: bool = False
    """Whether the one gentle reminder was given."""


DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Rhythm(msgspec.Struct, frozen=True, kw_only=True):
    """A weekly time for each other."""

    day: Annotated[int, msgspec.Meta(ge=0, le=6)]
    """0 is Monday."""
    hour: str
    """As HH:MM, with two digits each."""
    exercise: str = ""

    @property
    def in_words(self) -> str:
        """In words."""
        what = f", {self.exercise}" if self.exercise else ""
        return f"{DAYS[self.day].capitalize()}, {self.hour}{what}"


def hour_of(text: str) -> str | None:
    """An hour of the day as HH:MM, "7:05" as "07:05"; None where a text is none."""
    try:
        return dt.datetime.strptime(text, "%H:%M").strftime("%H:%M")
    except ValueError:
        return None


class Private(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a set-up, or a question whose answer is not seen, leaves. Masked on the disk."""

    answered: tuple[Who, ...] = ()
    """Who has taken the set-up, whichever questions they left out."""
    most: Level | None = None
    """The hardest level there will be: what was open when somebody first told a worry."""
    stop_phrases: tuple[str, ...] = ()
    """Sentences that end a session as an ordinary ending, each chosen by somebody in the set-up."""
    levels: tuple[float, ...] = ()
    """How close they felt, the oldest first: the mean of both, from 0 to 10. Never shown."""


class Between(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything that is kept without being asked for."""

    calm: int = 0
    """Sessions for two that came to their ordinary end."""
    coming_back: ComingBack | None = None
    """Kept because both said yes to it, until they have come back or a day has gone by."""
    rhythm: Rhythm | None = None
    """The weekly time they agreed on, if they wanted one kept."""
    closeness: bool = False
    """Whether both want to be asked how close they feel after a session."""
    private: Private = Private()
    no_words: bool = False
    """Whether somebody said no to a model that hears words: it is not offered again."""

    def opens(self, level: Level) -> bool:
        """Whether exercises of this level are open."""
        if level == "easy":
            return True
        most = self.private.most
        if most and HARDEST.index(level) < HARDEST.index(most):
            return False
        both = set(self.private.answered) == set(BOTH)
        return both and self.calm >= CALM_NEEDED[level]

    @property
    def stop_phrases(self) -> tuple[str, ...]:
        """Sentences that end a session as an ordinary ending."""
        return self.private.stop_phrases

    def cool_downs_on(self, day: dt.date) -> int:
        """Cool-downs called on a day, as far as is known."""
        back = self.coming_back
        return back.cool_downs if back and back.called.astimezone().date() == day else 0

    def due_at(self, now: dt.datetime) -> dt.datetime | None:
        """When they come back; None where nothing is agreed, or it rests by now."""
        back = self.coming_back
        return back.at.astimezone() if back and now <= back.at + RESTS_AFTER else None

    @property
    def reminded(self) -> bool:
        """Whether the one gentle reminder was given."""
        return self.coming_back is not None and self.coming_back.reminded

    def today(self, day: dt.date) -> Rhythm | None:
        """Their time, if it is on this day."""
        return self.rhythm if self.rhythm and self.rhythm.day == day.weekday() else None

    def in_rhythm(self, rhythm: Rhythm | None) -> Between:
        """With another weekly time, or none."""
        return msgspec.structs.replace(self, rhythm=rhythm)

    def with_closeness(self, wanted: bool) -> Between:
        """With the question after sessions; without it, nothing of it is remembered."""
        changed = msgspec.structs.replace(self, closeness=wanted)
        return changed if wanted else changed.without_levels()

    def with_level(self, level: float) -> Between:
        """With one more answer to it."""
        levels = (*self.private.levels, level)[-LEVELS_KEPT:]
        return self._privately(levels=levels)

    def without_levels(self) -> Between:
        """With every answer to it forgotten."""
        return self._privately(levels=())

    def without_words(self) -> Between:
        """After a "no" to hearing words."""
        return msgspec.structs.replace(self, no_words=True)

    def after_session(self) -> Between:
        """After a session for two that came to its ordinary end."""
        return msgspec.structs.replace(self, calm=self.calm + 1)

    def after_setup(self, *, who: Who | None, answers: Answered, stop_phrase: str = "") -> Between:
        """After somebody's set-up. Nothing that another one left is taken back."""
        private = self.private
        answered, most, phrases = private.answered, private.most, private.stop_phrases
        if who and who not in answered:
            answered = (*answered, who)
        if answers == "worry" and most is None:
            most = next(level for level in HARDEST if self.opens(level))
        if stop_phrase and stop_phrase not in phrases:
            phrases = (*phrases, stop_phrase)
        return self._privately(answered=answered, most=most, stop_phrases=phrases)

    def after_cool_down(self, now: dt.datetime, away: dt.timedelta) -> Between:
        """After both agreed to come back, so long from now."""
        breaks = self.cool_downs_on(now.date()) + 1
        back = ComingBack(at=back_at(now, away), called=now, cool_downs=breaks)
        return msgspec.structs.replace(self, coming_back=back)

    def after_reminder(self) -> Between:
        """After the one gentle reminder."""
        if not self.coming_back:
            return self  # they have come back meanwhile
        back = msgspec.structs.replace(self.coming_back, reminded=True)
        return msgspec.structs.replace(self, coming_back=back)

    def back_again(self) -> Between:
        """They have come back, or let it rest."""
        return msgspec.structs.replace(self, coming_back=None)

    def _privately(self, **changes: object) -> Between:
        private = msgspec.structs.replace(self.private, **changes)
        return msgspec.structs.replace(self, private=private)


def now_here() -> dt.datetime:
    """This moment, in the time zone of this machine."""
    return dt.datetime.now().astimezone()


def back_at(now: dt.datetime, away: dt.timedelta) -> dt.datetime:
    """When so long from now is: whole days are days on the wall, whatever its clocks do.

    "Tomorrow at this time" is the same hour, though the night may have 23 or 25 of them.
    """
    on_the_wall = now.astimezone().replace(tzinfo=None) + dt.timedelta(days=away.days)
    return on_the_wall.astimezone() + dt.timedelta(seconds=away.seconds)
