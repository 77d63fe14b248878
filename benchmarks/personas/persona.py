"""Twelve ways to be half of a couple."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import msgspec

from benchmarks.personas.wording import Wordings, moment_of
from voice_coach.core.actions import Listen
from voice_coach.exercise.meanings import ANY_TIME, NUMBERS

MANNERS = (
    *("polite", "rambling", "mumbling", "repeating", "walking out", "crying"),
    *("swearing", "interrupted", "story-telling", "speaking for the other", "silent", "joking"),
)

MUMBLES = ("um", "hmm", "mm well", "er", "you know")
INSULTS = ("you idiot", "shut up", "you make me sick", "you're pathetic", "I hate you")
STORIES = (
    "well my sister had the same thing last spring",
    "it's like that time at the lake when the car broke down",
    "my father used to say it takes two to carry a table",
)
JOKES = ("you could sell tickets for this", "quick, somebody write that down", "that's a first")
TEARS = ("sorry, I'm crying", "I'm in tears", "I can't stop crying")
CHILD = ("hang on sweetheart", "somebody's at the door", "hang on, the phone", "the baby's crying")
GOING = ("I'm going to bed", "I'm off to bed", "I'm walking out")
FOR_THE_OTHER = ("she thinks it was all my doing", "he means the thing with the car")

ASKS = 0.06
"""How often somebody asks for something in a moment."""

STOPS = 0.1
"""How many of these requests end the evening or hold it for long."""

ENDING = ("STOP", "TIME_OUT", "SHORTER", "LIGHTER", "PASS", "BACK", "START_OVER", "UNDO")
"""Requests that are rarer than others."""


class Line(msgspec.Struct, kw_only=True):
    """Something said."""

    text: str
    meant: str | None = None
    """What is wanted by it; None: it is talk."""
    again: bool = False
    """Whether it only repeats what was said just before: nothing more is wanted."""
    goes: bool = False
    """Whether they leave the room with it."""

    @property
    def lasting(self) -> float:
        """Seconds."""
        return max(0.5, len(self.text.split()) / 2.5)


class Persona:
    """One of the two.

    Args:
        manner: how they are.
        wordings: what they say.
        chance: decides for them.
    """

    def __init__(self, manner: str, wordings: Wordings, chance: Random) -> None:
        self.manner = manner
        self.gone = False
        self._wordings = wordings
        self._chance = chance

    def responds(self, listen: Listen, *, asked: int) -> list[Line]:
        """What they say when it is for them to talk; `asked`: how often they were asked before."""
        if self.gone:
            return []
        lines = self._before(listen, asked)
        if lines and lines[-1].goes:
            return lines
        if self._rolls(ASKS) and (wanted := self._request(listen)):
            return [*lines, self._says(wanted, listen)]
        if self.manner == "silent" and (asked < 2 or listen.purpose != "answer"):
            return lines
        return [*lines, *self._goes_along(listen)]

    def insists(self, meant: str, listen: Listen) -> list[Line]:
        """Nothing happened: once more, in other words."""
        return [] if self.gone else [self._says(meant, listen)]

    def _before(self, listen: Listen, asked: int) -> list[Line]:
        on_floor = moment_of(listen) == "floor"
        match self.manner:
            case "mumbling" if not on_floor and asked < 1 and self._rolls(0.5):
                return [Line(text=self._one(MUMBLES))]
            case "walking out" if self._rolls(0.06):
                return [Line(text=self._one(GOING), meant="LEAVING", goes=True)]
            case "crying" if on_floor and self._rolls(0.15):
                return [Line(text=self._one(TEARS))]
            case "swearing" if on_floor and self._rolls(0.12):
                return [Line(text=self._one(INSULTS))]
            case "interrupted" if listen.purpose != "pause" and self._rolls(0.12):
                return [Line(text=self._one(CHILD), meant="PAUSE")]
            case "story-telling" if self._rolls(0.4):
                return [Line(text=self._one(STORIES))]
            case "speaking for the other" if on_floor and self._rolls(0.4):
                return [Line(text=self._one(FOR_THE_OTHER))]
            case "joking" if self._rolls(0.3):
                return [Line(text=self._one(JOKES))]
            case _:
                return []

    def _goes_along(self, listen: Listen) -> list[Line]:
        match listen.purpose:
            case "turn" | "retell":
                count = self._chance.randint(4, 7) if self.manner == "rambling" else 1
                talk = [Line(text=self._one(self._wordings.talk)) for _ in range(count)]
                return [*talk, *self._done(listen)]
            case "mirror":
                heard = f"what I heard is that {self._one(STORIES).removeprefix('well ')}"
                return [Line(text=heard), *self._done(listen)]
            case "pause":
                return [self._says("CONTINUE", listen)]
            case "answer":
                return self._twice(self._says(self._answer(listen), listen))
            case _:
                return []

    def _done(self, listen: Listen) -> list[Line]:
        return self._twice(self._says("YIELD", listen))

    def _twice(self, line: Line) -> list[Line]:
        if self.manner != "repeating":
            return [line]
        return [line, Line(text=line.text, meant=line.meant, again=True)]

    def _says(self, meant: str, listen: Listen) -> Line:
        text = self._wordings.of(meant, listen, self._chance)
        if self.manner == "polite" and self._rolls(0.3):
            text = f"{text}, please"
        return Line(text=text, meant=meant)

    def _answer(self, listen: Listen) -> str:
        answers = [each for each in listen.meanings if each not in (*ANY_TIME, "MORE", "YIELD")]
        if NUMBERS[0] in answers:
            return self._one(NUMBERS[4:])
        if "PARTLY" in answers:
            return self._one(("YES", "YES", "YES", "PARTLY", "NO"))
        if listen.step in ("more", "cue"):
            return self._one(("NO", "NO", "NO", "YES"))
        if "YES" in answers:
            return "YES" if self._rolls(0.95) else "NO"
        return self._one([each for each in answers if each != "SOMETIMES"])

    def _request(self, listen: Listen) -> str | None:
        wanted = self._wordings.requests(listen)
        calm = [each for each in wanted if each not in ENDING]
        if self._rolls(STOPS):
            return self._one(wanted)
        return self._one(calm) if calm else None

    def _rolls(self, share: float) -> bool:
        return self._chance.random() < share

    def _one(self, choices: Sequence[str]) -> str:
        return self._chance.choice(choices)
