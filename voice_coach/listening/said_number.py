"""Numbers as people say them: "eight", "6 out of 10", "seven or eight" (the lower of the two)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from voice_coach.listening.pattern import Pattern
from voice_coach.listening.phrasebook import page


def number_at(said: Sequence[str], start: int) -> tuple[int, int] | None:
    """The number that begins at word `start`, and where the longest way of saying it ends.

    None if none begins there. Of two numbers, "six or seven" or "between six and seven", the lower.
    """
    first = _value(said, start)
    if first is None:
        return None
    value, end = first, _longest("half", said, start + 1)
    for joined in _ends("or", said, end):
        if joined > end and (second := _value(said, joined)) is not None:
            value, end = min(value, second), _longest("half", said, joined + 1)
            break
    return value, _longest("out_of_ten", said, end)


def _value(said: Sequence[str], at: int) -> int | None:
    return _numbers().get(said[at]) if at < len(said) else None


def _longest(which: str, said: Sequence[str], start: int) -> int:
    return max(_ends(which, said, start), default=start)


def _ends(which: str, said: Sequence[str], start: int) -> Iterator[int]:
    for pattern in _patterns(which):
        yield from pattern.ends(said, start)


@cache
def _patterns(which: str) -> tuple[Pattern, ...]:
    return tuple(Pattern.of(each, {}) for each in page("numbers")["joined"][which])


@cache
def _numbers() -> dict[str, int]:
    named = {
        word: int(value)
        for value, entry in page("numbers")["words"].items()
        for word in entry.split()
    }
    return named | {str(value): value for value in named.values()}
