"""The words of what was kept last time, lent to the steps that read it back (`exercise/kept.py`).

Those steps say `{kept}`, and the words are put in here, so that neither the session nor its log
ever holds any.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from voice_coach.core.actions import AnyAction, SayPrompt, ShowStep
from voice_coach.core.events import AnyEvent
from voice_coach.errors import KeepsakeError
from voice_coach.exercise.kept import Forgotten, Kept, place_of, reading
from voice_coach.store.keepsakes import Keepsake, Keepsakes

MOST = 4
"""Things read back: more would be a meeting of its own. The others are in `keep show`."""

MOST_WORDS = 18
"""Words of one that are said; with what the coach says around them a prompt stays short enough."""


FORGOTTEN = "Forgotten. It's gone from this computer."
NOT_FORGOTTEN = "I couldn't: the file can't be written. Try later: voice-coach keep forget."


class ReadingBack:
    """Lends the words of what was kept, and forgets what is to be forgotten.

    Args:
        kept: what is read back, in this order.
        keepsakes: where it is kept.
    """

    def __init__(self, kept: Sequence[Keepsake], keepsakes: Keepsakes) -> None:
        self._kept = kept
        self._keepsakes = keepsakes
        self._steps = {step.id: step for step in reading(len(kept)).steps}
        self._words = ""
        self._gone: set[int] = set()

    def noticed(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        """Know which one is on, and forget it when its step of forgetting begins."""
        for action in actions:
            if isinstance(action, ShowStep):
                match self._steps.get(action.step):
                    case Kept(number=number):
                        self._words = _spoken(self._kept[number])
                    case Forgotten(number=number):
                        self._words = self._forget(self._kept[number])

    def told(self, words: str) -> None:
        """What is said in this session is not for it."""

    def wording(self, worded: Callable[[SayPrompt], str]) -> Callable[[SayPrompt], str]:
        """The same wording of prompts, with the words put in where they are asked for."""

        def lent(prompt: SayPrompt) -> str:
            text = prompt.text.replace("{kept}", self._words)
            for number, one in enumerate(self._kept):
                text = text.replace(place_of(number), self._told(one))
            return worded(msgspec.structs.replace(prompt, text=text))

        return lent

    def _told(self, one: Keepsake) -> str:
        return FORGOTTEN if one.number in self._gone else _spoken(one)

    def _forget(self, one: Keepsake) -> str:
        try:
            self._keepsakes.forget([one.number])
        except KeepsakeError:
            return NOT_FORGOTTEN
        self._gone.add(one.number)
        return FORGOTTEN


def _spoken(keepsake: Keepsake) -> str:
    """A keepsake as a sentence: "Last time Ana kept a promise: ring before I am late."."""
    words = keepsake.words.translate(str.maketrans("{}", "()")).split()
    told = " ".join(words[:MOST_WORDS]).rstrip(".") + ("..." if len(words) > MOST_WORDS else ".")
    article = "a" if keepsake.kind in ("promise", "note") else "an"
    return f"Last time {keepsake.who or 'you'} kept {article} {keepsake.kind}: {told}"
