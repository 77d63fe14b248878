"""What can be said now, in a few words: the answers of an open question before anything else."""

from __future__ import annotations

from collections.abc import Sequence

from voice_coach.core.actions import Listen
from voice_coach.core.in_words import SAID
from voice_coach.exercise.keys import answer_keys
from voice_coach.exercise.meanings import NUMBERS, Meaning
from voice_coach.screen.view import MOST_SAYINGS, Saying

DONE = Saying(words="I'm done", key="enter")
MORE_TIME = Saying(words="let me finish", key="m")
PAUSE = Saying(words="pause", key="space")
STOP = Saying(words="stop", key="q")
GO_ON = Saying(words="continue", key="space")
HELP = Saying(words="what can I say?", key="h")
AGAIN = Saying(words="say that again", key="r")
EVERYTHING = (
    PAUSE,
    STOP,
    DONE,
    MORE_TIME,
    AGAIN,
    Saying(words="what do you mean?", key="e"),
    Saying(words="skip this", key="s"),
    Saying(words="go back", key="b"),
    Saying(words="start over", key="o"),
    Saying(words="undo", key="u"),
    Saying(words="how long have we got?", key="l"),
    Saying(words="slower", key="<"),
    Saying(words="faster", key=">"),
    Saying(words="louder", key="+"),
    Saying(words="quieter", key="-"),
    HELP,
)
"""What can be said at any time, or while somebody has the floor: shown to who asks for it."""

A_NUMBER = Saying(words="a number from zero to ten", key="", number=True)


def sayings(listen: Listen | None) -> tuple[Saying, ...]:
    """What fits this moment; "stop" is always the last of it.

    Args:
        listen: what counts now; None before anything does.
    """
    fitting = _fitting(listen) if listen else (PAUSE,)
    return (*fitting[: MOST_SAYINGS - 1], STOP)


def _fitting(listen: Listen) -> tuple[Saying, ...]:
    counts = listen.meanings
    if listen.purpose == "pause":
        return GO_ON, HELP
    if Meaning.CONTINUE in counts:
        return GO_ON, PAUSE
    if Meaning.HOLD_FLOOR in counts:
        return DONE, MORE_TIME, PAUSE
    if answers := _answers(counts):
        return *answers, PAUSE
    if Meaning.YIELD in counts:
        return DONE, PAUSE
    return PAUSE, AGAIN


def _answers(counts: Sequence[str]) -> tuple[Saying, ...]:
    keys = {meaning: key for key, meaning in answer_keys(counts).items()}
    if set(NUMBERS) <= keys.keys():
        return (A_NUMBER,)
    return tuple(
        Saying(words=SAID.get(meaning, meaning.lower()), key=key)
        for meaning, key in keys.items()
        if meaning != Meaning.SOMETIMES
    )
