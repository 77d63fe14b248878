"""What can be seen of a session, as one value. There is nothing else to be shown.

It holds nothing about how anybody talks: no time, no loudness, no count, no word of theirs.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from voice_coach.exercise.script import Partner
from voice_coach.screen.ribbon import Ribbon

Sight = Literal["coach", "floor", "asked", "quiet", "breathing", "hold", "over"]
"""What the picture is of: the coach talking, somebody's floor, somebody asked, quiet kept, breath
by breath, standing still, the last line."""


class Saying(msgspec.Struct, frozen=True, kw_only=True):
    """Something that can be said now."""

    words: str
    key: str
    """The key that does the same, as a keyboard tells it."""
    number: bool = False
    """Whether it stands for the numbers from zero to ten, whose keys are 0 to 9 and t."""


MOST_SAYINGS = 4
"""More is not read by anybody in the middle of a talk."""


class View(msgspec.Struct, frozen=True, kw_only=True):
    """What is seen at one moment."""

    sight: Sight = "coach"
    holder: Partner | None = None
    """Who has the floor, or is asked."""
    name: str = ""
    """What the holder is called."""
    under: str = ""
    """What the other does meanwhile."""
    share: float = 0.0
    """How much of the floor's time has gone by, 0 to 1."""
    seconds_left: int | None = None
    """Only in the last ten seconds of a floor."""
    line: str = ""
    """What the coach said last."""
    caption: str | None = None
    """What the holder of the floor said, if both have agreed to see that: then there is room for
    it, said or not."""
    sayings: tuple[Saying, ...] = ()
    """What can be said now."""
    trail: tuple[int, int] = (0, 0)
    """How many stretches of the exercise are done or begun, and how many there are."""
    breath: float = 0.0
    """How far breathed in, 0 to 1."""
    faded: float = 0.0
    """How far the shape has faded in a quiet step, 0 to 1."""
    hold: str = ""
    """Why it stands still, in a word or two; never who or what brought it on."""
    until: str = ""
    """When they come back, after a cool-down: "Back at 20:30"."""
    unclear: str = ""
    """That something was not understood."""
    fault: str = ""
    """What is wrong with a device, in one line."""
    card: tuple[str, ...] = ()
    """Whom to turn to, where that must be seen: before all else, and in the dark too."""
    after: tuple[str, ...] = ()
    """Once it is over: what it was, and what there may be another day."""
    ribbon: Ribbon = ()
    """What remains of it."""
