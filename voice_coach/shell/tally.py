"""How many points of made-up lines came back, of somebody who practises alone. In no log."""

from __future__ import annotations


class Tally:
    """One session's."""

    def __init__(self) -> None:
        self._before = 0
        self._line = 0

    def begin_line(self) -> None:
        """A practice partner says a line."""
        self._before, self._line = self.points, 0

    def came_back(self, points: int) -> None:
        """So many points of that line have come back by now."""
        self._line = points

    @property
    def points(self) -> int:
        """All of them."""
        return self._before + self._line
