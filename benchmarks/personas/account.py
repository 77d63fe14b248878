"""What two personas wanted of an evening, and what became of it."""

from __future__ import annotations

import msgspec

from benchmarks.personas.persona import Line, Persona
from benchmarks.personas.told import Cause, Told, is_opposite
from voice_coach.core.actions import AnyAction, EndSession, Listen, SayPrompt, ShowHold
from voice_coach.signal.units import Samples, samples

MOST_TRIES = 3


class Wish(msgspec.Struct, kw_only=True):
    """Something that somebody wants of the coach."""

    meant: str
    who: Persona
    tries: int = 0
    asked_at: Listen | None = None
    done: bool = False


class Account:
    """Keeps it while the evening goes on."""

    def __init__(self) -> None:
        self.told = Told()
        self.listen: Listen | None = None
        self.asked = 0
        """How often the same has been asked, before the last time."""
        self.wish: Wish | None = None
        self.last_sound: Samples = 0
        """When one of the two last made a sound."""
        self._answered = False
        self._waited = False
        """Whether it was waited for a consent, once and in vain."""
        self._asked_presence: Samples | None = None
        self._causes: list[Cause] = []

    def follow(self, action: AnyAction, now: Samples, worded: str = "") -> None:
        """Take what the coach does; `worded`: a prompt as it is spoken."""
        told = self.told
        match action:
            case SayPrompt(text=text):
                told.longest_prompt = max(told.longest_prompt, len(worded.split()))
                self._waited |= text.startswith("There's no hurry. When you are both")
                if text.startswith(("Are you both still", "Are you still")):
                    self._asked_presence = now
                elif self._empty_for(now) and not text.startswith("Let's stop here"):
                    told.to_nobody += 1
            case Listen():
                self.asked = self.asked + 1 if self.same(action) else 0
                self._answered = self._answered and action.purpose in ("nothing", "pause")
                self.listen = action
            case ShowHold(reason="cool-down"):
                wished = self.wish is not None and self.wish.meant == "TIME_OUT"
                self._causes.append("break" if wished else "heat")
            case EndSession(at=at, reason=reason):
                told.ending, told.lasted = reason, at
                self._explain_ending(at)
                told.cause = self._causes[-1] if self._causes else "none"

    def same(self, listen: Listen) -> bool:
        """Whether this is what was listened for already."""
        before = self.listen
        return before is not None and (before.step, before.purpose, before.partner) == (
            listen.step,
            listen.purpose,
            listen.partner,
        )

    def said(self, line: Line, who: Persona) -> Wish | None:
        """A line: what is wanted by it, None if nothing new."""
        if line.meant is None or line.again:
            return None
        if self.wish and not self.wish.done and self.wish.meant == line.meant:
            self.wish.tries += 1
        else:
            self.wish = Wish(meant=line.meant, who=who)
            self.told.wanted += 1
        self.wish.asked_at = self.listen
        return self.wish

    def took(self, line: Line, meaning: str | None) -> None:
        """What a line was taken for."""
        if meaning is None:
            return
        self._answered |= self.listen is not None and self.listen.purpose == "answer"
        if line.meant is None:
            self.told.taken[meaning] += 1
        elif is_opposite(line.meant, meaning):
            self.told.opposite.append(f"{line.meant} taken for {meaning}")

    def met(self, wish: Wish, *, by_key: bool = False) -> None:
        """It was acted on as meant."""
        wish.done = True
        if by_key:
            self.told.met_by_key += 1
            return
        self.told.met += 1
        self.told.met_at_once += wish.tries == 0
        if wish.meant == "STOP":
            self._causes.append("stop")

    def wants_still(self, wish: Wish) -> bool:
        """Whether it is to be said once more, in other words."""
        if wish.done or wish is not self.wish or wish.tries + 1 >= MOST_TRIES:
            return False
        return wish.asked_at is not None and self.same(wish.asked_at)

    def _empty_for(self, now: Samples) -> bool:
        asked = self._asked_presence
        return asked is not None and asked > self.last_sound and now - asked > samples(120)

    def _explain_ending(self, at: Samples) -> None:
        if at - self.last_sound > samples(100):
            self._causes.append("nobody there")
        elif at >= samples(60 * 60):
            self._causes.append("the longest time")
        elif self._answered:  # and nobody was asked for anything since
            self._causes.append("their answer")
        elif self._waited:
            self._causes.append("no consent")
