"""Brings a speech model onto this machine: downloaded, from a zip, or from an unpacked folder."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from voice_coach.edge.download import Progress, download
from voice_coach.edge.model_store import SUMS, ModelFacts, ModelStore, check_model, file_sum
from voice_coach.edge.unpack import unpack
from voice_coach.errors import ModelError, UsageError

ROOM = 4
"""Disk needed, as a multiple of the zip: itself, and its files while they are put in place."""


def install(
    store: ModelStore,
    facts: ModelFacts,
    *,
    source: Path | None = None,
    progress: Progress = lambda done, of: None,
) -> Path:
    """Install a model, whole or not at all.

    Args:
        store: where to.
        facts: which one.
        source: its zip or unpacked folder; None: download it.
        progress: told how far a download is.

    Returns:
        The folder it lies in now.

    Raises:
        UsageError: it comes with the project.
        ModelError: it cannot be had, is not what it claims to be, or there is no room for it.
    """
    if not facts.url:
        raise UsageError(f"{facts.name} comes with voice-coach: nothing to install.", "")
    _make_room(store.folder, facts)
    with _new_folder(store.folder) as new:
        if source is None:
            part = store.folder / f"{facts.name}.part"
            download(facts.url, part, size=facts.size, sha256=facts.sha256, progress=progress)
            unpack(part, new)
            part.unlink()
        elif source.is_dir():
            check_model(source)
            shutil.copytree(source, new / facts.name)
        else:
            _check_zip(source, facts)
            unpack(source, new)
        root = _root(new)
        check_model(root)
        write_sums(root)
        place = store.place(facts)
        if place.exists():
            place.rename(new / "before")  # deleted with the temporary folder
        root.rename(place)
    return place


def write_sums(folder: Path) -> None:
    """Write down the check sum of every file, for `models verify`."""
    files = sorted(each for each in folder.rglob("*") if each.is_file() and each.name != SUMS)
    lines = [f"{file_sum(each)}  {each.relative_to(folder).as_posix()}\n" for each in files]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")


def _make_room(folder: Path, facts: ModelFacts) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(folder).free
    except OSError as error:
        raise ModelError(
            f"{folder} cannot be used: {error.strerror}.",
            "Choose another place with the environment variable VOICE_COACH_HOME.",
        ) from error
    if free < facts.size * ROOM:
        raise ModelError(
            f"{folder} has {free / 1e6:.0f} MB free, {facts.name} needs "
            f"{facts.size * ROOM / 1e6:.0f} MB.",
            "Make room, or choose another place with VOICE_COACH_HOME.",
        )


@contextmanager
def _new_folder(beside: Path) -> Iterator[Path]:
    """A folder in the same file system, gone afterwards whatever happens."""
    new = Path(tempfile.mkdtemp(prefix=".new-", dir=beside))
    try:
        yield new
    except OSError as error:
        raise ModelError(
            f"The speech model cannot be put into {beside}: {error.strerror}.",
            "Make room on the disk, then run the same command again.",
        ) from error
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _check_zip(path: Path, facts: ModelFacts) -> None:
    if not path.is_file():
        raise ModelError(f"{path}: there is no such file or folder.", "Check the path.")
    found = file_sum(path)
    if found != facts.sha256:
        size = path.stat().st_size
        cut = f" It is {size} bytes long, not {facts.size}." if size != facts.size else ""
        raise ModelError(
            f"{path} is not {facts.name}: its SHA-256 is {found[:12]}..., expected "
            f"{facts.sha256[:12]}...{cut}",
            "Fetch the zip again. An unpacked folder can be given instead.",
        )


def _root(folder: Path) -> Path:
    """Where the model begins: zips hold one folder with everything in it."""
    inside = [each for each in folder.iterdir() if each.is_dir()]
    return inside[0] if len(inside) == 1 and not (folder / "am").is_dir() else folder
