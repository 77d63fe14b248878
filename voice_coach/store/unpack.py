"""Unpacks a zip that could be anybody's: every name is looked at before anything is written."""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath

import msgspec

from voice_coach.errors import ModelError, VoiceCoachError

UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError)
"""What the zip library raises: damage, a cut, a password, a method or a name it cannot read."""

LONGEST_SHOWN = 60
"""Letters of a name inside a zip that are shown: it could be any text."""


class Bounds(msgspec.Struct, frozen=True, kw_only=True):
    """What a kind of zip may hold, and what to say of one that holds something else."""

    most_bytes: int
    most_files: int
    error: type[VoiceCoachError]
    again: str
    """The next step for whoever has a zip that is no good."""


MODEL = Bounds(
    most_bytes=2_000_000_000,  # the largest speech models that people use are below
    most_files=10_000,
    error=ModelError,
    again="Fetch the zip again, from the model's own page.",
)


def unpack(archive: Path, into: Path, bounds: Bounds = MODEL) -> None:
    """Unpack a zip into an empty folder.

    Raises:
        VoiceCoachError: the bounds' own, where it is no zip, damaged, too large, holds a name that
            leads out of the folder, or a link, or where the disk is full.
    """
    if not archive.exists():
        raise bounds.error(f"{archive} is missing.", "Check its path.")
    try:
        with zipfile.ZipFile(archive) as zipped:
            members = zipped.infolist()
            found = next(_wrong(members, bounds), "")
            if found:
                raise bounds.error(f"{archive} {found}. Nothing was unpacked.", bounds.again)
            for member in members:
                zipped.extract(member, into)
    except UNREADABLE as error:
        raise bounds.error(f"{archive} is not a complete zip file.", bounds.again) from error
    except OSError as error:
        raise bounds.error(
            f"{archive} cannot be unpacked: {error.strerror}.",
            "Make room on the disk, or choose another place with the environment variable "
            "VOICE_COACH_HOME.",
        ) from error


def shown(name: str) -> str:
    """A name inside a zip as it can be shown: in one line, and not too long."""
    return "".join(each if each.isprintable() else "?" for each in name)[:LONGEST_SHOWN]


def _wrong(members: list[zipfile.ZipInfo], bounds: Bounds) -> Iterator[str]:
    """What a zip does that none of its kind may do."""
    if len(members) > bounds.most_files:
        yield f"contains {len(members)} files, more than {bounds.most_files}"
    for member in members:
        yield from _wrong_file(member)
    # Some disks know no capital letters: no file may take another's place.
    for name, times in Counter(member.filename.casefold() for member in members).items():
        if times > 1:
            yield f'contains "{shown(name)}" more than once'
    if sum(member.file_size for member in members) > bounds.most_bytes:
        yield f"would unpack to more than {bounds.most_bytes / 1e6:.0f} MB"


def _wrong_file(member: zipfile.ZipInfo) -> Iterator[str]:
    name = member.filename
    path = PurePosixPath(name)
    if not name:
        yield "contains a file without a name"
    if path.is_absolute() or ".." in path.parts or "\\" in name or PureWindowsPath(name).drive:
        yield f'contains "{shown(name)}", which points outside its folder'
    kind = stat.S_IFMT(member.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        what = "a link" if kind == stat.S_IFLNK else "what is no file"
        yield f'contains {what}, "{shown(name)}"'


def only_folder(folder: Path) -> Path:
    """Where what was unpacked begins: a zip may hold one folder with everything in it."""
    inside = list(folder.iterdir())
    return inside[0] if len(inside) == 1 and inside[0].is_dir() else folder
