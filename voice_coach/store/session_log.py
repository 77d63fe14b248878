"""The session log: every event and every action of a session, one JSON object a line.

It holds no word a partner said and no name: events carry meanings, prompts name `{a}` and `{b}`,
and an exercise of their own has dashes for its words.
Each line carries a check sum over itself and all lines before it, so a changed line is found and
named; each is written out at once, so a killed session leaves a log readable up to its last act.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, Any

import msgspec

from voice_coach.core.actions import AnyAction, EndSession
from voice_coach.core.events import AnyEvent, ClockAdvanced
from voice_coach.core.settings import SessionSettings
from voice_coach.errors import LogError

VERSION = 1


class Title(msgspec.Struct, frozen=True, kw_only=True):
    """How the first line begins. The session's settings follow, so a log replays by itself."""

    log: str = "voice-coach session"
    version: int = VERSION


class SessionLog:
    """Writes a log while the session runs.

    Args:
        path: the file; an earlier log is written anew, anything else that is there stays.
        settings: what the session is made of.
        on_failure: told once, with the reason, when it can grow no more; the session goes on.

    Raises:
        LogError: the file cannot be created, is no log, or is the log of a session that goes on.
    """

    def __init__(
        self,
        path: Path,
        settings: SessionSettings,
        *,
        on_failure: Callable[[str], None] = lambda _: None,
    ) -> None:
        try:
            self._file: IO[bytes] = _opened(path)
        except OSError as error:
            raise LogError(
                f"The session log {path} cannot be written: {error.strerror}.",
                "Choose another place with --log, or leave --log out.",
            ) from error
        self._on_failure = on_failure
        self._sum = b""
        self.failed: OSError | None = None
        """Why the log stopped growing, such as a full disk; the session goes on without it."""
        title = msgspec.json.encode(Title())
        self._write(title[:-1] + b"," + msgspec.json.encode(settings)[1:])

    def noticed(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        """Keep an event and its actions. Time going by is not kept: deadlines tell it again."""
        if not isinstance(event, ClockAdvanced):
            self._write(msgspec.json.encode(event))
        for action in actions:
            self._write(msgspec.json.encode(action))

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _write(self, body: bytes) -> None:
        if self.failed:
            return
        line, self._sum = _sealed(body, self._sum)
        try:
            rest = memoryview(line + b"\n")
            while rest:  # a disk that is nearly full takes a part
                rest = rest[self._file.write(rest) :]
        except OSError as error:
            self.failed = error
            self._on_failure(error.strerror or "it cannot be written")


class LoggedLine(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a log after the header, with its line number, counted from 1."""

    number: int
    entry: AnyEvent | AnyAction


class RecordedSession(msgspec.Struct, frozen=True, kw_only=True):
    """A log read back."""

    settings: SessionSettings
    entries: tuple[LoggedLine, ...]
    cut_short: bool
    """It does not reach the end of a session: that was killed, or the disk was full."""


def read_log(path: Path) -> RecordedSession:
    """Read a log and check every line's sum.

    Raises:
        LogError: not a log, or a line was changed; names the line.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise LogError(f"{path}: {error.strerror}.", "Check the file's name.") from error
    lines = raw.split(b"\n")
    half_a_line = lines.pop() != b""
    if not lines:
        raise LogError(f"{path}: line 1 is not the beginning of a session log.", _WHAT_IS_A_LOG)
    previous = b""
    settings: SessionSettings | None = None
    entries: list[LoggedLine] = []
    for number, line in enumerate(lines, start=1):
        body = _unsealed(line, previous)
        if number == 1:
            settings = _settings(path, line, changed=body is None)
        if body is None:
            raise LogError(
                f"{path}: line {number} is not as it was written.",
                "The log was changed or damaged from that line on; replay an unchanged copy.",
            )
        if number > 1:
            entries.append(LoggedLine(number=number, entry=_entry(path, number, body)))
        previous = _sum_of(line)
    assert settings
    ended = bool(entries) and isinstance(entries[-1].entry, EndSession)
    cut_short = half_a_line or not ended
    return RecordedSession(settings=settings, entries=tuple(entries), cut_short=cut_short)


def is_log(path: Path) -> bool:
    """Whether a file begins as a log does."""
    with path.open("rb") as file:
        return file.read(len(_BEGINNING)) == _BEGINNING


_BEGINNING = b'{"log":"voice-coach session"'


def _opened(path: Path) -> IO[bytes]:
    """The file, for this user's eyes only, emptied if it was a log of ours."""
    file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b", buffering=0)
    try:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            return file  # a pipe, or a device: whoever names it knows
        if file.read(len(_BEGINNING)) not in (b"", _BEGINNING):
            raise LogError(f"{path} is there already and is no session log.", _ANOTHER_NAME)
        if not _taken(file):
            raise LogError(f"{path} is the log of a session that goes on.", _ANOTHER_NAME)
        os.chmod(path, 0o600)
        file.seek(0)
        file.truncate()
    except BaseException:
        file.close()
        raise
    return file


_ANOTHER_NAME = "Choose another name with --log."


def _taken(file: IO[bytes]) -> bool:
    """Take the file for this process; the system gives it back when that ends."""
    if sys.platform == "win32":
        return True
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        pass  # a file system without locks
    return True


_WHAT_IS_A_LOG = "Give a file that `voice-coach run --log` or `demo --log` wrote."
_EVENT: msgspec.json.Decoder[AnyEvent] = msgspec.json.Decoder(AnyEvent)
_ACTION: msgspec.json.Decoder[AnyAction] = msgspec.json.Decoder(AnyAction)
_SUM = b',"sum":"'


def _sealed(body: bytes, previous: bytes) -> tuple[bytes, bytes]:
    total = hashlib.blake2b(previous + body, digest_size=6).hexdigest().encode()
    return body[:-1] + _SUM + total + b'"}', total


def _sum_of(line: bytes) -> bytes:
    return line.rpartition(_SUM)[2][:-2]


def _unsealed(line: bytes, previous: bytes) -> bytes | None:
    body = line.rpartition(_SUM)[0] + b"}"
    return body if _sealed(body, previous)[0] == line else None


def _settings(path: Path, line: bytes, *, changed: bool) -> SessionSettings:
    try:
        line = msgspec.json.encode(_of_today(msgspec.json.decode(line)))
        title = msgspec.json.decode(line, type=Title)
        settings = msgspec.json.decode(line, type=SessionSettings)
    except (ValueError, RecursionError) as error:
        if not changed:
            raise LogError(
                f"{path}: line 1: {error}.", "It was written by another version."
            ) from error
        raise LogError(
            f"{path}: line 1 is not the beginning of a session log.", _WHAT_IS_A_LOG
        ) from error
    if title.version != VERSION:
        raise LogError(
            f"{path}: line 1: the log has version {title.version}; this program reads {VERSION}.",
            "Replay it with the version of voice-coach that wrote it.",
        )
    return settings


def _of_today(header: Any) -> Any:
    """A header as it is written now, without what logs once said of an exercise and nobody used."""
    if isinstance(header, dict) and isinstance(exercise := header.get("exercise"), dict):
        for gone in ("listens_for", "pauses_when"):
            exercise.pop(gone, None)
    return header


def _entry(path: Path, number: int, body: bytes) -> AnyEvent | AnyAction:
    try:
        if body.startswith(b'{"event"'):
            return _EVENT.decode(body)
        return _ACTION.decode(body)
    except (ValueError, RecursionError) as error:
        raise LogError(f"{path}: line {number}: {error}.", _WHAT_IS_A_LOG) from error
