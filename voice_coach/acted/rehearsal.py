"""A session with an imagined couple and no sound, in event time: twenty minutes take milliseconds.

For whoever writes an exercise, and for the tests that lead every exercise to its end: it shows
each step, how long the whole takes, and how the time is shared.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

import msgspec

from voice_coach.core.actions import (
    AnyAction,
    EndSession,
    Listen,
    PlayChime,
    SayPrompt,
    ShowFloor,
    StopPlayback,
)
from voice_coach.core.events import (
    AnyEvent,
    ClockAdvanced,
    MirrorJudged,
    PromptFinished,
    SessionStarted,
    SpeechEnded,
    SpeechStarted,
    UtteranceHeard,
    VoiceRaised,
)
from voice_coach.core.session import Session
from voice_coach.exercise.duration import WORDS_A_SECOND, usual_answer
from voice_coach.exercise.meanings import Meaning
from voice_coach.exercise.script import Ask, Did, Exercise, FloorStep, Partner
from voice_coach.hearing.loudness import RAISED_DB, SECOND
from voice_coach.shell.conductor import Observer
from voice_coach.signal.units import Samples, samples

THINKING = samples(1.0)
"""From the coach's last word to a partner's first."""

ANSWERING = samples(0.5)
"""A short answer or a command."""

LONGEST = samples(6 * 3600)
"""No session may last this long: it would be stuck. A script may claim three hours, and take a
little more, its last step an hour of that."""


class Saying(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody does when they may talk: talk for so long, then say something that counts."""

    talk: Samples = 0
    meaning: str | None = None
    did: Did | None = None
    """What they do with a practice partner's line; None: no words of theirs are heard."""


class Couple(Protocol):
    """Two imagined people, or one."""

    def respond(self, listen: Listen, floor: Samples) -> Saying | None:
        """What they do when the coach begins to listen; None: they stay silent.

        Args:
            listen: from whom, what for, and what counts.
            floor: samples the floor lasts, 0 where nobody holds one.
        """


class WillingCouple:
    """They use most of their time, mirror well, and give every question its usual answer."""

    USED = 0.9
    MIRROR = 0.5
    """Length of a mirror, in parts of the piece mirrored."""

    def __init__(self, exercise: Exercise) -> None:
        steps = [step for part in (*exercise.couple, *exercise.solo) for step in part.steps]
        self._usual = {step.id: usual_answer(step) for step in steps if isinstance(step, Ask)}
        self._did: Mapping[str, Did] = {}
        self._mirrors = {step.id for step in steps if isinstance(step, FloorStep) and step.checked}
        self._piece: Samples = 0

    def respond(self, listen: Listen, floor: Samples) -> Saying | None:
        match listen.purpose:
            case "mirror" if listen.step in self._mirrors:  # of a practice partner's line
                did = self._did.get(listen.step)
                if did == "silent":
                    return None
                return Saying(talk=round(floor * self.USED), meaning=Meaning.YIELD, did=did)
            case "turn" | "retell":
                self._piece = round(floor * self.USED)
                return Saying(talk=self._piece, meaning=Meaning.YIELD)
            case "mirror":
                talk = min(round(self._piece * self.MIRROR), floor)
                return Saying(talk=talk, meaning=Meaning.YIELD)
            case "answer":
                return Saying(meaning=self._usual.get(listen.step, "yes").upper())
            case "pause":
                return Saying(meaning=Meaning.CONTINUE)
            case _:
                return None


def _heard_as(did: Did | None, at: Samples) -> MirrorJudged | VoiceRaised | None:
    """What the ears tell of somebody who does this with a practice partner's line."""
    match did:
        case "mirrored":
            return MirrorJudged(at=at, act="mirror", whole=True)
        case "partly":
            return MirrorJudged(at=at, act="mirror", point="missed")
        case "opposite":
            return MirrorJudged(at=at, act="mirror", point="opposite")
        case "advised" | "defended" | "blamed" | "asked":
            return MirrorJudged(at=at, act="other", slip=did)
        case "other":
            return MirrorJudged(at=at, act="other")
        case "raised":
            return VoiceRaised(at=at, decibels=RAISED_DB, lasting=SECOND)
        case _:
            return None


class Rehearsed(msgspec.Struct, kw_only=True):
    """How a rehearsal went."""

    ending: EndSession
    coach: Samples = 0
    """How long the coach talked; a practice partner's lines are not its own."""
    talk: dict[Partner, Samples] = {}
    """How long each partner held a floor of their own."""
    prompts: list[str] = []

    @property
    def coach_share(self) -> float:
        """The coach's part of the whole session, in [0, 1]."""
        return self.coach / self.ending.at


def prompt_samples(text: str) -> Samples:
    """How long the coach takes to say a text at 150 words a minute."""
    return samples(len(text.split()) / WORDS_A_SECOND)


