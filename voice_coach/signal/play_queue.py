"""What waits to be played: sounds by number, one behind the other, taken a block at a time."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

import numpy as np

from voice_coach.signal.sound import Sound


class PlayQueue:
    """Sounds, in the order they came."""

    def __init__(self) -> None:
        self._waiting: deque[tuple[int, Sound]] = deque()

    def __bool__(self) -> bool:
        """Whether anything is playing or waits to."""
        return bool(self._waiting)

    def add(self, number: int, sound: Sound) -> None:
        """Put a sound behind the others."""
        self._waiting.append((number, sound))

    def clear(self) -> None:
        """Forget everything, the rest of what is playing too."""
        self._waiting.clear()

    def change(self, each: Callable[[Sound], Sound]) -> None:
        """Make every sound, or the rest of it, another one."""
        self._waiting = deque((number, each(sound)) for number, sound in self._waiting)

    def take(self, length: int) -> tuple[Sound, list[int]]:
        """The next `length` samples, silence after the last, and the sounds that end in them."""
        block = np.zeros(length, dtype=np.int16)
        finished: list[int] = []
        filled = 0
        while self._waiting and filled < length:
            number, sound = self._waiting.popleft()
            taken = sound[: length - filled]
            block[filled : filled + len(taken)] = taken
            filled += len(taken)
            if len(taken) < len(sound):
                self._waiting.appendleft((number, sound[len(taken) :]))
            else:
                finished.append(number)
        return block, finished
