"""The data folder: one writer at a time, whole files or none, and nothing overwritten unnamed.

Everything that is kept goes through here. A file is written aside under a name nobody can foresee,
made sure of, and put in its place by a rename: whoever reads it, or kills us, meets the old one or
the new one. Dates are no part of what is kept: a file's would tell when somebody was alone here.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from voice_coach.errors import KeepsakeError

PATIENCE_SECONDS = 5.0
"""Longest wait for another voice-coach that is writing, which takes it milliseconds."""

LOOK_SECONDS = 0.02

ASIDE = ".aside-"
"""How the name of a file begins that is still being written."""

NO_DATE = 946_684_800
"""The same for every file: the first second of the year 2000."""

ROOM = "See that the disk has room and that the folder is yours, then do it again."


def not_kept(path: Path, error: OSError) -> KeepsakeError:
    """The error for what could not be written."""
    return KeepsakeError(f"Nothing was changed: {path}: {error.strerror or 'no access'}.", ROOM)


@contextmanager
def locked(home: Path, *, patience_seconds: float = PATIENCE_SECONDS) -> Iterator[None]:
    """Hold the data folder, made where it is missing; gone again if nothing was put into it.

    The lock is the system's own and ends with the process, however that ends.

    Raises:
        KeepsakeError: another program holds it, or it cannot be made or written.
    """
    made = not home.exists()
    try:
        make_folder(home)
        lock = _lock(home, time.monotonic() + patience_seconds)
    except TimeoutError as error:
        raise KeepsakeError(
            f"Nothing was changed: another voice-coach is using {home}.", "Try again in a moment."
        ) from error
    except OSError as error:
        raise not_kept(home, error) from error
    try:
        for left in home.glob(f"{ASIDE}*"):  # of a program that was killed: nobody else writes now
            with suppress(OSError):
                left.unlink()
        yield
    finally:
        os.close(lock)
        if made:
            with suppress(OSError):  # only where it is empty
                home.rmdir()


def make_folder(home: Path) -> None:
    """Make a folder for this user's eyes only; one that is there stays as it is."""
    home.parent.mkdir(parents=True, exist_ok=True)
    home.mkdir(mode=0o700, exist_ok=True)


def write_whole(path: Path, content: bytes) -> None:
    """Put a file in its place, whole or not at all, for this user's eyes only.

    A link is followed: the file it names is replaced, the link stays.

    Raises:
        OSError: it cannot be written; what was there is there still.
    """
    target = Path(os.path.realpath(path))
    descriptor, aside = tempfile.mkstemp(prefix=ASIDE, dir=target.parent)  # 0600
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.utime(aside, (NO_DATE, NO_DATE))
        Path(aside).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(aside).unlink()
        raise
    undated(target.parent)


def write_new(path: Path, content: bytes, *, mode: int = 0o600) -> None:
    """Write a file where people want one, whole or not at all, for this user's eyes only.

    Args:
        path: where to.
        content: what is in it.
        mode: who else may read it, as far as the system's own mask lets them.

    Raises:
        OSError: it cannot be written, or something of that name is there.
    """
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
    except BaseException:
        with suppress(OSError):
            path.unlink()
        raise


def undated(folder: Path) -> None:
    """Make sure of a folder's names, and take its date away."""
    if sys.platform == "win32":
        return
    with suppress(OSError):  # a file system that cannot do so has the file all the same
        os.utime(folder, (NO_DATE, NO_DATE))
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def set_aside(path: Path) -> Path:
    """Move a file out of the way, under a name that was free.

    Raises:
        OSError: it cannot be moved.
    """
    return path.rename(free_name(path, "-set-aside-", first=1))


def free_name(path: Path, mark: str, *, first: int) -> Path:
    """A name beside a file that nothing has: its own, the mark, and a number from `first` on."""
    number = first
    while os.path.lexists(beside := path.with_stem(f"{path.stem}{mark}{number}")):
        number += 1
    return beside


def were_set_aside(path: Path) -> list[Path]:
    """Every file that was moved out of the way of this one."""
    return sorted(path.parent.glob(f"{path.stem}-set-aside-*{path.suffix}"))


def erase(path: Path) -> None:
    """Overwrite a file, as far as a disk lets anybody, and delete it.

    Raises:
        OSError: it cannot be deleted.
    """
    with path.open("r+b") as file:
        file.write(bytes(path.stat().st_size))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()


def _lock(home: Path, until: float) -> int:
    """The system's lock on a folder, as an open file."""
    if sys.platform == "win32":
        import msvcrt

        lock = os.open(home / ".lock", os.O_RDWR | os.O_CREAT, 0o600)

        def take() -> None:
            msvcrt.locking(lock, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        lock = os.open(home, os.O_RDONLY)

        def take() -> None:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)

    while True:
        try:
            take()
        except (BlockingIOError, PermissionError):
            if time.monotonic() >= until:
                os.close(lock)
                raise TimeoutError from None
            time.sleep(LOOK_SECONDS)  # the system's own wait for a lock has no bound
        except OSError:
            return lock  # a file system without locks: rarely two at once, and whole files still
        else:
            return lock
