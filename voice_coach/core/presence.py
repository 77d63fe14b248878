"""Whether anybody is there: what the silence of a whole session looks like.

Silence is welcome on a floor (block B3); a floor nobody makes a sound on, and another, is an empty
room, and an empty room is not led to the end.
"""

from __future__ import annotations

SILENT_IN_A_ROW = 2
"""Floors or questions nobody made a sound at, one after another, before asking who is there."""


class Presence:
    """One session's."""

    def __init__(self) -> None:
        self._silent = 0
        self._patient_for = SILENT_IN_A_ROW
        self.sound = False
        """Whether anybody has made a sound since the latest question was put."""

    def heard(self) -> None:
        """Somebody made a sound, or pressed a key."""
        self._silent = 0
        self.sound = True

    def silent(self) -> bool:
        """A floor or a question is over and nobody made a sound. True: ask who is there."""
        self._silent += 1
        if self._silent < self._patient_for:
            return False
        # They may be there and say nothing: each time, it is asked half as often.
        self._silent, self._patient_for = 0, self._patient_for * 2
        return True
