"""A readable account of a session: what the coach said, whose floor it was, what it understood.

What partners say appears only where they are actors: nothing here hears words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from voice_coach.core.actions import (
    AnyAction,
    EndSession,
    SayPrompt,
    ShowFloor,
    ShowHold,
    ShowResume,
    ShowStep,
    ShowUnclear,
)
from voice_coach.core.events import AnyEvent, UtteranceHeard
from voice_coach.core.in_words import SAID
from voice_coach.exercise.meanings import Meaning
from voice_coach.exercise.script import Partner, addressed
from voice_coach.screen.viewer import UNCLEAR
from voice_coach.shell.beat import unbroken
from voice_coach.signal.units import Samples, seconds

ENDINGS = {
    "finished": "[the session is finished]",
    "early": "[the session ended early]",
    "cool-down": "[the session stops for a break]",
}


class Transcript:
    """Writes lines as the session goes by.

    Args:
        names: the partners' names.
        worded: a prompt as it is spoken; by default with nothing but names put in.
        write: takes each line's moment, in samples, and its text.
        steps: whether it tells where in the script they are, for those who write or read one.
        ends: whether it tells how the session ended: a greeting only goes on into the next.
        hushed: whether it tells neither answers nor steps: somebody answered alone, and the lines
            still stand there when the other one is back.
    """

    def __init__(
        self,
        *,
        names: dict[Partner, str],
        write: Callable[[Samples, str], None],
        worded: Callable[[SayPrompt], str] | None = None,
        steps: bool = True,
        ends: bool = True,
        hushed: bool = False,
    ) -> None:
        self._names = names
        self._worded = worded or (lambda prompt: unbroken(addressed(prompt.text, names)))
        self._write = write
        self._steps = steps and not hushed
        self._ends = ends
        self._hushed = hushed

    def noticed(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        """Write what is worth reading."""
        if (
            isinstance(event, UtteranceHeard)
            and not self._hushed
            and event.by != "key"
            and event.meaning
            and event.meaning != Meaning.STOP  # no ending tells its cause
        ):
            how = "heard" if event.by == "voice" else "typed"
            how = how if event.sure else "perhaps"
            self._write(event.at, f"({how}: {in_words(event.meaning)})")
        for action in actions:
            if text := self._line(action):
                self._write(action.at, text)

    def said(self, at: Samples, who: Partner, words: str) -> None:
        """Write what an actor says."""
        self._write(at, f"{self._names[who]}: {words}")

    def _line(self, action: AnyAction) -> str | None:
        match action:
            case SayPrompt():
                return f"{action.voice.capitalize()}: {self._worded(action)}"
            case ShowStep(step=step, part=part, speaker=speaker) if self._steps:
                whose = self._names[speaker] and f" (speaker: {self._names[speaker]})"
                return f"--- {part} / {step}{whose}"
            case ShowFloor(holder=holder, samples=left) if holder:
                has = f"{name} has" if (name := self._names[holder]) else "You have"
                return f"[{has} the floor for {clock(left)}]"
            case ShowHold(reason=reason, remaining=left):
                return f"[on hold: {reason}{_left(left)}]"
            case ShowResume(remaining=left):
                return f"[going on{_left(left)}]"
            case ShowUnclear():
                return f"[{UNCLEAR}]"
            case EndSession(reason=reason) if self._ends:
                return ENDINGS[reason]
            case _:
                return None


def in_words(meaning: str) -> str:
    """A meaning as people would say it: "I'm done", "not quite", "hold floor"."""
    if meaning == Meaning.YIELD:
        return "I'm done"
    return SAID.get(meaning, meaning.lower().replace("_", " "))


def clock(at: Samples) -> str:
    """Minutes and seconds, for people: 75.5 s is "01:15.5"."""
    minutes, tenths = divmod(round(seconds(at) * 10), 600)
    return f"{minutes:02d}:{tenths / 10:04.1f}"


def _left(remaining: Samples | None) -> str:
    return "" if remaining is None else f", {clock(remaining)} left"
