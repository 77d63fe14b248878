"""What is known between two sessions: how far a couple has come, and when they come back.

A few counts and a moment; no names, no reasons, and no words but a private stop sentence that
somebody chose to have. Everybody starts at the easy level, and
harder ones open at the coach's pace (exercises.md C.2): after calm sessions, and after both
partners went through the private set-up without a worry. Somebody who had a worry looks the same
here as somebody who never took the set-up. Whoever reads this may still guess at a closed door.
"""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import Literal

import msgspec

Level = Literal["easy", "warm", "deep"]

CALM_NEEDED: dict[Level, int] = {"easy": 0, "warm": 2, "deep": 4}
"""Sessions brought to their end before a level opens (row 59: two calm ones)."""

BOTH = 2

RESTS_AFTER = dt.timedelta(hours=24)
"""Past a day a break reads as avoidance (finding 5): a return missed by so much rests."""

FILE = "between.json"


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

    day: int
    """0 is Monday."""
    hour: str
    """As HH:MM."""
    exercise: str = ""

    @property
    def told(self) -> str:
        """In words."""
        what = f", {self.exercise}" if self.exercise else ""
        return f"{DAYS[self.day].capitalize()}, {self.hour}{what}"

    @staticmethod
    def is_hour(text: str) -> bool:
        """Whether a text is an hour of the day."""
        try:
            dt.datetime.strptime(text, "%H:%M")
        except ValueError:
            return False
        return True


class Between(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that is kept without being asked for."""

    calm: int = 0
    """Sessions for two that came to their ordinary end."""
    ready: int = 0
    """Set-ups in a row that raised no worry; both partners' are needed."""
    cards: int = 0
    """Solo sessions that still show where Help & contacts is: one for each partner after any early
    ending, whatever its reason, so that it tells nothing (C.4)."""
    stop_phrases: tuple[str, ...] = ()
    """Sentences that end a session as an ordinary ending, each chosen by somebody in the set-up."""
    coming_back: ComingBack | None = None
    """Kept because both said yes to it, until they have come back or a day has gone by."""
    rhythm: Rhythm | None = None
    """The weekly time they agreed on, if they wanted one kept."""
    closeness: bool = False
    """Whether both want to be asked how close they feel after a session."""
    no_words: bool = False
    """Whether somebody said no to a model that hears words: it is not offered again."""

    def opens(self, level: Level) -> bool:
        """Whether exercises of this level are open."""
        return level == "easy" or (self.ready >= BOTH and self.calm >= CALM_NEEDED[level])

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
        """With the question after sessions, or without."""
        return msgspec.structs.replace(self, closeness=wanted)

    def without_words(self) -> Between:
        """After a "no" to hearing words."""
        return msgspec.structs.replace(self, no_words=True)

    def after_session(self) -> Between:
        """After a session for two that came to its ordinary end."""
        return msgspec.structs.replace(self, calm=self.calm + 1)

    def after_early_ending(self) -> Between:
        """After a session for two that ended early, for whatever reason."""
        return msgspec.structs.replace(self, cards=BOTH)

    def after_card(self) -> Between:
        """After somebody alone was shown where Help & contacts is."""
        return msgspec.structs.replace(self, cards=self.cards - 1)

    def after_setup(self, *, worried: bool, stop_phrase: str = "") -> Between:
        """After somebody's set-up; the last two sentences chosen count."""
        chosen = (*self.stop_phrases, stop_phrase) if stop_phrase else self.stop_phrases
        return msgspec.structs.replace(
            self, ready=0 if worried else self.ready + 1, stop_phrases=chosen[-BOTH:]
        )

    def after_cool_down(self, now: dt.datetime, away: dt.timedelta) -> Between:
        """After both agreed to come back, so long from now."""
        back = ComingBack(at=now + away, called=now, cool_downs=self.cool_downs_on(now.date()) + 1)
        return msgspec.structs.replace(self, coming_back=back)

    def after_reminder(self) -> Between:
        """After the one gentle reminder."""
        assert self.coming_back
        back = msgspec.structs.replace(self.coming_back, reminded=True)
        return msgspec.structs.replace(self, coming_back=back)

    def back_again(self) -> Between:
        """They have come back, or let it rest."""
        return msgspec.structs.replace(self, coming_back=None)


def now_here() -> dt.datetime:
    """This moment, in the time zone of this machine."""
    return dt.datetime.now().astimezone()


def read_between(home: Path) -> Between:
    """What is kept in the data folder; where it cannot be read, the beginning."""
    try:
        return msgspec.json.decode((home / FILE).read_bytes(), type=Between)
    except (OSError, msgspec.DecodeError, msgspec.ValidationError):
        return Between()


def keep_between(home: Path, between: Between) -> None:
    """Keep it, for this user's eyes only. On a full disk the old one stays."""
    new = home / f".{FILE}"
    try:
        home.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(msgspec.json.encode(between))
        new.replace(home / FILE)
    except OSError:
        return  # a convenience: no session fails for it
