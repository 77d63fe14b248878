"""What a session takes from those before it, and what it leaves for the next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

from voice_coach.core.actions import EndSession
from voice_coach.errors import KeepsakeError, UsageError
from voice_coach.exercise.script import Exercise, Mode, Partner
from voice_coach.signal.units import seconds
from voice_coach.store.between import PACE, Between, back_at, now_here
from voice_coach.store.between_file import Tell, change_between, read_between

COME_BACK = "come-back"
"""The exercise that leads back after a cool-down."""

RESUME = "voice-coach resume"

HELP = "Help & contacts, the same page for everybody: voice-coach help-contacts"
"""Shown before everything done alone: so it is shown after an early ending of two as well, and
nothing that was kept for it tells of one (exercises.md C.4)."""


class BetweenSessions:
    """One session's view of the others.

    Args:
        home: the data folder.
        exercise: what is about to be done.
        solo: whether somebody does it alone.
        tell: shows a line about what could not be read or kept.
    """

    def __init__(self, home: Path, exercise: Exercise, *, solo: bool, tell: Tell) -> None:
        self._home = home
        self._exercise = exercise
        self._solo = solo
        self._tell = tell
        self._between = read_between(home, tell=tell)

    @property
    def cool_downs(self) -> int:
        """Cool-downs earlier today."""
        return self._between.cool_downs_on(now_here().date())

    @property
    def first(self) -> Partner:
        """Who is the speaker first: they take turns."""
        return "b" if self._between.calm % 2 and not self._solo else "a"

    @property
    def stop_phrases(self) -> tuple[str, ...]:
        """Sentences that end a session as an ordinary ending."""
        return self._between.stop_phrases

    def is_open(self, exercise: Exercise) -> bool:
        """Whether the coach's pace has come to an exercise. Alone, every one is open."""
        return opens(self._between, exercise, "solo" if self._solo else "couple")

    def check_open(self) -> None:
        """See that the coach's pace has come to this exercise.

        Raises:
            UsageError: it has not.
        """
        if not self.is_open(self._exercise):
            raise UsageError(
                f"{self._exercise.title} opens {PACE}.",
                "`voice-coach list` shows what is open. Alone, everything is.",
            )

    @property
    def asks_closeness(self) -> bool:
        """Whether both want to be asked how close they feel, as of now."""
        return not self._solo and read_between(self._home, tell=self._tell).closeness

    def before(self) -> Iterator[str]:
        """Lines to show before it begins; the reminder only once."""
        due = self._between.due_at(now_here())
        if due and self._exercise.name != COME_BACK and not self._between.reminded:
            yield f"You agreed to come back {told_time(due)}. To begin, type: {RESUME}"
            self._keep(Between.after_reminder)
        if rhythm := self._between.today(now_here().date()):
            yield f"Today is your time together: {rhythm.in_words}."
        if self._solo:
            yield HELP

    def after(self, ending: EndSession, *, live: bool) -> str:
        """The line to show when it is over; what is kept of it is on the disk by then.

        Args:
            ending: how it ended.
            live: whether people were led by voice: only that counts as a calm session.
        """
        if ending.reason == "finished":
            if self._exercise.name == COME_BACK:
                self._keep(Between.back_again)
            if live and not self._solo:
                self._keep(Between.after_session)
            return "Finished."
        if ending.come_back is not None:
            away = dt.timedelta(seconds=seconds(ending.come_back))
            now = now_here()
            due = told_time(back_at(now, away))
            if self._keep(lambda between: between.after_cool_down(now, away)):
                return f"See you {due}. When you're both ready, type: {RESUME}"
            return f"See you {due}. Please remember the time: I couldn't keep it."
        return "Ended early, which is always fine. Nothing you said was kept."

    def _keep(self, change: Callable[[Between], Between]) -> bool:
        """Keep a change. A session goes on where that fails, and says so."""
        try:
            change_between(self._home, change, tell=self._tell)
        except KeepsakeError as error:
            self._tell(error.message)
            return False
        return True


def opens(between: Between, exercise: Exercise, mode: Mode) -> bool:
    """Whether the coach's pace has come to an exercise. Alone, every one is open."""
    return mode == "solo" or between.opens(exercise.level)


def told_time(due: dt.datetime) -> str:
    """When they come back, in words: "at 20:40", "tomorrow at 20:40"."""
    due = due.astimezone()
    days = (due.date() - now_here().date()).days
    day = "tomorrow " if days > 0 else "yesterday " if days < 0 else ""
    return f"{day}at {due:%H:%M}"
