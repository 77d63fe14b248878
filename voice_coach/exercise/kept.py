"""The steps that read back what was kept last time, and forget it at once if they say so.

Only a session has them: no script can hold one, and no script's step has an id like theirs. The
words of what was kept are no part of them: a step says `{kept}`, and the shell puts the words in.
"""

from __future__ import annotations

from voice_coach.exercise.script import AnyStep, Ask, Part, Say


class Kept(Ask, frozen=True, kw_only=True):
    """One thing is read back, and may be forgotten."""

    number: int
    """Which one, counted from 0."""


class Forgotten(Say, frozen=True, kw_only=True):
    """It is to be forgotten, and the coach says so."""

    number: int


def place_of(number: int) -> str:
    """The place in a prompt for the words of one of them, at any time."""
    return f"{{kept:{number + 1}}}"


def reading(count: int) -> Part:
    """The part that reads back so many things."""
    steps: list[AnyStep] = []
    for number in range(count):
        # A script's id has no dot.
        asked = Kept(
            number=number,
            id=f"kept.{number + 1}",
            of="anyone",
            say='{kept} Say "yes" to keep it, or "forget that".',
            again='Say "yes" to keep it, or "please forget it".',
            answers=("yes", "forget"),
            otherwise="yes",
        )
        steps.append(asked)
        steps.append(
            Forgotten(
                number=number,
                id=f"forgotten.{number + 1}",
                when={asked.id: "forget"},
                say="{kept}",
            )
        )
    return Part(part="kept", steps=tuple(steps))
