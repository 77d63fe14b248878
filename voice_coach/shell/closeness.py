"""How close two people feel: one number for both, kept only where both want it, shown on request.

Each types a number that the other does not see. Their mean is kept, and neither number is: so
nothing can be held against anybody (exercises.md C.1, C.6). Nothing is ever said aloud.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise

from voice_coach.exercise.meanings import NUMBERS
from voice_coach.shell.plan import SessionPlan
from voice_coach.store.keepsakes import Closeness, Keepsakes

FALLING_OVER = 4
"""Sessions in a row after which falling closeness is for a person to help with (C.8)."""

FALLEN_BY = 1.0
"""Least it must have fallen over them, of ten: less is a mood."""

A_PERSON = (
    "A trained person could help with this better than I can. It isn't a last resort. "
    "Whom to turn to: voice-coach help-contacts"
)


def check_closeness(
    plan: SessionPlan, keepsakes: Keepsakes, *, asked: Callable[[str], str], today: date
) -> str:
    """Ask both for a number, keep their mean, and return a line to show, mostly none.

    Args:
        plan: the session that is over.
        keepsakes: where it is kept.
        asked: puts a question whose answer is not seen, and may be left empty.
        today: the day.
    """
    given = [
        asked(f"{plan.names[who]}, how close do you feel, 0 to 10? (hidden; Enter to skip)")
        for who in ("a", "b")
    ]
    numbers = [int(each) for each in (one.strip() for one in given) if each in NUMBERS]
    if len(numbers) < 2:
        return ""
    keepsakes.keep_closeness(Closeness(day=today, level=sum(numbers) / 2))
    return A_PERSON if falling(keepsakes.closeness()) else ""


def falling(levels: Sequence[Closeness]) -> bool:
    """Whether closeness has been falling for a while: a reason to name outside help."""
    latest = [each.level for each in levels[-FALLING_OVER:]]
    if len(latest) < FALLING_OVER or latest[0] - latest[-1] < FALLEN_BY:
        return False
    return all(later <= earlier for earlier, later in pairwise(latest))
