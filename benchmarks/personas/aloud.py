"""One evening of two personas in the virtual room: they talk aloud, and are heard."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from random import Random

import msgspec

from benchmarks.personas.account import Account, Wish
from benchmarks.personas.home import THINKING
from benchmarks.personas.persona import Line, Persona
from voice_coach.acted.scenario import Track
from voice_coach.core.actions import (
    AnyAction,
    EndSession,
    Listen,
    SayPrompt,
    ShowHold,
    StopPlayback,
)
from voice_coach.core.events import AnyEvent, PromptFinished, UtteranceHeard
from voice_coach.edge.ports import Fact, KeyPressed
from voice_coach.exercise.keys import answer_keys
from voice_coach.exercise.script import Partner
from voice_coach.signal.sound import Sound
from voice_coach.signal.units import Samples, samples

NOTHING_HAPPENED = samples(4)
"""After so long they say it again, in other words: the coach asks again after three seconds."""

AROUND = samples(1)
"""What was heard is told with its last sound: so near to it the line ended."""


class Said(msgspec.Struct, kw_only=True):
    """A line on the clock."""

    line: Line
    partner: Partner
    ends: Samples
    wish: Wish | None = None
    """What is wanted by it, once it was said."""
    taken: bool = False


class Couple:
    """Two personas in a room, who hear the coach and are heard by it.

    Args:
        people: the two.
        speak: each one's voice.
        worded: a prompt as it is spoken.
        chance: decides who answers what is asked of anyone.
    """

    def __init__(
        self,
        people: dict[Partner, Persona],
        speak: dict[Partner, Callable[[str], Sound]],
        worded: Callable[[SayPrompt], str],
        chance: Random,
    ) -> None:
        self.account = Account()
        self._people, self._speak, self._worded = people, speak, worded
        self._chance = chance
        self._track = Track()
        self._sounding: set[int] = set()
        self._planned: deque[Said] = deque()
        self._said: deque[Said] = deque(maxlen=8)
        self._at: Samples = 0
        self._offered = False
        """Whether the coach has told which keys answer."""
        self._pressed: Wish | None = None
        self._keys: list[Fact] = []

    def facts(self, at: Samples) -> Iterable[Fact]:
        """The keys they press."""
        pressed, self._keys = self._keys, []
        return pressed

    def sound(self, at: Samples, length: int) -> Sound | None:
        self._at = at + length
        heard = self._track.sound(at, length)
        if heard is not None:
            self.account.last_sound = self._at
        while self._planned and self._planned[0].ends <= self._at:
            self._is_said(self._planned.popleft())
        for said in self._said:
            if said.wish and self._at - said.ends > NOTHING_HAPPENED and not self._sounding:
                self._insists(said)
        return heard

    def noticed(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        """Follow the evening, and take part in it."""
        match event:
            case UtteranceHeard():
                self._heard(event)
            case PromptFinished(number=number):
                self._sounding.discard(number)
        for action in actions:
            asked_anew = not (isinstance(action, Listen) and self.account.same(action))
            worded = self._worded(action) if isinstance(action, SayPrompt) else ""
            self.account.follow(action, self._at, worded)
            match action:
                case SayPrompt(number=number, text=text):
                    self._sounding.add(number)
                    self._offered |= text.startswith("Or press a key")
                case StopPlayback():
                    self._sounding.clear()
                case Listen() if asked_anew or not self._planned:
                    self._offered &= not asked_anew
                    self._plan(action)
                case ShowHold() | EndSession():
                    self._drop()
        listen = self.account.listen
        if isinstance(event, PromptFinished) and listen and not (self._sounding or self._planned):
            self._plan(listen)  # asked again

    def _heard(self, event: UtteranceHeard) -> None:
        if event.by == "key":
            if self._pressed and not self._pressed.done and event.meaning == self._pressed.meant:
                self.account.met(self._pressed, by_key=True)
            return
        ended = self._at if event.ended is None else event.ended
        near = [each for each in self._said if abs(each.ends - ended) <= AROUND]
        if not near:
            return
        said = min(near, key=lambda each: abs(each.ends - ended))
        if not event.sure or said.taken:
            return
        said.taken = event.meaning is not None
        self.account.took(said.line, event.meaning)
        if said.wish and not said.wish.done and event.meaning == said.wish.meant:
            self.account.met(said.wish)

    def _plan(self, listen: Listen) -> None:
        self._drop()
        for said in self._said:
            said.wish = None  # they have just heard the coach, and say what they say to that
        if listen.purpose == "nothing":
            return
        partner = listen.partner or self._chance.choice(("a", "b"))
        who = self._people[partner]
        if who.gone and listen.purpose == "pause":
            there = ((each, one) for each, one in self._people.items() if not one.gone)
            partner, who = next(there, (partner, who))
        wish = self.account.wish
        if wish and wish.who is who and self._offered and self._presses(wish):
            return
        if wish and wish.who is who and self.account.wants_still(wish):
            lines = who.insists(wish.meant, listen)  # asked again: nobody thinks of another answer
        else:
            lines = who.responds(listen, asked=self.account.asked)
        for line in lines:
            self._say(line, partner)

    def _presses(self, wish: Wish) -> bool:
        """Press the key that means it, if they were asked the same and there is one."""
        listen = self.account.listen
        if wish.done or not listen or not wish.asked_at or not self.account.same(wish.asked_at):
            return False
        keys = answer_keys(listen.meanings)
        found = next((key for key, meaning in keys.items() if meaning == wish.meant), None)
        if found:
            self._pressed = wish
            self._keys.append(KeyPressed(key=found))
        return found is not None

    def _is_said(self, said: Said) -> None:
        who = self._people[said.partner]
        said.wish = self.account.said(said.line, who)
        who.gone |= said.line.goes
        self._said.append(said)

    def _insists(self, said: Said) -> None:
        wish, said.wish = said.wish, None
        listen = self.account.listen
        if not wish or not listen or not self.account.wants_still(wish):
            return
        self._drop()
        for line in wish.who.insists(wish.meant, listen):
            self._say(line, said.partner)

    def _say(self, line: Line, partner: Partner) -> None:
        self._track.rest(THINKING, at=self._at)
        self._track.add(self._speak[partner](line.text), at=self._at)
        self._planned.append(Said(line=line, partner=partner, ends=self._track.free))

    def _drop(self) -> None:
        """Say nothing more that has not begun."""
        self._track.drop(at=self._at)
        while self._planned and self._planned[-1].ends > self._track.free:
            self._planned.pop()
