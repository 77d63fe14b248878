"""Everything that is wrong with the shape of a script, at once.

The validator stops at the first thing it does not like. So that whoever writes a script reads all
of it in one go, each such thing is noted and mended, and the validator asked again. What was mended
is no exercise: it only shows what else is wrong.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterable, Iterator
from copy import deepcopy
from typing import Any

import msgspec

from voice_coach.exercise.script import Exercise
from voice_coach.exercise.script_shape import Problem, expectation, shape_at, stub, words_at

MOST = 50
"""So many things wrong are told of a script at once."""

TELLING = re.compile(r"\.(?:id|kind|answers|minutes|use|part|couple|solo|step)$|\]$|^\$$")
"""Places that others refer to: where one was mended, what others say of it may be right."""

KEYS = re.compile(r"\.([^.\[\]]+)|\[(\d+)\]")
"""The steps of a path: the name of a key, or a place in a list."""

WORDS = re.compile(r"\.(?:say|explain|again|title|purpose|about)$|\.(?:watch_for|cards)\b")
"""Places that are about themselves only."""


def mended(table: dict[str, Any]) -> tuple[Exercise | None, list[Problem], bool]:
    """An exercise, and what was wrong with its shape.

    Args:
        table: the script as it was parsed; it stays as it is.

    Returns:
        The exercise, mended where anything was wrong, or None if that could not be done; what was
        wrong, with the path of what was mended; and whether something was mended that others refer
        to, so that what they say of it may be right.
    """
    table, found, doubtful = deepcopy(table), list[Problem](), False
    while len(found) < MOST:
        try:
            return msgspec.convert(table, Exercise), found, doubtful
        except msgspec.ValidationError as error:
            complaint, path = _parted(str(error), table)
            place, expected = expectation(complaint, path, table, Exercise)
            found.append(Problem(path=place, expected=expected))
            doubtful = _mend(table, path, place, complaint) or doubtful
    return None, found, doubtful


def standing(
    found: Iterable[Problem], mended: Collection[Problem], *, doubtful: bool
) -> Iterator[Problem]:
    """Those problems that are none of the mending's making."""
    places = [each.path for each in mended]
    for each in found:
        beside = not any(each.path.startswith((place, place + ".")) for place in places)
        if beside and (not doubtful or WORDS.search(each.path)):
            yield each


def _parted(error: str, table: dict[str, Any]) -> tuple[str, str]:
    """What the validator said, and of which place. A key of the script's may look like a place."""
    complaint, _, path = error.rpartition(" - at `")
    path = path.rstrip("`")
    keys = KEYS.findall(path.partition("[...]")[0]) if complaint else []
    try:
        _held(table, keys)
    except (LookupError, TypeError):
        keys = []
    return (complaint, path) if keys else (error, "$")


def _mend(table: dict[str, Any], path: str, place: str, complaint: str) -> bool:
    """Put what was probably meant, or something of the right shape, where something wrong is.

    Returns:
        Whether it is something that others refer to, and nobody knows what was meant.
    """
    shape = shape_at(path, table, Exercise)
    if "unknown field" in complaint:
        holder, wrong = _held(table, KEYS.findall(path)), place[len(path) + 1 :]
        known = [each.encode_name for each in getattr(shape, "fields", ())]
        near = difflib.get_close_matches(wrong, known, n=1)
        value = holder.pop(wrong)
        if near and near[0] not in holder:
            holder[near[0]] = value
        return False
    place = place.partition("[...]")[0]
    *outer, last = KEYS.findall(place)
    holder = _held(table, outer)
    key: int | str = int(last[1]) if last[1] else last[0]
    if near := difflib.get_close_matches(str(_value(holder, key)), words_at(shape), n=1):
        holder[key] = near[0]
        return False
    if place.endswith(".kind"):  # without its kind nothing is known of a step
        *outer, last = outer
        holder, key, place = _held(table, outer), int(last[1]), place.removesuffix(".kind")
    holder[key] = stub(shape_at(place, table, Exercise))
    return bool(TELLING.search(place))


def _value(holder: Any, key: str | int) -> Any:
    return holder.get(key, "") if isinstance(holder, dict) else ""


def _held(table: Any, keys: Iterable[tuple[str, str]]) -> Any:
    """What is at a place."""
    for name, index in keys:
        table = table[int(index)] if index else table[name]
    return table
