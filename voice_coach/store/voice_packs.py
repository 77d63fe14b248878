"""Voice packs: a voice as the lines it has said, on this machine or on their way to it.

A pack is a folder, or a zip of one: `pack.toml` tells whose voice it is, `lines/` holds the lines,
`SHA256SUMS` the check sum of every file. It speaks on a machine that has no voice engine at all.
"""

from __future__ import annotations

import difflib
import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta

from voice_coach.errors import ModelError, UsageError
from voice_coach.signal.sound import Sound
from voice_coach.store.installing import (
    check_ordinary,
    delete_folder,
    make_room,
    new_folder,
    put,
    write_sums,
)
from voice_coach.store.model_files import SUMS, file_sum
from voice_coach.store.model_store import data_home
from voice_coach.store.spoken_lines import LINE_NAME, encoded, line_name, read_line
from voice_coach.store.toml_file import decoded
from voice_coach.store.unpack import Bounds, only_folder, unpack

ABOUT, LINES = "pack.toml", "lines"

MOST_LINES = 20_000
"""More than every exercise has together, at every pace."""

ROOM_BYTES = 50_000_000
"""Disk that is left free."""

PACK = Bounds(
    most_bytes=500_000_000,  # every line at some paces has 200 MB
    most_files=MOST_LINES + 2,
    error=ModelError,
    again="Fetch the zip again, from where it comes from.",
)

AS_GIVEN = "Ask whoever made it for a whole one. Nothing was installed."
INSTALL_AGAIN = "Install it again: `voice-coach voices install --from FILE`."

Told = Annotated[str, Meta(min_length=1, max_length=300, pattern=r"^[^\x00-\x1f\x7f]+\Z")]
"""One line of text: it is shown, and could be anybody's."""


class PackFacts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What `pack.toml` says."""

    name: Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*\Z", max_length=40)]
    """What it is asked for by; part of the name of every line's file."""
    title: Told
    language: Annotated[str, Meta(pattern=r"^[a-z]{2}(-[a-z0-9]+)*$")]
    engine: Told
    """Who spoke: an engine and its voice, or a person."""
    version: Told
    licence: Told
    credit: Told
    paces: Annotated[tuple[Annotated[int, Meta(ge=50, le=450)], ...], Meta(min_length=1)]
    """The paces its lines are spoken at, in words a minute; the usual one first."""


class VoicePack(msgspec.Struct, frozen=True):
    """A pack in a folder."""

    facts: PackFacts
    folder: Path

    def line(self, text: str, pace: int) -> Sound | None:
        """A line at the pace nearest to this one; None: the pack has not got it."""
        for near in sorted(self.facts.paces, key=lambda each: abs(each - pace)):
            if (sound := read_line(self._file(text, near))) is not None:
                return sound
        return None

    def has(self, text: str) -> bool:
        """Whether it has a line, at its usual pace."""
        return self._file(text, self.facts.paces[0]).is_file()

    def _file(self, text: str, pace: int) -> Path:
        return self.folder / LINES / line_name(self.facts.name, pace, text)


class VoicePacks:
    """The packs on this machine.

    Args:
        home: the folder for what the user installs; None: the platform's place for it.
    """

    def __init__(self, home: Path | None = None) -> None:
        self.folder = (home or data_home()) / "voices"

    def names(self) -> list[str]:
        """What is there, readable or not."""
        return sorted(each.name for each in self.folder.glob("[!.]*"))

    def all(self) -> list[VoicePack]:
        """Every one that can be read, by name."""
        found = []
        for name in self.names():
            try:
                found.append(_read(self.folder / name, INSTALL_AGAIN))
            except ModelError:
                continue  # `verify` tells what is wrong with it
        return found

    def find(self, name: str) -> VoicePack:
        """The one of this name.

        Raises:
            UsageError: there is none.
            ModelError: it is damaged so that it cannot be read.
        """
        if name in self.names():  # a name is no path: nothing is looked for outside the folder
            return _read(self.folder / name, INSTALL_AGAIN)
        near = difflib.get_close_matches(name, [each.facts.name for each in self.all()], 1, 0.5)
        did_you_mean = f"Did you mean {near[0]}? " if near else ""
        raise UsageError(
            f'There is no voice pack "{name}" here.',
            f"{did_you_mean}`voice-coach voices list` shows them all.",
        )

    def install(self, source: Path) -> VoicePack:
        """Install a pack from its folder or its zip, whole or not at all.

        Raises:
            ModelError: it is no pack, not whole, or holds what is no line; or there is no room.
        """
        free = make_room(self.folder)
        with new_folder(self.folder, "The voice pack") as new:
            if source.is_dir():
                check_ordinary(source)
                shutil.copytree(source, new / "pack")
            else:
                if not zipfile.is_zipfile(source):
                    what = "is neither a folder nor a zip file" if source.exists() else "is missing"
                    raise ModelError(f"{source} {what}.", "Check its path.")
                unpack(source, new / "pack", PACK)
            root = only_folder(new / "pack")
            if free < ROOM_BYTES:
                raise ModelError(
                    f"{self.folder} has {free / 1e6:.0f} MB free, which is too little.",
                    "Make room on the disk.",
                )
            pack = _read(root, AS_GIVEN, shown=source)
            check_lines(pack, AS_GIVEN, shown=source)
            place = self.folder / pack.facts.name
            put(root, place, before=new / "before")
        return VoicePack(pack.facts, place)

    def remove(self, name: str) -> None:
        """Delete a pack, damaged or not.

        Raises:
            UsageError: there is none of this name.
            ModelError: it cannot be deleted.
        """
        if name not in self.names():
            self.find(name)
        delete_folder(self.folder / name)


