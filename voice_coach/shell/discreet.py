"""What a log is told of a session: enough to replay it, and nothing to hold against anyone.

The log is led by a twin of the session, one act of the coach behind. What happened since its last
act is held back until it acts again. Where it ends early instead, for whatever reason, that is
dropped and the log ends in one and the same way, at the last act: so it does not tell who or what
brought the ending on, how, or after how long (exercises.md C.4, C.6). Which pause was due is told,
and not whether a raised voice or a word was the reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec

from voice_coach.core.actions import AnyAction, PlayChime, SayPrompt, ShowHold, ShowUnclear
from voice_coach.core.events import (
    AnyEvent,
    ClockAdvanced,
    Heated,
    HeatJudged,
    InputEnded,
    PromptFinished,
    UtteranceHeard,
    VoiceRaised,
    VoicesOverlapped,
)
from voice_coach.core.session import Session
from voice_coach.store.session_log import SessionLog

RUNGS: dict[str, Literal[1, 2, 3]] = {"breath": 1, "breathing": 2, "cool-down": 3}
"""Rungs of the pause ladder by the reason that is shown."""

UNANSWERED = (PlayChime, ShowUnclear)
"""What the coach gives to words it does not understand. It is no act: the words that end a session
may be such words, and the log would tell of them."""


class Discreet:
    """Tells a log about a session.

    Args:
        log: the log.
        twin: a session like the one that is led, at its beginning.
        ended_early: the line that the session ends early with.
        meanings: words of an exercise of their own that mean something, as the twin spells them.
    """

    def __init__(
        self, log: SessionLog, twin: Session, *, ended_early: str, meanings: Mapping[str, str]
    ) -> None:
        self._log = log
        self._twin = twin
        self._ended_early = ended_early
        self._meanings = meanings
        self._held: list[AnyEvent] = []
        self._over = False

    def noticed(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        """Hold an event back until the coach acts, or drop it where it ends the session early."""
        if self._over:
            return
        if any(isinstance(act, SayPrompt) and act.text == self._ended_early for act in actions):
            self._over = True
            self._end()
            return
        if told := self._told(event, actions):
            self._held.append(told)
        if any(not isinstance(act, UNANSWERED) for act in actions):
            for each in self._held:
                self._tell(each)
            self._held.clear()

    def _told(self, event: AnyEvent, actions: Sequence[AnyAction]) -> AnyEvent | None:
        """An event as the log is told of it; None: not at all."""
        match event:
            case ClockAdvanced():
                return event if actions else None
            case UtteranceHeard(meaning=str(meaning)) if meaning in self._meanings:
                return msgspec.structs.replace(event, meaning=self._meanings[meaning])
            case VoiceRaised() | VoicesOverlapped() | HeatJudged():
                holds = [act.reason for act in actions if isinstance(act, ShowHold)]
                if holds:
                    return Heated(at=event.at, rung=RUNGS[holds[0]])
                if isinstance(event, VoicesOverlapped):
                    return event
                if isinstance(event, HeatJudged) and event.heat == "calm" and not self._calm:
                    return event
                return None
            case _:
                return event

    @property
    def _calm(self) -> bool:
        """Whether calm words are told of already: once an act, so that a gap tells nothing."""
        return any(isinstance(each, HeatJudged) for each in self._held)

    def _end(self) -> None:
        at = self._twin.now
        for act in self._tell(InputEnded(at=at)):
            if isinstance(act, SayPrompt):
                self._tell(PromptFinished(at=at, number=act.number))

    def _tell(self, event: AnyEvent) -> list[AnyAction]:
        actions = self._twin.receive(event)
        self._log.noticed(event, actions)
        return actions
