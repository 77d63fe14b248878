"""A JSON Schema of exercises, for editors that complete and check as one types.

What each field is for stands once, below it in `exercise/script.py`, and is read from there.
"""

from __future__ import annotations

import ast
from importlib.resources import files
from typing import Any

import msgspec

from voice_coach.exercise.script import Exercise
from voice_coach.exercise.translation import LINES

KIND = "What happens in this step."


def schema() -> dict[str, Any]:
    """The schema, with a description of every field."""
    made = msgspec.json.schema(Exercise)
    told = _descriptions()
    for name, shape in made["$defs"].items():
        for field, described in shape["properties"].items():
            if field in LINES:  # or the same in several languages
                line = dict(described)
                several = {"type": "object", "additionalProperties": line}
                described.clear()
                described["anyOf"] = [line, several]
            described["description"] = told.get((name, field)) or told.get(("Step", field), KIND)
    return made


def _descriptions() -> dict[tuple[str, str], str]:
    """By class and field, the text below the field."""
    source = (files("voice_coach") / "exercise" / "script.py").read_text(encoding="utf-8")
    found: dict[tuple[str, str], str] = {}
    for made in ast.parse(source).body:
        if not isinstance(made, ast.ClassDef):
            continue
        for field, below in zip(made.body, made.body[1:], strict=False):
            match field, below:
                case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(
                    value=ast.Constant(value=str(text))
                ):
                    found[made.name, name] = " ".join(text.split())
    return found
