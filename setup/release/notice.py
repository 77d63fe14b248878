"""NOTICE, read: what is shipped that is not program text, and under what terms."""

import re
from pathlib import Path

FIELDS = ("What", "Source", "Licence", "Not for")
ENTRY = re.compile(r"^(?P<place>\S+)\n(?P<body>(?:    \S.*\n)+)", re.MULTILINE)


def entries(text: str) -> dict[str, dict[str, str]]:
    """The fields of each entry, by the folder or file it is about."""
    found = {}
    for entry in ENTRY.finditer(text):
        lines = [line.strip().partition(": ") for line in entry["body"].splitlines()]
        found[entry["place"]] = {name: told for name, _, told in lines}
    return found


def is_data(name: str) -> bool:
    """Whether a packed file is something that NOTICE has to account for."""
    path = Path(name)
    inside = path.parts[0] in ("voice_coach", "models", "tests", "benchmarks", "examples")
    return inside and path.suffix not in (".py", ".md", ".typed")


def unnamed(files: list[str], places: dict[str, dict[str, str]]) -> list[str]:
    """The data among packed files that no entry is about."""
    return [
        each
        for each in files
        if is_data(each)
        and not any(each == place or each.startswith(f"{place}/") for place in places)
    ]
