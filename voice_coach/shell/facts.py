"""The one queue of what happens, and the clock that goes on when nothing does."""

from __future__ import annotations

import queue
import time
from collections.abc import Callable, Iterator

from voice_coach.edge import ports
from voice_coach.signal.units import SAMPLE_RATE, Samples

LOOK_SECONDS = 0.25
"""How often it is looked whether sound still comes; a bound also lets Ctrl-C work on Windows."""

UNHEARD_SECONDS = 3.0
"""So long without sound, and a session's clock goes on by itself. A microphone that fails says so
within one; that it hangs and says nothing, it is told here."""

UNHEARD = "The microphone is giving no sound."


class Facts:
    """The one queue: every device thread posts to it, the loop takes from it.

    A session's clock counts samples. Where none come any more the time that goes by is told here,
    as lost sound, so that no wait of a session hangs on a microphone; what the microphone tells of
    the same time later is taken off.

    Args:
        clock: seconds that go by.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._queue: queue.Queue[ports.Fact] = queue.Queue()
        self._clock = clock
        self._told_until = clock()
        self._failed = False
        self._failed_here = False
        self._ahead: Samples = 0

    def post(self, fact: ports.Fact) -> None:
        """Add a fact; never blocks."""
        if isinstance(fact, ports.BlockHeard | ports.SoundLost):
            self._told_until = self._clock()
        self._queue.put(fact)

    def facts(self) -> Iterator[ports.Fact]:
        """Facts as they come, for ever."""
        self._told_until = self._clock()
        while True:
            looked_at = self._clock()
            try:
                fact = self._queue.get(timeout=LOOK_SECONDS)
            except queue.Empty:
                yield from self._time_goes_by(looked_at)
            else:
                yield from self._told(fact)

    def _time_goes_by(self, looked_at: float) -> Iterator[ports.Fact]:
        """Tell of time without sound, if it is long enough."""
        now = self._clock()
        if now - looked_at > 2 * LOOK_SECONDS:
            return  # nobody could run for a while: sound may be about to come
        unheard = now - self._told_until
        if not self._ahead and unheard <= UNHEARD_SECONDS:
            return
        if not self._failed:
            self._failed = self._failed_here = True
            yield ports.SourceFailed(cause=UNHEARD)
        self._told_until = now
        gone_by = round(unheard * SAMPLE_RATE)
        self._ahead += gone_by
        yield ports.SoundLost(samples=gone_by, cause=UNHEARD)

    def _told(self, fact: ports.Fact) -> Iterator[ports.Fact]:
        """What the source tells, but for what was told here already."""
        match fact:
            case ports.SourceFailed():
                self._failed, self._failed_here = True, False
            case ports.SourceRestored():
                self._failed, self._failed_here, self._ahead = False, False, 0
            case ports.SoundLost(samples=lost, cause=cause):
                told = min(lost, self._ahead)
                self._ahead -= told
                fact = ports.SoundLost(samples=lost - told, cause=cause)
            case ports.BlockHeard() if self._failed_here:
                self._failed, self._failed_here, self._ahead = False, False, 0
                yield ports.SourceRestored()
            case _:
                pass
        yield fact
