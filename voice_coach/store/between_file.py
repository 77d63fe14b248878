"""The file of what is known between two sessions: read, changed, and kept whole.

Every change is made under the folder's lock to what is there by then, never to what was there when
a session began. A file that is damaged or of a newer version is set aside and named.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import msgspec

from voice_coach.errors import KeepsakeError
from voice_coach.store.between import BOTH, Between, ComingBack, Private, Rhythm
from voice_coach.store.home import locked, not_kept, set_aside, write_whole
from voice_coach.store.mask import mask, unmask

FILE = "between.json"
VERSION = 2

Tell = Callable[[str], None]

CHOOSE_AGAIN = (
    "A private stop sentence, if one of you had chosen one, has to be chosen again: "
    "voice-coach setup."
)
"""Said to everybody whose file is lost, so that it tells nobody whether there was one."""


def read_between(home: Path, *, tell: Tell) -> Between:
    """What is kept in the data folder.

    Where it cannot be read it is the beginning, and that is told; a file that is damaged or of a
    newer version is set aside and named.
    """
    path = home / FILE
    try:
        return _decoded(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return Between()
    except OSError as error:
        tell(
            f"{path} cannot be read ({error.strerror}), so this goes on without it. {CHOOSE_AGAIN}"
        )
        return Between()
    except ValueError:
        pass
    try:
        with locked(home):
            return _found(path, tell)
    except KeepsakeError:
        tell(f"{path} is damaged or of a newer version, and cannot be moved. {CHOOSE_AGAIN}")
        return Between()


def change_between(home: Path, change: Callable[[Between], Between], *, tell: Tell) -> Between:
    """Read what is kept, change it, and keep it, with nobody else in between.

    Raises:
        KeepsakeError: it cannot be kept. What was kept before is there still.
    """
    with locked(home):
        path = home / FILE
        try:
            before = _found(path, tell)
            after = change(before)
            if after != before:
                write_whole(path, _encoded(after))
        except OSError as error:
            raise not_kept(path, error) from error
        return after


def _found(path: Path, tell: Tell) -> Between:
    """What is in the file. The folder is ours: a file that is no good is set aside and named."""
    try:
        return _decoded(path.read_bytes())
    except FileNotFoundError:
        return Between()
    except ValueError:
        try:
            aside = set_aside(path)
        except OSError as error:
            raise not_kept(path, error) from error
        tell(
            f"What is kept between sessions was damaged or of a newer version, and is now {aside}. "
            f"{CHOOSE_AGAIN}"
        )
        return Between()


class _Written(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file, but for the sum at its end."""

    version: int
    calm: int
    coming_back: ComingBack | None
    rhythm: Rhythm | None
    closeness: bool
    private: str


class _FirstVersion(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the first version wrote."""

    calm: int = 0
    ready: int = 0
    cards: int = 0
    stop_phrases: tuple[str, ...] = ()
    coming_back: ComingBack | None = None
    rhythm: Rhythm | None = None
    closeness: bool = False


_SUM = b',"sum":"'


def _encoded(between: Between) -> bytes:
    body = msgspec.json.encode(
        _Written(
            version=VERSION,
            calm=between.calm,
            coming_back=between.coming_back,
            rhythm=between.rhythm,
            closeness=between.closeness,
            private=mask(msgspec.json.encode(between.private)),
        )
    )
    return body[:-1] + _SUM + _sum(body) + b'"}'


def _decoded(raw: bytes) -> Between:
    """What a file holds.

    Raises:
        ValueError: it is damaged, or of a newer version. (msgspec's errors are of this kind.)
    """
    start, found, end = raw.rpartition(_SUM)
    if not found:
        first = msgspec.json.decode(raw, type=_FirstVersion)
        private = Private(answered=BOTH[: first.ready], stop_phrases=first.stop_phrases)
        return Between(
            calm=first.calm,
            coming_back=first.coming_back,
            rhythm=first.rhythm,
            closeness=first.closeness,
            private=private,
        )
    body = start + b"}"
    if end != _sum(body) + b'"}':
        raise ValueError
    read = msgspec.json.decode(body, type=_Written)
    if read.version != VERSION:
        raise ValueError
    return Between(
        calm=read.calm,
        coming_back=read.coming_back,
        rhythm=read.rhythm,
        closeness=read.closeness,
        private=msgspec.json.decode(unmask(read.private), type=Private),
    )


def _sum(body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=8).hexdigest().encode()
