"""Unpacks a zip that could be anybody's: every name is looked at before anything is written."""

from __future__ import annotations

import stat
import zipfile
import zlib
from pathlib import Path, PurePosixPath, PureWindowsPath

from voice_coach.errors import ModelError

MOST_BYTES = 2_000_000_000
"""Most that is unpacked: the largest speech models that people use are below."""

UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError)
"""What the zip library raises: damage, a cut, a password, a method or a name it cannot read."""

FETCH_AGAIN = "Fetch the zip again, from the model's own page."


def unpack(archive: Path, into: Path) -> None:
    """Unpack a zip into an empty folder.

    Raises:
        ModelError: not a zip, damaged, too large, a name that leads out of the folder, a link,
            or the disk is full.
    """
    try:
        with zipfile.ZipFile(archive) as zipped:
            members = zipped.infolist()
            for member in members:
                _check(member, archive)
            if sum(member.file_size for member in members) > MOST_BYTES:
                raise ModelError(
                    f"{archive} would unpack to more than {MOST_BYTES / 1e9:.0f} GB.", FETCH_AGAIN
                )
            for member in members:
                zipped.extract(member, into)
    except UNREADABLE as error:
        raise ModelError(f"{archive} is not a complete zip file.", FETCH_AGAIN) from error
    except OSError as error:
        raise ModelError(
            f"{archive} cannot be unpacked: {error.strerror}.",
            "Make room on the disk, or choose another place with the environment variable "
            "VOICE_COACH_HOME.",
        ) from error


def _check(member: zipfile.ZipInfo, archive: Path) -> None:
    name = member.filename
    path = PurePosixPath(name)
    outside = path.is_absolute() or ".." in path.parts or "\\" in name
    if outside or PureWindowsPath(name).drive:
        raise ModelError(
            f'{archive} contains "{name}", which points outside its folder. Nothing was unpacked.',
            FETCH_AGAIN,
        )
    if stat.S_ISLNK(member.external_attr >> 16):
        raise ModelError(f'{archive} contains a link, "{name}". Nothing was unpacked.', FETCH_AGAIN)
