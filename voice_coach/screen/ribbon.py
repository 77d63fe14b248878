"""What remains of a session: one line of its time, as it felt.

Soft blocks are floors, in two textures; gaps are pauses; leaves are breaths; dots are the coach. It
is always as long as any other, so no two can be compared, and nothing on it can be counted.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from voice_coach.core.actions import (
    AnyAction,
    EndSession,
    PlayChime,
    SayPrompt,
    ShowFloor,
    ShowHold,
    ShowResume,
)
from voice_coach.core.events import AnyEvent
from voice_coach.exercise.script import Partner
from voice_coach.screen.colours import Palette, code
from voice_coach.signal.units import Samples, samples

LEAST = samples(180)
"""Of a shorter session nothing remains."""

Thread = Literal["a", "b", "leaf", "dot"]
"""A floor of one of the two, a breath, the coach's voice; a gap is where there is none."""


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """One thread of a ribbon, from where to where: 0 is its beginning, 1 its end."""

    thread: Thread
    begin: float
    end: float


Ribbon = tuple[Piece, ...]
"""In the order of time."""


class Loom:
    """Weaves the ribbon of one session, from its orders alone."""

    def __init__(self) -> None:
        self._woven: list[tuple[Thread, Samples, Samples]] = []
        self._floor: tuple[Partner, Samples] | None = None
        self._held: Partner | None = None
        self.ribbon: Ribbon = ()
        """It, once the session has come to its ordinary end; else nothing."""

    def noticed(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        """Follow the orders that answered an event."""
        for action in actions:
            match action:
                case ShowFloor(holder=holder, at=at):
                    self._close(at)
                    self._floor = (holder, at) if holder else None
                case ShowHold(at=at):
                    self._held = self._floor[0] if self._floor else self._held
                    self._close(at)
                case ShowResume(remaining=left, at=at):
                    if left is not None and self._held:
                        self._floor = (self._held, at)
                    self._held = None
                case PlayChime(tone="rise", at=at):
                    self._woven.append(("leaf", at, at))
                case SayPrompt(at=at) if not self._floor:
                    self._woven.append(("dot", at, at))
                case EndSession(reason="finished", at=at) if at >= LEAST:
                    self._close(at)
                    self.ribbon = tuple(
                        Piece(thread=thread, begin=round(begin / at, 4), end=round(end / at, 4))
                        for thread, begin, end in sorted(self._woven, key=lambda each: each[1])
                    )
                case _:
                    pass

    def _close(self, at: Samples) -> None:
        if self._floor:
            holder, began = self._floor
            self._woven.append((holder, began, at))
            self._floor = None


def in_columns(ribbon: Ribbon, columns: int) -> list[Thread | None]:
    """The thread in each column; None: a gap. A floor hides what is under it."""
    row: list[Thread | None] = [None] * columns
    for thread in UNDERNEATH:
        for piece in ribbon:
            if piece.thread == thread:
                first = min(columns - 1, int(piece.begin * columns))
                last = max(first + 1, min(columns, round(piece.end * columns)))
                row[first:last] = [thread] * (last - first)
    return row


UNDERNEATH: tuple[Thread, ...] = ("dot", "leaf", "a", "b")
"""What is hidden first."""

WIDE, HIGH = 1200, 160
"""Of the picture, in points."""

LEAF = "M {x} {y} q 10 -22 0 -44 q -10 22 0 44"


def in_svg(ribbon: Ribbon, palette: Palette) -> str:
    """The ribbon as a picture: no letter and no figure is on it."""
    middle = HIGH / 2
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}">',
        '<defs><pattern id="b" width="8" height="8" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)">'
        f'<rect width="5" height="8" fill="{code(palette.partners["b"])}"/></pattern></defs>',
        f'<rect width="{WIDE}" height="{HIGH}" fill="{code(palette.ground)}"/>',
    ]
    fills = {"a": code(palette.partners["a"]), "b": "url(#b)"}
    room = WIDE - 80
    for piece in ribbon:
        x = round(40 + piece.begin * room)
        if piece.thread in ("a", "b"):
            wide = max(4, round((piece.end - piece.begin) * room) - 2)
            parts.append(
                f'<rect x="{x}" y="{middle - 30:.0f}" width="{wide}" height="60" '
                f'rx="{min(18, wide // 2)}" fill="{fills[piece.thread]}"/>'
            )
        elif piece.thread == "leaf":
            leaf = LEAF.format(x=x, y=round(middle + 22))
            parts.append(f'<path d="{leaf}" fill="{code(palette.shape)}"/>')
        else:
            parts.append(f'<circle cx="{x}" cy="{middle:.0f}" r="3" fill="{code(palette.quiet)}"/>')
    return "\n".join([*parts, "</svg>", ""])
