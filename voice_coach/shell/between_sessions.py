"""What a session takes from those before it, and what it leaves for the next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from voice_coach.core.actions import EndSession
from voice_coach.errors import UsageError
from voice_coach.exercise.script import Exercise, Partner
from voice_coach.signal.units import seconds
from voice_coach.store.between import Between, keep_between, now_here, read_between

COME_BACK = "come-back"
"""The exercise that leads back after a cool-down."""


class BetweenSessions:
    """One session's view of the others.

    Args:
        home: the data folder.
        exercise: what is about to be done.
        solo: whether somebody does it alone.
    """

    def __init__(self, home: Path, exercise: Exercise, *, solo: bool) -> None:
        self._home = home
        self._exercise = exercise
        self._solo = solo
        self._between = read_between(home)

    @property
    def cool_downs(self) -> int:
        """Cool-downs earlier today."""
        return self._between.cool_downs_on(now_here().date())

    @property
    def first(self) -> Partner:
        """Who is the speaker first: they take turns."""
        return "b" if self._between.calm % 2 and not self._solo else "a"

    def check_open(self) -> None:
        """See that the coach's pace has come to this exercise. Alone, every one is open.

        Raises:
            UsageError: it has not.
        """
        if not self._solo and not self._between.opens(self._exercise.level):
            raise UsageError(
                f"{self._exercise.title} opens at the coach's pace, after a few calm sessions.",
                "Begin with an easy one: `voice-coach list`. Before the first session: "
                "`voice-coach setup`, each of you alone.",
            )

    @property
    def asks_closeness(self) -> bool:
        """Whether both want to be asked how close they feel."""
        return self._between.closeness and not self._solo

    def before(self) -> Iterator[str]:
        """Lines to show before it begins; each only as often as it is meant to be."""
        due = self._between.due_at(now_here())
        if due and self._exercise.name != COME_BACK and not self._between.reminded:
            yield f"You agreed to come back at {due:%H:%M}. When you are ready: voice-coach resume"
            self._keep(self._between.after_reminder())
        if rhythm := self._between.today(now_here().date()):
            yield f"Your time is today: {rhythm.in_words}."
        if self._solo and self._between.cards:
            yield "Help & contacts, the same page for everybody: voice-coach help-contacts"
            self._keep(self._between.after_card())

    def after(self, ending: EndSession, *, live: bool) -> str:
        """The line to show when it is over, and what is kept of it.

        Args:
            ending: how it ended.
            live: whether people were led by voice: only that counts as a calm session.
        """
        between = self._between
        if ending.reason == "finished":
            if self._exercise.name == COME_BACK:
                between = between.back_again()
            self._keep(between.after_session() if live and not self._solo else between)
            return "Finished."
        if ending.come_back is not None:
            away = dt.timedelta(seconds=seconds(ending.come_back))
            self._keep(between.after_cool_down(now_here(), away))
            return f"You come back at {now_here() + away:%H:%M}: voice-coach resume"
        if not self._solo:
            self._keep(between.after_early_ending())
        return "Ended early, which is always fine. Nothing you said was kept."

    def _keep(self, between: Between) -> None:
        if between != self._between:
            self._between = between
            keep_between(self._home, between)
