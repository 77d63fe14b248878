"""Unpacks a zip that could be anybody's: every name is looked at before anything is written."""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections import Counter
from pathlib import Path, PurePosixPath, PureWindowsPath

from voice_coach.errors import ModelError

MOST_BYTES = 2_000_000_000
"""Most that is unpacked: the largest speech models that people use are below."""

UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError)
"""What the zip library raises: damage, a cut, a password, a method or a name it cannot read."""

FETCH_AGAIN = "Fetch the zip again, from where it comes from."


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
            _check_names([member.filename for member in members], archive)
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
    if not name:
        raise ModelError(f"{archive} contains a file without a name.", FETCH_AGAIN)
    outside = path.is_absolute() or ".." in path.parts or "\\" in name
    if outside or PureWindowsPath(name).drive:
        raise ModelError(
            f'{archive} contains "{name}", which points outside its folder. Nothing was unpacked.',
            FETCH_AGAIN,
        )
    kind = stat.S_IFMT(member.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        what = "a link" if kind == stat.S_IFLNK else "what is no file"
        raise ModelError(f'{archive} contains {what}, "{name}". Nothing was unpacked.', FETCH_AGAIN)


def _check_names(names: list[str], archive: Path) -> None:
    """See that no file takes another's place: some disks know no capital letters."""
    for name, times in Counter(name.casefold() for name in names).items():
        if times > 1:
            raise ModelError(
                f'{archive} contains "{name}" more than once. Nothing was unpacked.', FETCH_AGAIN
            )
