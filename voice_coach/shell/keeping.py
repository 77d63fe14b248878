"""After a session: what of it to keep, asked of everybody who was in it, and typed by them.

Before one: what was kept, read back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from itertools import groupby

import msgspec

from voice_coach.errors import KeepsakeError
from voice_coach.exercise.duration import usual_way
from voice_coach.exercise.script import FloorStep, Keep, Partner
from voice_coach.hearing.grammar import CommandPhrases
from voice_coach.shell.plan import SessionPlan
from voice_coach.shell.reading_back import MOST, ReadingBack
from voice_coach.store.keepsakes import Keepsake, Keepsakes

ASKED: dict[Keep, str] = {
    "agreement": "what did you agree on?",
    "promise": "what is your promise?",
    "action": "what is the one thing you'll do?",
    "note": "what is your note?",
}


ONCE_MORE = "That is not kept yet. Try once more?"

KEPT = 'Saved. Changed your mind? Type "forget that"; otherwise press Enter.'


def keepable(plan: SessionPlan) -> list[tuple[Partner, Keep]]:
    """What a session may leave: who said it, and what it is."""
    found: dict[tuple[Partner, Keep], None] = {}
    chosen = plan.settings
    for planned in usual_way(chosen.exercise, mode=chosen.mode, length=chosen.length):
        if isinstance(planned.step, FloorStep) and planned.step.keeps:
            found[(planned.partner or planned.speaker, planned.step.keeps)] = None
    return list(found)


def offer_to_keep(
    plan: SessionPlan,
    keepsakes: Keepsakes,
    *,
    agrees: Callable[[str], bool],
    asked: Callable[[str], str],
    tell: Callable[[str], None],
    today: date,
) -> int:
    """Keep what they like, if everybody agrees. Returns how many things were kept.

    Args:
        plan: the session that is over.
        keepsakes: where to keep it.
        agrees: puts a yes-or-no question; silence is no.
        asked: puts a question that may be left empty.
        tell: shows a line about what went wrong.
        today: the day.

    Raises:
        KeepsakeError: what was to be forgotten could not be.
    """
    if not keepable(plan):
        return 0
    names = [name for name in plan.names.values() if name] or [""]
    if not all(
        agrees(_to(name, "would you like to keep what you agreed, on this computer?"))
        for name in names
    ):
        return 0
    return keep_typed(
        plan,
        keepable(plan),
        keepsakes,
        agrees=agrees,
        asked=asked,
        tell=tell,
        today=today,
    )


def keep_typed(
    plan: SessionPlan,
    left: Sequence[tuple[Partner, Keep]],
    keepsakes: Keepsakes,
    *,
    agrees: Callable[[str], bool],
    asked: Callable[[str], str],
    tell: Callable[[str], None],
    today: date,
) -> int:
    """Keep what they type of these, where everybody has agreed; as `offer_to_keep`."""
    kept = []
    for partner, kind in left:
        name = plan.names[partner]
        if words := asked(_to(name, ASKED[kind])).strip():
            kept.append(
                Keepsake(day=today, exercise=plan.exercise.name, kind=kind, who=name, words=words)
            )
    if not kept:
        return 0
    while True:  # what they typed is not lost while another program is in the way
        try:
            numbers = keepsakes.keep(kept)
            break
        except KeepsakeError as error:
            tell(error.message)
            if not agrees(ONCE_MORE):
                return 0
    if meaning_of(asked(KEPT)) == "FORGET":
        keepsakes.forget(numbers)
        return 0
    return len(kept)


def reading_back(
    plan: SessionPlan, keepsakes: Keepsakes, *, tell: Callable[[str], None]
) -> SessionPlan:
    """The session, with what an exercise of this name left last time read back in it.

    A file that cannot be read is told of, and is no reason not to begin.
    """
    try:
        found = keepsakes.all()
    except KeepsakeError as error:
        tell(error.message)
        return plan
    tell_no_good(keepsakes, tell)
    of_exercise = [each for each in found if each.exercise == plan.exercise.name]
    last_day = max((each.day for each in of_exercise), default=None)
    kept = [each for each in of_exercise if each.day == last_day][:MOST]
    return msgspec.structs.replace(
        plan,
        settings=msgspec.structs.replace(plan.settings, kept=len(kept)),
        lends=ReadingBack(kept, keepsakes) if kept else None,
    )


def tell_no_good(keepsakes: Keepsakes, tell: Callable[[str], None]) -> None:
    """Name what could not be read of what was kept."""
    if keepsakes.set_aside:
        tell(
            "The file of what you kept was damaged, or from a newer version. It has been moved to "
            f"{keepsakes.set_aside}."
        )
    for number in keepsakes.unreadable:
        tell(f"Number {number} of what is kept makes no sense. `voice-coach keep forget {number}`")


def meaning_of(line: str) -> str | None:
    """What a line typed at a question about keeping means."""
    return CommandPhrases.load().meaning_of_text(line, ["FORGET"])


def as_line(keepsake: Keepsake) -> str:
    """A keepsake as a line."""
    who = f", {keepsake.who}" if keepsake.who else ""
    return f"{keepsake.day.isoformat()}{who}, {keepsake.kind}: {keepsake.words}"


def as_markdown(keepsakes: Sequence[Keepsake]) -> str:
    """Keepsakes as a page, by days."""
    lines = ["# What we kept"]
    for day, kept in groupby(keepsakes, key=lambda each: each.day):
        lines += ["", f"## {day.isoformat()}", ""]
        lines += [f"- {_marked(told)}" for told in (_told(each) for each in kept)]
    return "\n".join(lines) + "\n"


def _told(keepsake: Keepsake) -> str:
    who = f"{keepsake.who}, " if keepsake.who else ""
    return f"{who}{keepsake.kind}: {keepsake.words}"


def _marked(text: str) -> str:
    """Words as they are: none of their marks is one of Markdown's."""
    return re.sub(r"([\\`*_\[\]<>#])", r"\\\1", " ".join(text.split()))


def _to(name: str, question: str) -> str:
    return f"{name}, {question}" if name else question[0].upper() + question[1:]