class Rehearsal:
    """Leads a session with an imagined couple.

    Args:
        session: not started yet.
        couple: how the partners behave.
        lasting: how long a prompt takes to say.
        observers: who watches.
    """

    def __init__(
        self,
        session: Session,
        couple: Couple,
        *,
        lasting: Callable[[str], Samples] = prompt_samples,
        observers: Sequence[Observer] = (),
    ) -> None:
        self._session = session
        self._couple = couple
        self._lasting = lasting
        self._observers = observers
        self._coming: list[tuple[Samples, int, AnyEvent]] = []
        self._count = 0
        self._sounding_until: Samples = 0
        self._saying: list[tuple[Samples, Samples]] = []
        """When the coach says what it says, or would; a practice partner is somebody else."""
        self._listening: Listen | None = None
        self._floor: Samples = 0
        self._floor_began: tuple[Partner, Samples] | None = None
        self._result = Rehearsed(ending=EndSession(at=0, reason="early"))

    def run(self) -> Rehearsed:
        """Lead it to its end."""
        self._receive(SessionStarted(at=0))
        while not self._session.ended:
            self._receive(self._next())
            assert self._session.now < LONGEST, f"stuck in {self._session.state}"
        return self._result

    def _next(self) -> AnyEvent:
        deadline = self._session.next_deadline()
        if self._coming and (deadline is None or self._coming[0][0] <= deadline):
            return heapq.heappop(self._coming)[2]
        assert deadline is not None, f"stuck in {self._session.state}"
        return ClockAdvanced(at=deadline)

    def _receive(self, event: AnyEvent) -> None:
        actions = self._session.receive(event)
        for observer in self._observers:
            observer.noticed(event, actions)
        for action in actions:
            self._do(action)
        if any(isinstance(action, Listen | StopPlayback) for action in actions) or (
            isinstance(event, PromptFinished)
        ):
            self._respond()

    def _do(self, action: AnyAction) -> None:
        now = self._session.now
        match action:
            case SayPrompt(number=number, text=text, pace=pace, voice=voice):
                lasting = round(self._lasting(text) / pace)
                self._sounding_until = max(now, self._sounding_until) + lasting
                if voice == "coach":
                    self._result.coach += lasting
                    self._saying.append((self._sounding_until - lasting, self._sounding_until))
                self._result.prompts.append(text)
                self._schedule(PromptFinished(at=self._sounding_until, number=number))
            case PlayChime(seconds=lasting):
                self._sounding_until = max(now, self._sounding_until) + samples(lasting)
            case StopPlayback():
                self._forget(PromptFinished)
                self._result.coach -= sum(max(0, end - max(at, now)) for at, end in self._saying)
                self._saying.clear()
                self._sounding_until = now
            case Listen():
                self._listening = action
            case ShowFloor(holder=holder, samples=lasting):
                self._count_floor(now)
                self._floor = lasting
                own = self._session.state.startswith("turn")
                self._floor_began = (holder, now) if holder and own else None
            case EndSession():
                self._count_floor(now)
                self._result.ending = action
            case _:
                pass

    def _count_floor(self, now: Samples) -> None:
        """Add a turn to its holder's talk; a mirror of a piece of the other's is none."""
        if self._floor_began:
            holder, began = self._floor_began
            self._result.talk[holder] = self._result.talk.get(holder, 0) + now - began
        self._floor_began = None

    def _respond(self) -> None:
        """Plan what the couple does next, as things stand now."""
        self._forget(SpeechStarted, SpeechEnded, UtteranceHeard)
        if not self._listening or any(
            isinstance(event, PromptFinished) for _, _, event in self._coming
        ):
            return
        saying = self._couple.respond(self._listening, self._floor)
        if not saying:
            return
        began = max(self._session.now, self._sounding_until) + THINKING
        ended = began + max(saying.talk, ANSWERING)
        self._schedule(SpeechStarted(at=began))
        if judged := _heard_as(saying.did, ended):
            self._schedule(judged)
        self._schedule(SpeechEnded(at=ended, started=began, ended=ended))
        self._schedule(UtteranceHeard(at=ended, meaning=saying.meaning, ended=ended))

    def _schedule(self, event: AnyEvent) -> None:
        self._count += 1
        heapq.heappush(self._coming, (event.at, self._count, event))

    def _forget(self, *kinds: type) -> None:
        self._coming = [each for each in self._coming if not isinstance(each[2], kinds)]
        heapq.heapify(self._coming)


class Gone:
    """Tells which share of a session's time has gone by.

    Args:
        minutes: how long it takes, as its script says.
        reached: is told.
    """

    def __init__(self, minutes: float, reached: Callable[[float], None]) -> None:
        self._lasting = samples(minutes * 60)
        self._reached = reached

    def noticed(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        """Look at the time of an event."""
        self._reached(event.at / self._lasting)
