"""What was kept last time, read back as an exercise begins, and forgotten at once if they say so.

The exercise gets a few steps more for it. Their words are no part of them: a step says `{kept}`,
and the shell puts the words in, so that neither the session nor its log ever holds any.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from voice_coach.core.actions import AnyAction, SayPrompt, ShowStep
from voice_coach.core.events import AnyEvent
from voice_coach.errors import KeepsakeError
from voice_coach.exercise.script import AnyStep, Ask, Exercise, Part, Say
from voice_coach.store.keepsakes import Keepsake, Keepsakes

MOST = 4
"""Things read back: more would be a meeting of its own. The others are in `keep show`."""

MOST_WORDS = 18
"""Words of one that are said; with what the coach says around them a prompt stays short enough."""

ARRIVAL = ("arrival", "gate")
"""Parts that come before: whether it is a good time, and whether this is the right exercise."""

FORGOTTEN = "Forgotten. It's gone from this computer."
NOT_FORGOTTEN = "I couldn't: the file can't be written. Try later: voice-coach keep forget."


def with_kept(exercise: Exercise, kept: Sequence[Keepsake]) -> Exercise:
    """The exercise with so many things read back, after its arrival."""
    if not kept:
        return exercise
    part = Part(part="kept", steps=tuple(_steps(len(kept))))

    def placed(parts: tuple[Part, ...]) -> tuple[Part, ...]:
        first = next((i for i, each in enumerate(parts) if each.part not in ARRIVAL), len(parts))
        return (*parts[:first], part, *parts[first:]) if parts else ()

    return msgspec.structs.replace(
        exercise, couple=placed(exercise.couple), solo=placed(exercise.solo)
    )


def _steps(count: int) -> list[AnyStep]:
    steps: list[AnyStep] = []
    for number in range(1, count + 1):
        steps.append(
            Ask(
                id=f"kept-{number}",
                of="anyone",
                say='{kept} Say "yes" to keep it, or "forget that".',
                again='Say "yes" to keep it, or "please forget it".',
                answers=("yes", "forget"),
                otherwise="yes",
            )
        )
        steps.append(Say(id=f"forgotten-{number}", when={f"kept-{number}": "forget"}, say="{kept}"))
    return steps


class ReadingBack:
    """Lends the words of what was kept, and forgets what is to be forgotten.

    Args:
        kept: what is read back, in this order.
        keepsakes: where it is kept.
    """

    def __init__(self, kept: Sequence[Keepsake], keepsakes: Keepsakes) -> None:
        self._kept = kept
        self._keepsakes = keepsakes
        self._words = ""

    def noticed(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        """Know which one is on, and forget it when its step of forgetting begins."""
        for action in actions:
            if isinstance(action, ShowStep) and action.part == "kept":
                what, _, number = action.step.partition("-")
                one = self._kept[int(number) - 1]
                self._words = _spoken(one) if what == "kept" else self._forget(one)

    def wording(self, worded: Callable[[SayPrompt], str]) -> Callable[[SayPrompt], str]:
        """The same wording of prompts, with the words put in where they are asked for."""

        def lent(prompt: SayPrompt) -> str:
            text = prompt.text.replace("{kept}", self._words)
            return worded(msgspec.structs.replace(prompt, text=text))

        return lent

    def _forget(self, one: Keepsake) -> str:
        try:
            self._keepsakes.forget([one.number])
        except KeepsakeError:
            return NOT_FORGOTTEN
        return FORGOTTEN


def _spoken(keepsake: Keepsake) -> str:
    """A keepsake as a sentence: "Last time Ana kept a promise: ring before I am late."."""
    words = keepsake.words.translate(str.maketrans("{}", "()")).split()
    told = " ".join(words[:MOST_WORDS]).rstrip(".") + ("..." if len(words) > MOST_WORDS else ".")
    article = "a" if keepsake.kind in ("promise", "note") else "an"
    return f"Last time {keepsake.who or 'you'} kept {article} {keepsake.kind}: {told}"
