"""Writes something down so that a look at the file tells nothing, nor does a look at two of them.

This is no lock: nobody has a key, so whoever takes the program apart can read it. It keeps a
sentence or a number from being read in passing, found by a search, or told by what changed: the
same thing looks different each time, and short things look as long as longer ones.
"""

from __future__ import annotations

import base64
import hashlib
import os

SALT_BYTES = 16
FILLED_UP_TO = 2048
"""Bytes: room for a good dozen sentences before the length would tell anything."""


def mask(content: bytes) -> str:
    """Write it down, with another look each time."""
    length = len(content) + 1
    filled = content + b"\n" + bytes(-length % FILLED_UP_TO)
    salt = os.urandom(SALT_BYTES)
    return base64.b64encode(salt + _turned(filled, salt)).decode()


def unmask(written: str) -> bytes:
    """Read what was written down.

    Raises:
        ValueError: it was not written by `mask`.
    """
    raw = base64.b64decode(written, validate=True)
    content, end, fill = _turned(raw[SALT_BYTES:], raw[:SALT_BYTES]).rpartition(b"\n")
    if not end or any(fill):
        raise ValueError
    return content


def _turned(content: bytes, salt: bytes) -> bytes:
    stream = hashlib.shake_256(salt).digest(len(content))
    return bytes(a ^ b for a, b in zip(content, stream, strict=True))
