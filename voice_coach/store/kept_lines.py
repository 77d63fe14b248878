"""Lines that a slow voice has said, kept from one day to another.

Only lines that everybody hears in every exercise are kept: what lies there has no name in it, and
tells nothing of what anybody has done.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from voice_coach.signal.sound import Sound
from voice_coach.store.home import ASIDE, make_folder, write_whole
from voice_coach.store.model_store import data_home
from voice_coach.store.spoken_lines import SUFFIX, encoded, line_name, read_line

MOST_BYTES = 20_000_000
"""Ten paces of a voice. Where there is more, the lines of other voices and paces are deleted."""


class KeptFiles:
    """What one voice has said, as files.

    Args:
        voice: its name.
        lines: what may be kept, but for those with a place for what only a session knows.
        home: the folder for what the user installs; None: the platform's place for it.
    """

    def __init__(self, voice: str, lines: Iterable[str], home: Path | None = None) -> None:
        self.folder = (home or data_home()) / "spoken"
        self._voice = voice
        self._lines = dict.fromkeys(line for line in lines if "{" not in line)

    def missing(self, pace: int) -> list[str]:
        """The lines that have still to be said at so many words a minute."""
        return [each for each in self._lines if not self._file(each, pace).is_file()]

    def find(self, text: str, pace: int) -> Sound | None:
        """A line; None: it was not kept, or cannot be read."""
        return read_line(self._file(text, pace)) if text in self._lines else None

    def keep(self, text: str, pace: int, sound: Sound) -> None:
        """Keep a line, if it is one of those. Where that fails it is said anew the next time."""
        if text not in self._lines or not len(sound):
            return
        with suppress(OSError):
            make_folder(self.folder)
            write_whole(self._file(text, pace), encoded(sound))

    def make_room(self, pace: int) -> None:
        """Delete what is not said now, where too much is kept."""
        files = [each for each in self._files() if each.is_file()]
        if sum(each.stat().st_size for each in files) > MOST_BYTES:
            now = {self._file(each, pace) for each in self._lines}
            for each in files:
                if each not in now:
                    each.unlink(missing_ok=True)

    def empty(self) -> int:
        """Delete everything that is kept, of any voice, and tell how many files that was.

        Raises:
            OSError: it cannot be deleted.
        """
        files = self._files()
        for each in files:
            each.unlink(missing_ok=True)
        with suppress(OSError):  # somebody else's file is in it
            self.folder.rmdir()
        return len(files)

    def _files(self) -> list[Path]:
        """Only what is ours."""
        names = os.listdir(self.folder) if self.folder.is_dir() else []
        ours = [each for each in names if each.endswith(SUFFIX) or each.startswith(ASIDE)]
        return [self.folder / each for each in sorted(ours)]

    def _file(self, text: str, pace: int) -> Path:
        return self.folder / line_name(self._voice, pace, text)
