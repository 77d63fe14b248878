"""What was acted on last, and the way back to before it: it may not have been meant."""

from __future__ import annotations

import copy

import msgspec

from voice_coach.core.question import Question
from voice_coach.core.scene import Scene
from voice_coach.core.telling import Telling
from voice_coach.exercise.route import Place
from voice_coach.signal.units import Samples, samples

UNDO_WITHIN = samples(7)
"""How long what was acted on, a pause or going on too, can be taken back: five seconds, and the
time to say so."""


class Before(msgspec.Struct, frozen=True, kw_only=True):
    """Where things stood before something was acted on."""

    at: Samples
    place: Place
    parent: str
    """The scene's state without its last part."""
    telling: Telling | None
    """What was being told, as it was then; None: the step had not come to that."""
    question: Question | None
    """What was asked about it; None: somebody had the floor."""
    left: Samples
    """Time that was left of that floor."""


class Memory:
    """One session's."""

    def __init__(self) -> None:
        self._before: Before | None = None

    def keep(self, scene: Scene, place: Place, now: Samples) -> None:
        """Something is about to be acted on."""
        asked_or_told = scene.floor or scene.question
        self._before = Before(
            at=now,
            place=place,
            parent=scene.parent,
            telling=copy.copy(scene.telling) if asked_or_told else None,
            question=scene.question,
            left=scene.remaining or 0,
        )

    def fresh(self, now: Samples) -> bool:
        """Whether something was acted on a moment ago."""
        return self._before is not None and now - self._before.at <= UNDO_WITHIN

    def forget(self) -> None:
        """What was acted on is not to be taken back."""
        self._before = None

    def take(self) -> Before:
        """How it was before that, once."""
        before, self._before = self._before, None
        assert before
        return before
