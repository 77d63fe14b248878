"""Where in a script something is, as whoever wrote it would say it: by the names they gave."""

from __future__ import annotations

import re
from typing import Any

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""What can be the name of a part or a step; anything else is counted."""


def place_in_words(path: str, script: Any) -> str:
    """A place such as "$.couple[2].steps[1].say" as "part wish, step warm, say".

    Args:
        path: the place; "[...]" stands for a key that is not known.
        script: the script as it was parsed.

    Returns:
        The place in words; "" for the script as a whole.
    """
    told: list[str] = []
    here = script
    found = re.match(r"\$\.(couple|solo)\[(\d+)\](?:\.steps\[(\d+)\])?", path)
    if found:
        if found[1] == "solo":
            told.append("alone")
        part = script[found[1]][int(found[2])]
        told.append(_named("part", part, "part", int(found[2])))
        if found[3] and "steps" in part:  # a building block has steps of its own
            here = part["steps"][int(found[3])]
            told.append(_named("step", here, "id", int(found[3])))
        path = path[found.end() :]
    rest = path.removeprefix("$").removeprefix(".").replace("[...]", "")
    if rest:
        told.append(
            re.sub(r"\[(\d+)\]", lambda each: f" {int(each[1]) + 1}", rest).replace(" .", ".")
        )
    return ", ".join(told)


def _named(what: str, table: Any, key: str, index: int) -> str:
    name = table.get(key) if isinstance(table, dict) else None
    if isinstance(name, str) and NAME.fullmatch(name):
        return f"{what} {name}"
    return f"{what} number {index + 1}"
