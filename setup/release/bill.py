"""The bill of materials (CycloneDX): libraries by a tool of their own, our data from NOTICE."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path
from typing import Any

from setup.release.notice import entries, is_data

PACKAGE = "voice_coach/"


def with_data(bill: dict[str, Any], wheel: Path, notice: str) -> dict[str, Any]:
    """A bill of the libraries, and of every data file in the wheel with its licence and hash.

    Raises:
        ValueError: a file has no entry in NOTICE.
    """
    parts = {place: _part(place, told) for place, told in entries(notice).items()}
    with zipfile.ZipFile(wheel) as archive:
        for name in sorted(archive.namelist()):
            if not is_data(name):
                continue
            # The wheel has the models inside the package, the checkout beside it.
            known = name if _place(name, parts) else name.removeprefix(PACKAGE)
            place = _place(known, parts)
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


def _part(place: str, told: dict[str, str]) -> dict[str, Any]:
    return {
        "type": "machine-learning-model" if place.startswith("models/") else "data",
        "bom-ref": f"data:{place}",
        "name": place,
        "description": told["What"],
        "licenses": [{"license": {"name": told["Licence"]}}],
        "properties": [
            {"name": "voice-coach:source", "value": told["Source"]},
            {"name": "voice-coach:not-for", "value": told["Not for"]},
        ],
        "components": [],
    }
