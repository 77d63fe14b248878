"""A device player in a process of its own: if PortAudio dies there, one test fails."""

import os
import queue
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any, ClassVar

from voice_coach.edge.player import DevicePlayer
from voice_coach.edge.ports import Fact
from voice_coach.signal.sound import Sound

WAIT_SECONDS = 10


class _There:
    """What is in the other process."""

    facts: ClassVar[queue.Queue[Fact]] = queue.Queue()
    rates: ClassVar[list[int]] = []
    player: DevicePlayer


def _open(environment: Mapping[str, str], rates: Sequence[int]) -> None:
    os.environ.update(environment)
    _There.rates[:] = rates
    _There.player = DevicePlayer(_There.facts.put, rates=_There.rates)


def _do(name: str, arguments: tuple[Any, ...], named: dict[str, Any]) -> Any:
    method: Callable[..., Any] = getattr(_There.player, name)
    return method(*arguments, **named)


def _next_fact() -> Fact:
    return _There.facts.get(timeout=WAIT_SECONDS)


def _use_rates(rates: Sequence[int]) -> None:
    _There.rates[:] = rates


class DistantPlayer:
    """Passes everything on to a player that plays at these rates in another process.

    Args:
        environment: leads the other process to its sound server.
        rates: what the player tries, in order.
    """

    def __init__(self, environment: Mapping[str, str], rates: Sequence[int]) -> None:
        self._process = ProcessPoolExecutor(
            1, mp_context=get_context("spawn"), initializer=_open, initargs=(environment, rates)
        )
        self.use_rates(rates)  # by then it is open

    def play(self, sound: Sound, *, number: int) -> None:
        self._do("play", sound, number=number)

    def stop(self) -> None:
        self._do("stop")

    def played(self, length: int) -> Sound:
        played: Sound = self._do("played", length)
        return played

    def close(self) -> None:
        self._do("close")
        self._process.shutdown()

    def next_fact(self) -> Fact:
        """What it tells next, waited for."""
        return self._process.submit(_next_fact).result()

    def use_rates(self, rates: Sequence[int]) -> None:
        """Have it try these from now on."""
        self._process.submit(_use_rates, rates).result()

    def _do(self, name: str, *arguments: Any, **named: Any) -> Any:
        return self._process.submit(_do, name, arguments, named).result()
