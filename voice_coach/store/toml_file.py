"""The one place where TOML of people's own is read: whatever their editor put around it."""

from __future__ import annotations

from typing import Any, TypeVar, cast

import msgspec

T = TypeVar("T")


def decoded(raw: bytes, shape: type[T]) -> T:
    """TOML in a shape.

    Raises:
        ValueError: no UTF-8, no TOML, or of another shape; says what is wrong.
    """
    try:
        return msgspec.toml.decode(text_of(raw), type=shape)
    except RecursionError as error:
        raise ValueError("too many brackets inside brackets") from error


def text_of(raw: bytes) -> str:
    """The text of a file. Some editors begin it with a mark, which is no part of it.

    Raises:
        ValueError: it is no UTF-8.
    """
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError("expected UTF-8 text") from error


def table_of(raw: bytes) -> dict[str, Any]:
    """TOML as a table, of any shape. Raises as `decoded` does."""
    return cast(dict[str, Any], decoded(raw, dict))
