"""One evening of two personas in event time: words understood, no sound."""

from __future__ import annotations

import heapq
from random import Random

import msgspec

from benchmarks.personas.persona import Line, Persona
from benchmarks.personas.told import Cause, Told, is_opposite
from voice_coach.core.actions import (
    AnyAction,
    EndSession,
    Listen,
    SayPrompt,
    ShowHold,
    StopPlayback,
)
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

MOST_TRIES = 3


class Wish(msgspec.Struct, kw_only=True):
    """Something that somebody wants of the coach."""

    meant: str
    who: Persona
    tries: int = 0
    asked_at: Listen | None = None
    done: bool = False


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
        self._listen: Listen | None = None
        self._asked = 0
        self._wish: Wish | None = None
        self._answered = False
        self._waited = False
        """Whether it was waited for a consent, once and in vain."""
        self._asked_presence: Samples | None = None
        self._last_sound: Samples = 0
        self._causes: list[Cause] = []
        self._told = Told()

    def evening(self) -> Told:
        """Lead it to its end."""
        self._receive(SessionStarted(at=0))
        while not self._session.ended:
            self._step()
        told = self._told
        told.cause = self._causes[-1] if self._causes else "none"
        return told

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
        now, told = self._session.now, self._told
        match action:
            case SayPrompt(text=text, number=number, pace=pace):
                spoken = self._understanding.worded(action)
                lasting = samples(len(spoken.split()) / WORDS_A_SECOND / pace)
                self._sounding = max(now, self._sounding) + lasting
                told.coach += lasting
                told.longest_prompt = max(told.longest_prompt, len(spoken.split()))
                self._later(self._sounding, PromptFinished(at=self._sounding, number=number))
                self._waited |= text.startswith("There's no hurry. When you are both")
                if text.startswith(("Are you both still", "Are you still")):
                    self._asked_presence = now
                elif self._empty_for(now) and not text.startswith("Let's stop here"):
                    told.to_nobody += 1
            case StopPlayback():
                self._forget(PromptFinished)
                told.coach -= max(0, self._sounding - now)
                self._sounding = now
            case Listen():
                self._asked = self._asked + 1 if self._same(action) else 0
                self._answered = self._answered and action.purpose in ("nothing", "pause")
                self._listen = action
            case ShowHold(reason="cool-down"):
                wished = self._wish is not None and self._wish.meant == "TIME_OUT"
                self._causes.append("break" if wished else "heat")
            case EndSession(at=at, reason=reason):
                told.ending, told.lasted = reason, at
                self._explain_ending(at)

    def _same(self, listen: Listen) -> bool:
        before = self._listen
        return before is not None and (before.step, before.purpose, before.partner) == (
            listen.step,
            listen.purpose,
            listen.partner,
        )

    def _empty_for(self, now: Samples) -> bool:
        asked = self._asked_presence
        return asked is not None and asked > self._last_sound and now - asked > samples(120)

    def _explain_ending(self, at: Samples) -> None:
        if at - self._last_sound > samples(100):
            self._causes.append("nobody there")
        elif at >= samples(60 * 60):
            self._causes.append("the longest time")
        elif self._answered:  # and nobody was asked for anything since
            self._causes.append("their answer")
        elif self._waited:
            self._causes.append("no consent")

    # --- The couple ------------------------------------------------------------------------

    def _plan(self) -> None:
        """What they do next, as things stand now."""
        self._forget(Line)
        if not self._listen or any(isinstance(each, PromptFinished) for _, _, each in self._heap):
            return
        who = self._people[self._listen.partner or self._chance.choice(("a", "b"))]
        if who.gone and self._listen.purpose == "pause":
            who = next((each for each in self._people.values() if not each.gone), who)
        at = self._session.now
        for line in who.responds(self._listen, asked=self._asked):
            at += THINKING + samples(line.lasting)
            self._later(at, msgspec.structs.replace(line))
            self._speaks = who
        self._who = who

    def _say(self, line: Line, at: Samples) -> None:
        assert self._listen
        listen, began = self._listen, max(self._session.now, at - samples(line.lasting))
        self._last_sound = at
        meaning = self._phrases.meaning_of_text(line.text, counting(listen.meanings))
        wish = self._wished(line)
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
        self._judge(line, meaning)
        self._answered |= listen.purpose == "answer" and meaning is not None
        actions = [action for event in events for action in self._receive(event)]
        if wish:
            wish.done = meaning == wish.meant and (bool(actions) or meaning == "YIELD")
            if wish.done:
                self._told.met += 1
                self._told.met_at_once += wish.tries == 0
                if wish.meant == "STOP":
                    self._causes.append("stop")
            self._later(at + NOTHING_HAPPENED, wish)

    def _wished(self, line: Line) -> Wish | None:
        if line.meant is None or line.again:
            return None
        if self._wish and not self._wish.done and self._wish.meant == line.meant:
            self._wish.tries += 1
        else:
            self._wish = Wish(meant=line.meant, who=self._who)
            self._told.wanted += 1
        self._wish.asked_at = self._listen
        return self._wish

    def _judge(self, line: Line, meaning: str | None) -> None:
        if meaning is None:
            return
        if line.meant is None:
            self._told.taken[meaning] += 1
            return
        if is_opposite(line.meant, meaning):
            self._told.opposite.append(f"{line.meant} taken for {meaning}")

    def _look(self, wish: Wish, at: Samples) -> None:
        """Nothing happened of what was wanted: once more, in other words."""
        over = wish.done or wish is not self._wish or wish.tries + 1 >= MOST_TRIES
        if over or not self._listen or not wish.asked_at or not self._same(wish.asked_at):
            return
        self._forget(Line)
        for line in wish.who.insists(wish.meant, self._listen):
            self._later(at + samples(line.lasting), line)
