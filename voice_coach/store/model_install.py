"""Brings a speech model onto this machine: downloaded, from a zip, or from an unpacked folder."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from voice_coach.edge.adding import how_to_add
from voice_coach.errors import ModelError, UsageError
from voice_coach.store.download import Progress, download
from voice_coach.store.installing import (
    ANOTHER_PLACE,
    check_ordinary,
    make_room,
    new_folder,
    put,
    write_sums,
)
from voice_coach.store.model_files import check_model, file_sum, is_whisper
from voice_coach.store.model_store import EXTRA, ModelFacts, ModelStore
from voice_coach.store.model_trial import try_model
from voice_coach.store.unpack import unpack

ROOM = 4
"""Disk needed, as a multiple of the zip: itself, and its files while they are put in place."""


def install(
    store: ModelStore,
    facts: ModelFacts,
    *,
    source: Path | None = None,
    progress: Progress = lambda done, of: None,
    trial: Callable[[Path], None] = try_model,
) -> Path:
    """Install a model, whole or not at all.

    Args:
        store: where to.
        facts: which one.
        source: its zip or unpacked folder; None: download it.
        progress: told how far a download is.
        trial: tries a folder that has no check sum to go by.

    Returns:
        The folder it lies in now.

    Raises:
        UsageError: it comes with the project.
        ModelError: it cannot be had, is not what it claims to be, or there is no room for it.
    """
    if not facts.url:
        raise UsageError(
            f"{facts.name} comes with voice-coach: there is nothing to install.",
            "`voice-coach models list` shows what can be installed.",
        )
    if not facts.runs:
        raise UsageError(f"{facts.name} needs one more package.", how_to_add(EXTRA))
    _make_room(store.folder, facts)
    with new_folder(store.folder, "The speech model") as new:
        if source is None and facts.files:
            _download_files(store, facts, progress)
            store.part(facts).rename(new / "unpacked")
        elif source is None:
            part = store.part(facts)
            download(facts.url, part, size=facts.size, sha256=facts.sha256, progress=progress)
            unpack(part, new / "unpacked")
        elif source.is_dir():
            check_model(_root(source))
            check_ordinary(_root(source))
            shutil.copytree(_root(source), new / "unpacked")
        elif facts.files:
            raise ModelError(
                f"{facts.name} is no zip, but a folder of files.", "Give the folder with --from."
            )
        else:
            _check_zip(source, facts)
            unpack(source, new / "unpacked")
        root = _root(new / "unpacked")
        check_model(root)
        if is_whisper(root) != bool(facts.files):
            raise ModelError(f"{source} is not {facts.name}.", "Leave its name out, or check it.")
        if source and source.is_dir():
            trial(root)
        write_sums(root)
        put(root, store.place(facts), before=new / "before")
        store.forget_part(facts)
    return store.place(facts)


def _download_files(store: ModelStore, facts: ModelFacts, progress: Progress) -> None:
    """Gather a model that is no zip, file by file; those that are here are not fetched again."""
    folder = store.part(facts)
    folder.mkdir(exist_ok=True)
    before = 0
    for file in facts.files:

        def told(done: int, of: int, before: int = before) -> None:
            progress(before + done, facts.size)

        download(
            facts.url + file.name,
            folder / file.name,
            size=file.size,
            sha256=file.sha256,
            progress=told,
        )
        before += file.size


def _make_room(folder: Path, facts: ModelFacts) -> None:
    free = make_room(folder)
    if free < facts.size * ROOM:
        raise ModelError(
            f"{folder} has {free / 1e6:.0f} MB free, but {facts.name} needs "
            f"{facts.size * ROOM / 1e6:.0f} MB.",
            f"Make room, or {ANOTHER_PLACE}.",
        )


def _check_zip(path: Path, facts: ModelFacts) -> None:
    try:
        found, size = file_sum(path), path.stat().st_size
    except OSError as error:
        raise ModelError(f"{path} cannot be read: {error.strerror}.", "Check the path.") from error
    if found != facts.sha256:
        cut = f" It is {size} bytes long, not {facts.size}." if size != facts.size else ""
        raise ModelError(
            f"{path} is not {facts.name}: its SHA-256 is {found[:12]}..., expected "
            f"{facts.sha256[:12]}...{cut}",
            "Fetch the zip again, or give an unpacked folder instead.",
        )


def _root(folder: Path) -> Path:
    """Where the model begins: zips hold one folder with everything in it."""
    inside = [each for each in folder.iterdir() if each.is_dir()]
    begun = (folder / "am").is_dir() or is_whisper(folder)
    return inside[0] if len(inside) == 1 and not begun else folder
