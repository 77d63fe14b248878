"""Exercises handed from one person to another, as a zip of their files and nothing else.

Whoever adds one trusts nobody: what it holds is looked at before anything is written, unpacked
where nobody looks, and checked as every exercise is. An exercise is text that is read, never run.
"""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from importlib.resources.abc import Traversable
from pathlib import Path

import msgspec

from voice_coach.errors import ScriptError, UsageError
from voice_coach.exercise.script import Exercise
from voice_coach.store.home import locked, not_kept, write_new, write_whole
from voice_coach.store.script_files import ScriptFiles
from voice_coach.store.unpack import Bounds, shown, unpack

PACK = Bounds(
    most_bytes=5_000_000,  # a long exercise has 10 kB
    most_files=200,
    error=ScriptError,
    again="Ask whoever gave it to you to make it again, with `voice-coach pack`.",
)

FILE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.toml")
"""What a pack holds: exercises, side by side."""

MADE = (2000, 1, 1, 0, 0, 0)
"""The date of every file in a pack: nobody learns when it was written."""


class Packed(msgspec.Struct, frozen=True, kw_only=True):
    """An exercise, and the bytes of its file."""

    exercise: Exercise
    content: bytes

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{self.exercise.name}.toml"


def pack(exercises: Sequence[Packed], path: Path) -> None:
    """Write exercises into a new zip.

    Raises:
        UsageError: one comes with the project, which everybody has, or is named twice; or the zip
            is there already, or cannot be written.
    """
    names = [each.file for each in exercises]
    if len(set(names)) < len(names):
        raise UsageError("The same exercise is named twice.", "Name each once.")
    for each in exercises:
        if each.exercise.name in ScriptFiles().names():
            raise UsageError(
                f"An exercise called {each.exercise.name} comes with the project: others have it.",
                "Leave it out, or hand on your own one under another name.",
            )
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as zipped:
        for each in exercises:
            zipped.writestr(zipfile.ZipInfo(each.file, MADE), each.content)
    try:
        write_new(path, content.getvalue(), mode=0o666)  # it is to be handed on
    except FileExistsError as error:
        raise UsageError(f"{path} already exists.", "Choose another name with -o.") from error
    except OSError as error:
        raise UsageError(
            f"{path} cannot be written: {error.strerror}.", "Choose another place with -o."
        ) from error


def alone(path: Traversable) -> Packed:
    """One exercise in its own file.

    Raises:
        ScriptError: it cannot be read, or is not fine.
    """
    exercise = ScriptFiles().load_file(path)
    return Packed(exercise=exercise, content=path.read_bytes())


def packed(archive: Path) -> list[Packed]:
    """The exercises in a zip, each checked; nothing is left of it on the disk.

    Raises:
        ScriptError: it is no zip of exercises, or one of them is not fine.
    """
    with tempfile.TemporaryDirectory(prefix="voice-coach-") as folder:
        unpack(archive, Path(folder), PACK)
        found = sorted(Path(folder).rglob("*"))
        other = [each for each in found if not FILE.fullmatch(str(each.relative_to(folder)))]
        if other or not found:
            what = f'"{shown(other[0].name)}", which is no exercise' if other else "no exercise"
            raise ScriptError(f"{archive} contains {what}. Nothing was added.", PACK.again)
        return [_checked(each, archive) for each in found]


def _checked(path: Path, archive: Path) -> Packed:
    try:
        return alone(path)
    except ScriptError as error:
        first = error.message.splitlines()[0].replace(str(path), f"{archive}: {shown(path.name)}")
        raise ScriptError(f"{first} Nothing was added.", PACK.again) from error


def add(exercises: Sequence[Packed], folder: Path) -> None:
    """Put exercises into the folder of people's own: all of them, or none.

    Raises:
        UsageError: one is there already, or has the name of one of the project's.
        KeepsakeError: they cannot be written.
    """
    for each in exercises:
        if each.exercise.name in ScriptFiles().names():
            raise UsageError(
                f"An exercise called {each.exercise.name} comes with the project. "
                "Nothing was added.",
                "Ask for it under another name.",
            )
        there = folder / each.file
        if there.is_symlink() or there.exists():
            raise UsageError(
                f"{there} is there already. Nothing was added.",
                "Rename or remove yours, then do it again.",
            )
    written: list[Path] = []
    with locked(folder):
        try:
            for each in exercises:
                write_whole(folder / each.file, each.content)
                written.append(folder / each.file)
        except OSError as error:
            for path in written:
                with suppress(OSError):
                    path.unlink()
            raise not_kept(folder, error) from error
