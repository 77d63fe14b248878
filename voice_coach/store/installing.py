"""What is put onto this machine whole or not at all: a speech model, a pack of a voice's lines."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from voice_coach.errors import ModelError
from voice_coach.store.model_files import SUMS, file_sum

NEW = ".new-"
"""How the name of a folder begins in which something is being put together."""

LEFT_BEHIND_SECONDS = 3600
"""Such a folder this old belongs to an installation that was killed."""

ANOTHER_PLACE = "choose another place with the environment variable VOICE_COACH_HOME"


def write_sums(folder: Path) -> None:
    """Write down the check sum of every file, so that damage is noticed from now on."""
    files = sorted(each for each in folder.rglob("*") if each.is_file() and each.name != SUMS)
    lines = [f"{file_sum(each)}  {each.relative_to(folder).as_posix()}\n" for each in files]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")


def delete_folder(folder: Path) -> None:
    """Delete what was put there.

    Raises:
        ModelError: it cannot be deleted.
    """
    try:
        shutil.rmtree(folder)
    except OSError as error:
        raise ModelError(
            f"{folder} cannot be deleted: {error.strerror}.", "Delete it by hand."
        ) from error


def put(root: Path, place: Path, *, before: Path) -> None:
    """Put a folder in its place; what was there before is back again if that fails."""
    if place.exists():
        place.rename(before)  # deleted with the temporary folder
    try:
        root.rename(place)
    except BaseException:
        if before.exists():
            before.rename(place)
        raise


def make_room(folder: Path) -> int:
    """Make the folder that things are installed in, and tell how many bytes are free there.

    Raises:
        ModelError: it cannot be used.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for left in folder.glob(f"{NEW}*"):
            if time.time() - left.stat().st_mtime > LEFT_BEHIND_SECONDS:
                shutil.rmtree(left, ignore_errors=True)
        return shutil.disk_usage(folder).free
    except OSError as error:
        raise ModelError(
            f"{folder} cannot be used: {error.strerror}.", f"{ANOTHER_PLACE.capitalize()}."
        ) from error


@contextmanager
def new_folder(beside: Path, what: str) -> Iterator[Path]:
    """A folder in the same file system, gone afterwards whatever happens.

    Raises:
        ModelError: it, or what is put into it, cannot be written.
    """
    try:
        new = Path(tempfile.mkdtemp(prefix=NEW, dir=beside))
        try:
            yield new
        finally:
            shutil.rmtree(new, ignore_errors=True)
    except OSError as error:
        raise ModelError(
            f"{what} cannot be put into {beside}: {_why(error)}.",
            f"Make room on the disk, or {ANOTHER_PLACE}, then run the same command again.",
        ) from error


def _why(error: OSError) -> str:
    """What went wrong, in words. A copied folder gathers its errors as (from, to, words)."""
    if isinstance(error, shutil.Error) and error.args and error.args[0]:
        return str(error.args[0][0][-1])
    return error.strerror or type(error).__name__


def check_ordinary(folder: Path) -> None:
    """See that there is nothing but files and folders, all inside.

    Raises:
        ModelError: a link, a device or the like, which could lead anywhere.
    """
    for each in folder.rglob("*"):
        if each.is_symlink() or not (each.is_file() or each.is_dir()):
            raise ModelError(
                f"{each} is no ordinary file. Nothing was installed.",
                "Unpack the zip anew, or give the zip itself.",
            )
