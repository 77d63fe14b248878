"""Downloads one large file: resumable, checked, and only when somebody asked for it.

This module and `releases.py` are the only ones that touch the network.
"""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from voice_coach.errors import ModelError

CHUNK_BYTES = 65_536
TIMEOUT_SECONDS = (10, 30)
"""To connect, and between two pieces of an answer."""

RANGE_NOT_SATISFIABLE = 416
PARTIAL_CONTENT = 206
OK = 200

Progress = Callable[[int, int], None]
"""Told bytes here so far, and bytes in all."""

AGAIN = "Run the same command again: it carries on where it stopped."
ELSEWHERE = "Check the connection, or fetch the zip elsewhere and give it with --from."


def download(
    url: str, part: Path, *, size: int, sha256: str, progress: Progress = lambda done, of: None
) -> None:
    """Fetch `url` into `part`, going on where an earlier attempt stopped.

    Args:
        url: where it lies.
        part: the file it is gathered in; kept when the connection breaks, deleted when wrong.
        size: its length in bytes.
        sha256: its check sum, in hex.
        progress: told how far it is.

    Raises:
        ModelError: no connection, broken off, not the right file, or the disk is full.
    """
    import requests

    have = part.stat().st_size if part.exists() else 0
    if have > size:
        part.unlink()
        have = 0
    if have < size:
        try:
            with requests.Session() as session:
                _fetch(session, url, part, have=have, size=size, progress=progress)
        except requests.RequestException as error:  # an OSError too, so it goes first
            raise _broke_off(url, part, size=size, before=have, why=error) from error
        except OSError as error:
            raise _not_written(part, size=size, why=error) from error
    _check(part, size=size, sha256=sha256)


def _fetch(session: Any, url: str, part: Path, *, have: int, size: int, progress: Progress) -> None:
    headers = {"Accept-Encoding": "identity"}
    if have:
        headers["Range"] = f"bytes={have}-"
    with session.get(url, headers=headers, stream=True, timeout=TIMEOUT_SECONDS) as answer:
        if have and answer.status_code == RANGE_NOT_SATISFIABLE:
            part.unlink()
            _fetch(session, url, part, have=0, size=size, progress=progress)
            return
        if answer.status_code not in (OK, PARTIAL_CONTENT):
            raise ModelError(f"{url} answered with {answer.status_code}.", ELSEWHERE)
        told = answer.headers.get("Content-Range", "")
        goes_on = answer.status_code == PARTIAL_CONTENT and told.startswith(f"bytes {have}-")
        begin = have if goes_on else 0
        announced = answer.headers.get("Content-Length", "")
        if announced.isdigit() and begin + int(announced) != size:
            # A login page of a hotel's network, or another file: no byte of it is worth keeping.
            raise ModelError(
                f"{url} offers {begin + int(announced)} bytes, but the model has {size}.",
                ELSEWHERE,
            )
        done = begin
        with part.open("ab" if goes_on else "wb") as file:
            for chunk in answer.iter_content(CHUNK_BYTES):
                file.write(chunk)
                done += len(chunk)
                progress(min(done, size), size)
                if done > size:
                    return  # not the file that was announced; the check will say so


def _broke_off(url: str, part: Path, *, size: int, before: int, why: Exception) -> ModelError:
    kept = part.stat().st_size if part.exists() else 0
    if kept > before:
        return ModelError(
            f"The download stopped at {kept / 1e6:.1f} of {size / 1e6:.1f} MB "
            f"({type(why).__name__}).",
            AGAIN,
        )
    server = urlsplit(url).hostname
    return ModelError(
        f"Nothing could be downloaded from {server} ({type(why).__name__}).", ELSEWHERE
    )


def _not_written(part: Path, *, size: int, why: OSError) -> ModelError:
    if why.errno == errno.ENOSPC:
        part.unlink(missing_ok=True)  # it would fill the disk for nothing
    return ModelError(
        f"The download cannot be written to {part.parent}: {why.strerror}.",
        f"It needs {size / 1e6:.0f} MB there, and three times as much to unpack.",
    )


def _check(part: Path, *, size: int, sha256: str) -> None:
    have = part.stat().st_size
    if have < size:
        raise ModelError(f"The download stopped at {have / 1e6:.1f} of {size / 1e6:.1f} MB.", AGAIN)
    with part.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if have > size or found != sha256:
        part.unlink()
        raise ModelError(
            f"What was downloaded is not the model: its SHA-256 is {found[:12]}..., "
            f"expected {sha256[:12]}...",
            "It was deleted. Try again later, or fetch the zip elsewhere and give it with --from.",
        )
