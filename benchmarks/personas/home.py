"""One evening of two personas in event time: words understood, no sound."""

from __future__ import annotations

import heapq
from random import Random

import msgspec

from benchmarks.personas.account import Account, Wish
from benchmarks.personas.persona import Line, Persona
from benchmarks.personas.told import Told
from voice_coach.core.actions import AnyAction, Listen, SayPrompt, StopPlayback
from voice_coach.core.events import (
    AnyEvent,
    ClockAdvanced,
    PromptFinished,
    SessionStarted,
    SpeechEnded,
    SpeechStarted,
    UtteranceHeard,
)
from voice_coach.core.session import Session
from voice_coach.exercise.duration import WORDS_A_SECOND
from voice_coach.exercise.meanings import counting
from voice_coach.exercise.script import Partner
from voice_coach.hearing.grammar import CommandPhrases
from voice_coach.hearing.utterance import Utterance
from voice_coach.shell.understanding import Understanding
from voice_coach.signal.units import Samples, samples

THINKING = samples(1.2)
"""From the coach's last word to a partner's first, and between two lines."""

NOTHING_HAPPENED = samples(3)
"""After so long they say it again, in other words."""


class Home:
    """Two personas and a coach.

    Args:
        session: not started yet.
        understanding: what follows the words.
        people: the two.
        chance: decides who answers what is asked of anyone.
    """

    def __init__(
        self,
        session: Session,
        understanding: Understanding,
        people: dict[Partner, Persona],
        chance: Random,
    ) -> None:
        self._session = session
        self._understanding = understanding
        self._people = people
        self._chance = chance
        self._phrases = CommandPhrases.load()
        self._heap: list[tuple[Samples, int, object]] = []
        self._count = 0
        self._sounding: Samples = 0
        self._account = Account()

    def evening(self) -> Told:
        """Lead it to its end."""
        self._receive(SessionStarted(at=0))
        while not self._session.ended:
            self._step()
        return self._account.told

    # --- Time ------------------------------------------------------------------------------

    def _step(self) -> None:
        deadline = self._session.next_deadline()
        if not self._heap or (deadline is not None and deadline < self._heap[0][0]):
            assert deadline is not None, f"stuck in {self._session.state}"
            self._receive(ClockAdvanced(at=deadline))
            return
        at, _, what = heapq.heappop(self._heap)
        match what:
            case PromptFinished():
                self._receive(what)
            case Line():
                self._say(what, at)
            case Wish():
                self._look(what, at)

    def _later(self, at: Samples, what: object) -> None:
        self._count += 1
        heapq.heappush(self._heap, (at, self._count, what))

    def _forget(self, *kinds: type) -> None:
        self._heap = [each for each in self._heap if not isinstance(each[2], kinds)]
        heapq.heapify(self._heap)

    # --- The coach -------------------------------------------------------------------------

    def _receive(self, event: AnyEvent) -> list[AnyAction]:
        if self._session.ended:
            return []
        actions = self._session.receive(event)
        self._understanding.noticed(event, actions)
        for action in actions:
            self._follow(action)
        if isinstance(event, PromptFinished) or any(
            isinstance(each, Listen | StopPlayback) for each in actions
        ):
            self._plan()
        return actions

    def _follow(self, action: AnyAction) -> None:
        now, told = self._session.now, self._account.told
        match action:
            case SayPrompt(number=number, pace=pace):
                spoken = self._understanding.worded(action)
                lasting = samples(len(spoken.split()) / WORDS_A_SECOND / pace)
                self._sounding = max(now, self._sounding) + lasting
                told.coach += lasting
                self._later(self._sounding, PromptFinished(at=self._sounding, number=number))
                self._account.follow(action, now, spoken)
            case StopPlayback():
                self._forget(PromptFinished)
                told.coach -= max(0, self._sounding - now)
                self._sounding = now
            case _:
                self._account.follow(action, now)

    # --- The couple ------------------------------------------------------------------------

    def _plan(self) -> None:
        """What they do next, as things stand now."""
        self._forget(Line)
        listen = self._account.listen
        if not listen or any(isinstance(each, PromptFinished) for _, _, each in self._heap):
            return
        who = self._people[listen.partner or self._chance.choice(("a", "b"))]
        if who.gone and listen.purpose == "pause":
            who = next((each for each in self._people.values() if not each.gone), who)
        at = self._session.now
        for line in who.responds(listen, asked=self._account.asked):
            at += THINKING + samples(line.lasting)
            self._later(at, msgspec.structs.replace(line))
        self._who = who

    def _say(self, line: Line, at: Samples) -> None:
        listen, account = self._account.listen, self._account
        assert listen
        began = max(self._session.now, at - samples(line.lasting))
        account.last_sound = at
        meaning = self._phrases.meaning_of_text(line.text, counting(listen.meanings))
        wish = account.said(line, self._who)
        self._receive(SpeechStarted(at=began))
        self._receive(SpeechEnded(at=at, started=began, ended=at))
        if line.goes:
            self._who.gone = True
        if meaning is None and line.meant is None:
            utterance = Utterance(text=line.text, started=began, ended=at)
            events = [UtteranceHeard(at=at, meaning=None, ended=at)]
            events += self._understanding.understand(utterance, at)
        else:
            events = [UtteranceHeard(at=at, meaning=meaning, ended=at)]
        account.took(line, meaning)
        actions = [action for event in events for action in self._receive(event)]
        if wish:
            if meaning == wish.meant and (bool(actions) or meaning == "YIELD"):
                account.met(wish)
            self._later(at + NOTHING_HAPPENED, wish)

    def _look(self, wish: Wish, at: Samples) -> None:
        """Nothing happened of what was wanted: once more, in other words."""
        if not self._account.wants_still(wish) or not self._account.listen:
            return
        self._forget(Line)
        for line in wish.who.insists(wish.meant, self._account.listen):
            self._later(at + samples(line.lasting), line)
