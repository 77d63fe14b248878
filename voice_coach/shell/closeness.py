"""How close two people feel: asked only where both want it, shown only as a trend, on request.

Each types a number that the other does not see. Whoever knows one number and their mean knows the
other number, so neither is ever shown: only, after four sessions, whether it is going up or down
(exercises.md C.1, C.6). Nothing is ever said aloud.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

from voice_coach.exercise.meanings import NUMBERS
from voice_coach.shell.plan import SessionPlan
from voice_coach.store.between_file import Tell, change_between

FALLING_OVER = 4
"""Sessions in a row after which falling closeness is for a person to help with (C.8)."""

FALLEN_BY = 1.0
"""Least it must have fallen over them, of ten: less is a mood."""

A_PERSON = (
    "A trained person could help with this better than I can. It isn't a last resort. "
    "Whom to turn to: voice-coach help-contacts"
)


def check_closeness(
    plan: SessionPlan, home: Path, *, asked: Callable[[str], str], tell: Tell
) -> str:
    """Ask both for a number, keep their mean, and return a line to show, mostly none.

    Args:
        plan: the session that is over.
        home: the data folder.
        asked: puts a question whose answer is not seen, and may be left empty.
        tell: shows a line about a file that is no good.

    Raises:
        KeepsakeError: it cannot be kept.
    """
    given = [
        asked(f"{plan.names[who]}, how close do you feel, 0 to 10? Not shown, may be left out:")
        for who in ("a", "b")
    ]
    numbers = [int(each) for each in (one.strip() for one in given) if each in NUMBERS]
    if len(numbers) < 2:
        return ""
    mean = sum(numbers) / 2
    after = change_between(
        home, lambda now: now.with_level(mean) if now.closeness else now, tell=tell
    )
    return A_PERSON if falling(after.private.levels) else ""


def trend(levels: Sequence[float]) -> str:
    """What the last sessions come to, in words that no number can be reckoned from."""
    latest = levels[-FALLING_OVER:]
    if len(latest) < FALLING_OVER:
        return f"There is a trend to show after {FALLING_OVER} sessions."
    half = FALLING_OVER // 2
    rise = (sum(latest[half:]) - sum(latest[:half])) / half
    how = "closer than before" if rise >= FALLEN_BY else "about as close as before"
    if rise <= -FALLEN_BY:
        how = "less close than before"
    return f"Over your last {FALLING_OVER} sessions you two have felt {how}."


def falling(levels: Sequence[float]) -> bool:
    """Whether closeness has been falling for a while: a reason to name outside help."""
    latest = levels[-FALLING_OVER:]
    if len(latest) < FALLING_OVER or latest[0] - latest[-1] < FALLEN_BY:
        return False
    return all(later <= earlier for earlier, later in pairwise(latest))
