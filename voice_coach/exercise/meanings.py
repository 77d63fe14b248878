"""What a spoken phrase can stand for. The phrases themselves are data: `phrases/en/commands.toml`.

A script may use other answers of its own; those are meanings too, in capitals.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum


class Meaning(StrEnum):
    """Meanings the session itself acts on."""

    YES = "YES"
    NO = "NO"
    PARTLY = "PARTLY"
    YIELD = "YIELD"
    """The holder gives the floor up: "I'm done", "over to you"."""
    MORE = "MORE"
    """There is more to say."""
    HOLD_FLOOR = "HOLD_FLOOR"
    """The holder keeps the floor: "one more thing"."""
    CONTINUE = "CONTINUE"
    PAUSE = "PAUSE"
    MINUTE = "MINUTE"
    """A minute to breathe: "I need a minute"."""
    TIME_OUT = "TIME_OUT"
    """A break with a time to come back: "time out"."""
    STOP = "STOP"
    REPEAT = "REPEAT"
    SLOWER = "SLOWER"
    SHORTER = "SHORTER"
    LIGHTER = "LIGHTER"
    PASS = "PASS"
    EXPLAIN = "EXPLAIN"
    """A question to the coach: what is meant."""
    HELP = "HELP"
    """What can be said now."""
    TIME_LEFT = "TIME_LEFT"
    LOUDER = "LOUDER"
    QUIETER = "QUIETER"
    FASTER = "FASTER"
    BACK = "BACK"
    """To the step before."""
    START_OVER = "START_OVER"
    """This step from its beginning."""
    UNDO = "UNDO"
    """What was just acted on was not meant: "no, I said continue"."""
    LEAVING = "LEAVING"
    """Somebody says that they go: "I'm going to bed"."""
    LAST_TIME = "LAST_TIME"
    """What was kept last time: "what did we agree?"."""
    SOMETIMES = "SOMETIMES"
    """An answer that hedges: "now and then". It answers only a question whose step says how."""


SAFE_WORDS = (
    Meaning.PAUSE,
    Meaning.MINUTE,
    Meaning.TIME_OUT,
    Meaning.STOP,
    Meaning.REPEAT,
    Meaning.SLOWER,
    Meaning.SHORTER,
    Meaning.LIGHTER,
    Meaning.PASS,
)
"""From anyone, any time, no reason asked (block B8)."""

TO_THE_COACH = (
    Meaning.EXPLAIN,
    Meaning.HELP,
    Meaning.TIME_LEFT,
    Meaning.LOUDER,
    Meaning.QUIETER,
    Meaning.FASTER,
    Meaning.BACK,
    Meaning.START_OVER,
    Meaning.UNDO,
    Meaning.LEAVING,
    Meaning.LAST_TIME,
)
"""Questions and requests about how the coach does it: from anyone, any time, as safe words."""

ANY_TIME = (*SAFE_WORDS, *TO_THE_COACH)
"""What counts at every moment of a session."""

NUMBERS = tuple(str(number) for number in range(11))
"""Nought to ten."""


def counting(meanings: Sequence[str]) -> tuple[str, ...]:
    """What counts where these are listened for, and words are read: `ANY_TIME` beside them."""
    return tuple(dict.fromkeys((*meanings, *ANY_TIME))) if meanings else ()


def of_answer(answer: str) -> tuple[str, ...]:
    """The meanings of an answer as a script writes it: "yes" is YES, "0-10" is the numbers."""
    return NUMBERS if answer == "0-10" else (answer.upper(),)
