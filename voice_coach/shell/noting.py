"""After an exercise done alone: whether to note it in the private record, where that is on."""

from __future__ import annotations

from collections.abc import Callable

from voice_coach.errors import KeepsakeError
from voice_coach.shell.plan import SessionPlan
from voice_coach.store.practice import Practice, PracticeRecord

NOTE_IT = "Shall I note this in the practice record on this computer?"
SENTENCE = "A sentence of your own, if you like (Enter: none):"
NOTED = "Noted. To see it: voice-coach practice show"


def offer_to_note(
    plan: SessionPlan,
    record: PracticeRecord,
    *,
    agrees: Callable[[str], bool],
    asked: Callable[[str], str],
    tell: Callable[[str], None],
) -> None:
    """Note it only on a yes this time, so that nobody's practice is noted behind their back.

    Args:
        plan: the session that is over.
        record: where to note it.
        agrees: puts a question to be answered yes or no.
        asked: puts a question whose answer may be empty.
        tell: shows a line.
    """
    if not plan.tally or not record.on or not agrees(NOTE_IT):
        return
    if note(plan, record, sentence=asked(SENTENCE), tell=tell):
        tell(NOTED)


def note(
    plan: SessionPlan, record: PracticeRecord, *, sentence: str = "", tell: Callable[[str], None]
) -> bool:
    """Note it. Returns whether it is noted.

    Args:
        plan: the session that is over, done alone.
        record: where to note it.
        sentence: what they wrote to themselves.
        tell: shows a line, where it cannot be noted.
    """
    back = plan.tally.points if plan.tally else 0
    try:
        record.add(Practice(exercise=plan.exercise.name, back=back, sentence=sentence))
    except KeepsakeError as error:
        tell(error.message)
        return False
    return True
