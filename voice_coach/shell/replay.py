"""Replay a session log: the same events must give the same actions, at any block size."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from voice_coach.core.actions import Action, AnyAction
from voice_coach.core.events import ClockAdvanced
from voice_coach.core.session import Session
from voice_coach.core.states import State
from voice_coach.errors import IllegalEvent, LogError
from voice_coach.signal.units import Samples
from voice_coach.store.session_log import RecordedSession, read_log

BLOCK_SIZES = (160, 1600, 4000)
"""10, 100 and 250 ms: far below, at and above what sound cards deliver."""


FORGED = (LookupError, ValueError, TypeError, AttributeError, AssertionError, ArithmeticError)
"""What a session raises that is made of an exercise nobody could have written."""


class Replayed(msgspec.Struct, frozen=True, kw_only=True):
    """What a replay came to."""

    actions: int
    """How many there were, all identical."""
    lasted: Samples
    """From the first to the last moment in the log."""
    cut_short: bool
    """The log does not reach the end of the session: that was killed, or the disk was full."""


def replay(path: Path, *, block_samples: int) -> Replayed:
    """Replay a log with the clock advancing in blocks, and compare every action.

    A changed line is found by its check sum. One whose sums were all made anew is found where it
    makes the session go differently; an event that changes nothing the coach does cannot be.

    Args:
        path: the log.
        block_samples: how far the clock advances at a time, in samples.

    Raises:
        LogError: the log cannot be read or its actions differ; names the line.
    """
    recorded = read_log(path)
    given = _actions(path, recorded, block_samples)
    count = 0
    for line in recorded.entries:
        if not isinstance(line.entry, Action):
            continue
        action = next(given, None)
        if action != line.entry:
            instead = f"{type(action).__name__} at {action.at}" if action else "nothing"
            raise LogError(
                f"{path}: line {line.number}: the log has {type(line.entry).__name__} at "
                f"{line.entry.at}, the replay gives {instead}.",
                "The session would go differently now: the log or the program has changed.",
            )
        count += 1
    lasted = recorded.entries[-1].entry.at if recorded.entries else 0
    return Replayed(actions=count, lasted=lasted, cut_short=recorded.cut_short)


def _actions(path: Path, recorded: RecordedSession, block: int) -> Iterator[AnyAction]:
    settings = recorded.settings
    exercise, mode, length = settings.exercise, settings.mode, settings.length
    if mode not in exercise.modes or length not in exercise.minutes:
        raise LogError(
            f"{path}: line 1: its exercise has no {mode} mode of length {length}.",
            "The log was changed; replay an unchanged copy.",
        )
    session = Session(settings)
    for line in recorded.entries:
        event = line.entry
        if isinstance(event, Action):
            event = ClockAdvanced(at=event.at)
            if event.at <= session.now:
                continue
        try:
            yield from _advanced(session, event.at, block)
            yield from session.receive(event)
        except IllegalEvent as error:
            raise LogError(
                f"{path}: line {line.number}: {error.message}.", "The log is not of one session."
            ) from error
        except FORGED as error:
            raise LogError(
                f"{path}: line 1: no session can be made of it ({type(error).__name__}).",
                "The log was changed; replay an unchanged copy.",
            ) from error


def _advanced(session: Session, until: int, block: int) -> Iterator[AnyAction]:
    """Let the clock run in blocks to just before `until`."""
    if session.state is State.READY:
        return
    for at in range((session.now // block + 1) * block, until, block):
        yield from session.receive(ClockAdvanced(at=at))