def check_lines(pack: VoicePack, hint: str = INSTALL_AGAIN, *, shown: Path | None = None) -> int:
    """Check every file of a pack, and tell how many lines it has.

    Args:
        pack: the pack.
        hint: the next step, where it is not whole.
        shown: what people know it as, where that is not its folder.

    Raises:
        ModelError: a file is missing, has changed, is no line, or is none of the pack's.
    """
    known = shown or pack.folder
    sums = _sums(pack.folder, hint, known)
    there = {
        each.relative_to(pack.folder).as_posix()
        for each in pack.folder.rglob("*")
        if each.is_file() and each.name != SUMS
    }
    for name in sorted(sums.keys() | there):
        if wrong := _wrong(pack.folder, name, sums.get(name), there=name in there):
            raise ModelError(f"The voice pack in {known} is not whole: {name} {wrong}.", hint)
    return len(there) - 1


def _wrong(folder: Path, name: str, wanted: str | None, *, there: bool) -> str:
    """What is wrong with a file; empty: nothing."""
    if not there:
        return "is missing"
    if wanted is None:
        return f"is not in {SUMS}"
    if file_sum(folder / name) != wanted:
        return "has changed"
    if name == ABOUT:
        return ""
    inside, _, line = name.partition("/")
    if inside != LINES or not LINE_NAME.fullmatch(line):
        return "is no line of a pack"
    return "" if read_line(folder / name) is not None else "holds no sound that can be played"


def _sums(folder: Path, hint: str, shown: Path) -> dict[str, str]:
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ModelError(f"{shown} has no {SUMS} to check it against.", hint) from error
    if len(lines) > MOST_LINES:
        raise ModelError(f"{shown} has more than {MOST_LINES} files, too many for a pack.", hint)
    parted = [line.partition("  ") for line in lines]
    return {name.removeprefix("*").removeprefix("./"): wanted for wanted, _, name in parted}


def _read(folder: Path, hint: str, *, shown: Path | None = None) -> VoicePack:
    """A pack as its folder has it, its lines unread.

    Raises:
        ModelError: it is none.
    """
    try:
        return VoicePack(decoded((folder / ABOUT).read_bytes(), PackFacts), folder)
    except OSError as error:
        raise ModelError(f"{shown or folder} is no voice pack: it has no {ABOUT}.", hint) from error
    except ValueError as error:
        raise ModelError(f"{(shown or folder) / ABOUT}: {error}.", hint) from error


def write_pack(out: Path, facts: PackFacts, lines: Sequence[tuple[str, int, Sound]]) -> VoicePack:
    """Write a pack as a new folder: each line's text, its pace and its sound.

    Raises:
        UsageError: something is there already.
        ModelError: it cannot be written.
    """
    if out.exists():
        raise UsageError(f"{out} is there already.", "Choose another name.")
    folder = out.absolute().parent
    if not folder.is_dir():
        raise UsageError(f"{folder} is no folder.", "Make it first, or choose another one.")
    with new_folder(folder, "The voice pack") as new:
        root = new / "pack"
        (root / LINES).mkdir(parents=True)
        told = msgspec.structs.asdict(facts)
        about = "".join(
            f"{key} = {msgspec.json.encode(value).decode()}\n" for key, value in told.items()
        )
        (root / ABOUT).write_text(about, encoding="utf-8")
        for text, pace, sound in lines:
            (root / LINES / line_name(facts.name, pace, text)).write_bytes(encoded(sound))
        write_sums(root)
        put(root, out, before=new / "before")
    return VoicePack(facts, out)
