"""A stand-in for the full speech model: the files of coach-en under its name, in a zip.

It shows that installing works; what the full model hears only the full model can show.
"""

import hashlib
import io
import zipfile
from pathlib import Path

from voice_coach.store.model_files import shipped
from voice_coach.store.model_store import COACH_EN, FULL_EN, ModelFacts, ModelStore

NAME = FULL_EN.name


def zipped(extra: dict[str, bytes] | None = None, *, top: str = f"{NAME}/") -> bytes:
    """The zip, with a folder at its top as the real one has, and more files if asked for."""
    files = [each for each in shipped(COACH_EN.name).rglob("*") if each.is_file()]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for file in files:
            if file.name != "SHA256SUMS":
                inside = f"{top}{file.relative_to(shipped(COACH_EN.name)).as_posix()}"
                archive.write(file, inside)
        for name, content in (extra or {}).items():
            archive.writestr(name, content)
    return buffer.getvalue()


def facts_of(content: bytes, *, url: str = "http://127.0.0.1:9/model.zip") -> ModelFacts:
    """What is known of a zip beforehand."""
    return ModelFacts(
        name=NAME,
        title=FULL_EN.title,
        hears=FULL_EN.hears,
        licence=FULL_EN.licence,
        url=url,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )


def store_in(home: Path, facts: ModelFacts) -> ModelStore:
    """A store that knows our own model and this one."""
    return ModelStore(home, catalogue=(COACH_EN, facts))
