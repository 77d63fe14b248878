"""The language cue (block B9): a wording that may be tried once more when the turn is over."""

from __future__ import annotations

from voice_coach.core.events import CueKind

MAX_CUES = 3
"""Language cues in a session (B9)."""


class LanguageCue:
    """What may be asked about when the turn is over: once a turn, three times a session (B9)."""

    def __init__(self, *, wanted: bool) -> None:
        self._left = MAX_CUES if wanted else 0
        self._found: CueKind | None = None

    def found(self, kind: CueKind) -> None:
        """Keep the latest of this turn."""
        self._found = kind

    def forget(self) -> None:
        """The turn ended otherwise, or a pause came instead."""
        self._found = None

    def take(self) -> CueKind | None:
        """What to ask about now, if anything."""
        found, self._found = self._found, None
        if not found or not self._left:
            return None
        self._left -= 1
        return found
