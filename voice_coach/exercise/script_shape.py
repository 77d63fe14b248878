"""What a script's shape should have been, in the words of somebody who writes one.

The validator says where and what ("Invalid enum value 'hard' - at `$.level`"); this says what was
expected there: the words allowed, the key probably meant, a number above 0.
"""

from __future__ import annotations

import difflib
import re
from functools import cache
from typing import Any

import msgspec
from msgspec import inspect

KINDS = {
    "str": "text in quotes",
    "float": "a number",
    "int": "a whole number",
    "bool": "true or false",
    "array": 'a list such as ["one", "two"]',
    "object": 'a table such as { key = "value" }',
}
"""The validator's names of types, in plain words."""

PATTERNS = {
    "^[a-z0-9]+(-[a-z0-9]+)*$": "small letters, digits and hyphens, such as my-step",
    "^[a-z]+$|^0-10$": 'one word in small letters, or "0-10"',
}

BOUNDS = {">": "above", ">=": "of at least", "<": "below", "<=": "of at most"}


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """Something wrong at a place in a script."""

    path: str
    """As "$.couple[2].steps[0].say"."""
    expected: str


def expectation(message: str, path: str, script: Any, shape: type) -> tuple[str, str]:
    """What was expected, and the path of the key that it is about.

    Args:
        message: what the validator said, without the place.
        path: the place, as "$.couple[1].steps[0]"; "[...]" stands for a key it does not name.
        script: the script as it was parsed.
        shape: what it should be.

    Returns:
        The path, made longer by the key that is missing or unknown, and the expectation.
    """
    place = shape_at(path, script, shape)
    if found := re.match(r"Object missing required field `(.+)`", message):
        kinds = f", one of {', '.join(_tags(place))}" if found[1] == "kind" else ""
        return f"{path}.{found[1]}", f"the key `{found[1]}`{kinds}"
    if found := re.match(r"Object contains unknown field `(.*)`", message, re.S):
        known = [field.encode_name for field in getattr(place, "fields", ())]
        near = difflib.get_close_matches(found[1], known, n=1)
        meant = f"`{near[0]}`" if near else f"one of the keys {', '.join(known)}"
        return f"{path}.{found[1]}", f"{meant}, not `{found[1]}`"
    if found := re.match(r"Invalid (?:enum )?value '(.*)'", message):
        return path, f'one of {", ".join(words_at(place))}, not "{found[1]}"'
    return path, _wanted(message)


def stub(shape: inspect.Type | None) -> Any:
    """Something of a shape, for the place of what is not, so that all else can be looked at."""
    match shape:
        case inspect.StructType(fields=fields, tag=tag, tag_field=tag_field):
            made = {each.encode_name: stub(each.type) for each in fields if each.required}
            return made | ({tag_field: tag} if tag_field else {})
        case inspect.UnionType(types=types):
            return stub(types[0])
        case inspect.LiteralType(values=values):
            return values[0]
        case inspect.DictType():
            return {}
        case inspect.VarTupleType():
            return []
        case inspect.StrType():
            return "x"
        case _:
            return True if isinstance(shape, inspect.BoolType) else 1


def _wanted(message: str) -> str:
    """What an "Expected ..." message wants."""
    if found := re.search(r"matching regex '(.*)'", message):
        return PATTERNS.get(found[1], f"text like {found[1]}")
    if "of length >= 1" in message:
        return "text that is not empty"
    if found := re.search(r"`(?:float|int)` (>=?|<=?) ([\d.]+)", message):
        return f"a number {BOUNDS[found[1]]} {float(found[2]):g}"
    if found := re.match(r"Expected `(.*)`, got `(.*)`", message):
        wanted = " or ".join(KINDS.get(each, each) for each in found[1].split(" | "))
        return f"{wanted}, not {KINDS.get(found[2], found[2]).partition(' such as')[0]}"
    return f"something else: {message}"


@cache
def _whole(of: type) -> inspect.Type:
    """All that is known of a type: found out once, for it takes 5 ms, and each mistake asks."""
    return inspect.type_info(of)


def shape_at(path: str, value: Any, of: type) -> inspect.Type | None:
    """The type at a path, None where nothing is known of it. A step's is that of its `kind`."""
    shape = _whole(of)
    for name, index in re.findall(r"\.([^.\[\]]+)|\[([^\]]*)\]", path):
        shape = _chosen(shape, value)
        match shape:
            case inspect.UnionType() if name == "kind":
                return shape
            case inspect.StructType(fields=fields) if name in [each.encode_name for each in fields]:
                shape = next(each.type for each in fields if each.encode_name == name)
                value = value.get(name)
            case inspect.VarTupleType(item_type=item):
                shape, value = item, value[int(index)]
            case inspect.DictType(value_type=item):
                shape, value = item, None
            case _:
                return None
    return _chosen(shape, value)


def _chosen(shape: inspect.Type, value: Any) -> inspect.Type:
    """Of several kinds of step, the one that the script names."""
    kind = value.get("kind") if isinstance(value, dict) else None
    for each in getattr(shape, "types", ()):
        if kind is not None and getattr(each, "tag", None) == kind:
            chosen: inspect.Type = each
            return chosen
    return shape


def words_at(place: inspect.Type | None) -> list[str]:
    """The words that may stand at a place, where only some may."""
    return _tags(place) or sorted(map(str, getattr(place, "values", ())))


def _tags(place: inspect.Type | None) -> list[str]:
    """The kinds of step there are, where a place is a step."""
    return [each.tag for each in getattr(place, "types", ()) if getattr(each, "tag", None)]
