"""Replay a session log: the same events must give the same actions, at any block size."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from voice_coach.core.actions import Action, AnyAction
from voice_coach.core.events import AnyEvent, ClockAdvanced
from voice_coach.core.session import Session
from voice_coach.edge.session_log import RecordedSession, read_log
from voice_coach.errors import IllegalEvent, LogError

BLOCK_SIZES = (160, 1600, 4000)
"""10, 100 and 250 ms: far below, at and above what sound cards deliver."""


def replay(path: Path, *, block_samples: int) -> int:
    """Replay a log with the clock advancing in blocks, and compare every action.

    Args:
        path: the log.
        block_samples: how far the clock advances at a time, in samples.

    Returns:
        The number of actions, all identical.

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
            told = f"{type(action).__name__} at {action.at}" if action else "nothing"
            raise LogError(
                f"{path}: line {line.number}: the log has {type(line.entry).__name__} at "
                f"{line.entry.at}, the replay gives {told}.",
                "The session would go differently now: the log or the program has changed.",
            )
        count += 1
    if not recorded.cut_short and (extra := next(given, None)):
        raise LogError(
            f"{path}: line {recorded.entries[-1].number}: the log ends here, the replay goes on "
            f"with {type(extra).__name__} at {extra.at}.",
            "The session would go differently now: the log or the program has changed.",
        )
    return count


def _actions(path: Path, recorded: RecordedSession, block: int) -> Iterator[AnyAction]:
    header = recorded.header
    session = Session(
        exercise=header.exercise,
        lines=header.lines,
        flow=header.flow,
        length=header.length,
        first=header.first,
        sensitivity=header.sensitivity,
        cool_downs=header.cool_downs,
        keep_short=header.keep_short,
    )
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


def _advanced(session: Session, until: int, block: int) -> Iterator[AnyAction]:
    """Let the clock run in blocks to just before `until`."""
    if session.state == "ready":
        return
    for at in range((session.now // block + 1) * block, until, block):
        yield from session.receive(ClockAdvanced(at=at))


__all__ = ["BLOCK_SIZES", "AnyEvent", "replay"]
