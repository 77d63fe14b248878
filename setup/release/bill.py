"""The bill of materials (CycloneDX): libraries by a tool of their own, what is ours from NOTICE."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path
from typing import Any

from setup.release.notice import entries, is_data

PACKAGE = "voice_coach/"

PROGRAM = {
    "What": "the program and its texts: all that is not data",
    "Source": "written for this project",
    "Licence": "MIT",
    "Not for": "nothing beyond what NOTICE says of all of it",
}
"""What NOTICE need not say of each file: LICENSE does."""


def with_files(bill: dict[str, Any], wheel: Path, notice: str) -> dict[str, Any]:
    """A bill of the libraries, and of every file in the wheel with its licence and hash.

    Raises:
        ValueError: a data file has no entry in NOTICE.
    """
    parts = {
        place: _part(
            "machine-learning-model" if place.startswith("models/") else "data", place, told
        )
        for place, told in entries(notice).items()
    }
    parts[PACKAGE] = _part("library", PACKAGE, PROGRAM)
    with zipfile.ZipFile(wheel) as archive:
        for name in sorted(archive.namelist()):
            # The wheel has the models inside the package, the checkout beside it.
            known = name if _place(name, parts) else name.removeprefix(PACKAGE)
            place = _place(known, parts) if is_data(name) else PACKAGE
            if not place:
                raise ValueError(f"NOTICE says nothing of {name}.")
            digest = hashlib.sha256(archive.read(name)).hexdigest()
            parts[place]["components"].append(
                {
                    "type": "file",
                    "bom-ref": name,
                    "name": name,
                    "hashes": [{"alg": "SHA-256", "content": digest}],
                    "licenses": parts[place]["licenses"],
                }
            )
    packed = [part for part in parts.values() if part["components"]]
    return {**bill, "components": [*bill["components"], *packed]}


def unlicensed(bill: dict[str, Any]) -> list[str]:
    """The components of a bill that tell no licence."""
    return [each["name"] for each in bill["components"] if not each.get("licenses")]


def _place(name: str, parts: dict[str, Any]) -> str | None:
    return next((each for each in parts if name == each or name.startswith(f"{each}/")), None)


def _part(kind: str, place: str, told: dict[str, str]) -> dict[str, Any]:
    return {
        "type": kind,
        "bom-ref": f"data:{place}",
        "name": place,
        "description": told["What"],
        "licenses": [{"license": {"id" if told["Licence"] == "MIT" else "name": told["Licence"]}}],
        "properties": [
            {"name": "voice-coach:source", "value": told["Source"]},
            {"name": "voice-coach:not-for", "value": told["Not for"]},
        ],
        "components": [],
    }
