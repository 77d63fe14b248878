"""A session that is no exercise: the coach asks or tells something, and is led as any other."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from voice_coach.core.settings import SessionSettings
from voice_coach.exercise.coach_lines import CoachLines
from voice_coach.exercise.script import AnyStep, Exercise, Mode, Part, Partner
from voice_coach.shell.plan import Lends, SessionPlan

NOBODY: dict[Partner, str] = {"a": "", "b": ""}


def asking(
    steps: Sequence[AnyStep],
    *,
    title: str,
    lines: CoachLines,
    mode: Mode = "solo",
    names: dict[Partner, str] = NOBODY,
    lends: Lends | None = None,
    stop_phrases: tuple[str, ...] = (),
) -> SessionPlan:
    """The plan of such a session.

    Args:
        steps: what is asked or told.
        title: what it is called on the screen.
        lines: what the coach says beside it.
        mode: whether there are two of them, or it is not known yet.
        names: what they are called, if that is known.
        lends: words for steps that say `{kept}`.
        stop_phrases: sentences that end it as "stop" does.
    """
    parts = (Part(part=title.lower(), steps=tuple(steps)),)
    exercise = Exercise(
        name=title.lower(),
        title=title,
        level="easy",
        purpose="Find what fits.",
        about="Our own wording.",
        minutes={"short": 0.5},
        couple=parts if mode == "couple" else (),
        solo=parts if mode == "solo" else (),
        cap_minutes=15,
    )
    settings = SessionSettings(exercise=exercise, lines=lines, mode=mode, sensitivity="off")
    return SessionPlan(settings=settings, names=names, lends=lends, stop_phrases=stop_phrases)


def before_anything(lines: CoachLines) -> CoachLines:
    """The coach's lines where nothing has been done yet: some would mean something else there."""
    return msgspec.structs.replace(
        lines,
        finished="One moment.",
        ended_early="Another time, then. Take good care.",
        when_ready="There's no hurry. When you're ready, say \"continue\".",
    )
