"""What a session listens for at a moment, by the moment's name: for trying the ears without one."""

from __future__ import annotations

from voice_coach.core.actions import Listen, Purpose
from voice_coach.core.standstill import WHILE_PAUSED
from voice_coach.errors import UsageError
from voice_coach.exercise.meanings import ANY_TIME, NUMBERS, Meaning, counting

MOMENTS: dict[str, tuple[Purpose, tuple[str, ...]]] = {
    "floor": ("turn", (*ANY_TIME, Meaning.YIELD, Meaning.HOLD_FLOOR, Meaning.MORE)),
    "yesno": ("answer", (*ANY_TIME, Meaning.YES, Meaning.NO, Meaning.MORE)),
    "gotit": ("answer", (*ANY_TIME, Meaning.YES, Meaning.PARTLY, Meaning.NO, Meaning.MORE)),
    "number": ("answer", (*ANY_TIME, *NUMBERS)),
    "paused": ("pause", WHILE_PAUSED),
}
"""Purpose, and what counts. Held to the session's own orders by a test; MORE is an answer to one
question that is answered with yes or no, "is there more?"."""

OPEN = "open"
"""The moment at which nothing is asked. Of sound, every phrase there is counts then."""

CHOICE = "choice:"
"""Before the answers of a question of one's own: "choice:easy,warm,serious"."""

NAMES = f"{', '.join(MOMENTS)}, {OPEN} or {CHOICE}A,B"


def listening(moment: str, every: tuple[str, ...]) -> Listen:
    """The session's order to listen, as at this moment.

    Args:
        moment: a name of `NAMES`.
        every: all meanings there are.

    Raises:
        UsageError: there is no such moment.
    """
    if moment == OPEN:
        return Listen(at=0, partner=None, purpose="nothing", step=moment, meanings=every)
    if moment in MOMENTS:
        purpose, meanings = MOMENTS[moment]
        return Listen(at=0, partner="a", purpose=purpose, step=moment, meanings=meanings)
    answers = moment.removeprefix(CHOICE).split(",") if moment.startswith(CHOICE) else ()
    own = tuple(each.strip().upper() for each in answers if each.strip())
    if not own:
        raise UsageError(f'There is no moment "{moment}" to listen at.', f"Use one of {NAMES}.")
    meanings = (*ANY_TIME, *own)
    return Listen(at=0, partner="a", purpose="answer", step=moment, meanings=meanings)


def counts_at(moment: str) -> tuple[str, ...]:
    """What a typed line may mean at a moment.

    Where nothing is asked (`OPEN`) that is a request.

    Raises:
        UsageError: there is no such moment.
    """
    if moment == OPEN:
        return (*ANY_TIME, Meaning.CONTINUE, Meaning.MORE)
    return counting(listening(moment, ()).meanings)
