"""Talk that goes on while an answer is awaited: a television, or the two with each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from voice_coach.core.actions import AnyAction, Listen
from voice_coach.core.events import AnyEvent, SpeechEnded, SpeechStarted
from voice_coach.exercise.script import Partner
from voice_coach.signal.units import Samples, samples

MUCH = samples(20)
"""So much talk at one question has not answered it: before the coach asks again, after thirty
seconds at most."""

TALK_AROUND = "There's talk all the time, so I may miss your answer. Keys work too."


class TalkAround:
    """Shows, once for each question, why it may not be answered by voice.

    Args:
        notify: shows a line.
    """

    def __init__(self, notify: Callable[[str], None]) -> None:
        self._notify = notify
        self._question: tuple[str, Partner | None] | None = None
        self._told = False
        self._began: Samples | None = None
        self._talked: Samples = 0

    def noticed(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        """Follow an event and its orders."""
        match event:
            case SpeechStarted():
                self._began = event.at
            case SpeechEnded(started=started, ended=ended):
                began, self._began = self._began, None
                self._talked += max(0, ended - max(started, began or started))
            case _:
                pass
        going_on = event.at - self._began if self._began is not None else 0
        if self._question and not self._told and self._talked + going_on >= MUCH:
            self._told = True
            self._notify(TALK_AROUND)
        for action in actions:
            if isinstance(action, Listen):
                self._listen(action)

    def _listen(self, action: Listen) -> None:
        """Count from the moment that something else is asked."""
        question = (action.step, action.partner) if action.purpose == "answer" else None
        if question != self._question:
            self._question, self._told, self._talked = question, False, 0
            if self._began is not None:
                self._began = action.at
