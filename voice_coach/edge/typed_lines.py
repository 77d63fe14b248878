"""A session without sound: piped lines as a performer, silence as a player, time as a ticker."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from voice_coach.core.actions import AnyAction, Listen
from voice_coach.core.events import AnyEvent
from voice_coach.edge.ports import BlockHeard, Fact, InputEnded, LineTyped, PlaybackFinished, Post
from voice_coach.signal.sound import Sound
from voice_coach.signal.units import SAMPLE_RATE

LINE_SAMPLES = SAMPLE_RATE
"""A piped line takes one second of session time."""

TICK_SAMPLES = SAMPLE_RATE // 10


class PipedLines:
    """A performer in a virtual room that types a line each time the coach waits for one."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines: Iterator[str] = iter(lines)
        self._due: int | None = None

    def noticed(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        """Begin to type when the coach begins to listen."""
        for action in actions:
            if isinstance(action, Listen):
                self._due = None if action.purpose == "nothing" else action.at + LINE_SAMPLES

    def facts(self, at: int) -> Iterable[Fact]:
        if self._due is None or at < self._due:
            return
        self._due = at + LINE_SAMPLES
        line = next(self._lines, None)
        yield InputEnded() if line is None else LineTyped(text=line.strip())

    def sound(self, at: int, length: int) -> Sound | None:
        return None


class MutePlayer:
    """A player for prompts that are only shown: each is over at once."""

    def __init__(self, post: Post) -> None:
        self._post = post

    def play(self, sound: Sound, *, number: int) -> None:
        self._post(PlaybackFinished(number=number))

    def stop(self) -> None:
        """Nothing plays."""

    def played(self, length: int) -> Sound:
        return np.zeros(length, dtype=np.int16)

    def close(self) -> None:
        """Nothing is open."""


class Ticker:
    """The clock of a session that hears nothing: silence, ten times a second."""

    def __init__(self, post: Post) -> None:
        self._post = post
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._tick, name="ticker", daemon=True)

    def start(self) -> None:
        """Begin to tick."""
        self._thread.start()

    def close(self) -> None:
        """Stop ticking."""
        self._stopped.set()
        self._thread.join()

    def _tick(self) -> None:
        silence = np.zeros(TICK_SAMPLES, dtype=np.int16)
        while not self._stopped.wait(TICK_SAMPLES / SAMPLE_RATE):
            self._post(BlockHeard(sound=silence))
