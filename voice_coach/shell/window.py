"""Where a session led by voice is seen: as a picture, or in lines where there is no page."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol

import msgspec

from voice_coach.core.actions import AnyAction, EndSession, SayPrompt
from voice_coach.core.events import AnyEvent
from voice_coach.edge import ports
from voice_coach.edge.keyboard import Keyboard
from voice_coach.edge.terminal import has_page
from voice_coach.screen.ribbon import Ribbon
from voice_coach.screen.screen import Look, Screen
from voice_coach.screen.viewer import Viewer
from voice_coach.shell.conductor import Observer
from voice_coach.shell.plan import SessionPlan
from voice_coach.signal.units import Samples, seconds


class Window(Protocol):
    """What a session that is led needs of it."""

    def noticed(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        """An event and the orders that answered it."""

    def note(self, line: str) -> None:
        """Show a line about a fault."""

    @property
    def holds_card(self) -> bool:
        """Whether it shows whom to turn to: only they may take that away."""

    def hold_up(self, card: str) -> None:
        """Show whom to turn to."""

    def caption(self, words: str) -> None:
        """Show what somebody said, or nothing any more."""

    def stay(self, lines: tuple[str, ...], ribbon: Ribbon, *, seconds: float) -> None:
        """Show the last page, until somebody leaves it, or for so long."""


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """The last page of a session, while the next one asks what now."""

    lines: tuple[str, ...]
    ribbon: Ribbon
    steps: frozenset[str]
    """The steps of the next one that it stays for."""


LEFT_BY_A_KEY = "Any key leaves this page."


@contextmanager
def window_of(
    plan: SessionPlan,
    look: Look | None,
    *,
    post: ports.Post,
    worded: Callable[[SayPrompt], str],
    lines: Observer,
    show: Callable[[str], None],
    page: Page | None = None,
) -> Iterator[Window]:
    """The window of a session.

    Args:
        plan: the session.
        look: how its picture looks; None: no picture is wanted.
        post: takes the keys that are pressed.
        worded: a prompt as it is spoken.
        lines: writes what happens, where there is no picture.
        show: shows a line there.
        page: what remains of the session before, shown while this one begins.
    """
    keyboard = partial(Keyboard, post)
    if look and has_page():
        viewer = Viewer(plan.settings, names=plan.names, worded=worded, back_at=back_at)
        if page:
            viewer.begin_with(page.lines, page.ribbon, page.steps)
        screen = Screen(
            viewer,
            press=lambda key: post(ports.KeyPressed(key=key)),
            plain=lines,
            keyboard=keyboard,
            tell=show,
            look=look,
        )
        with screen:
            yield Pictured(screen, viewer)
        return
    for line in page.lines if page else ():
        show(line)
    with keyboard() if sys.stdin.isatty() else nullcontext():
        yield Written(lines, show)


class Pictured:
    """A picture."""

    def __init__(self, screen: Screen, viewer: Viewer) -> None:
        self._viewer = viewer
        self.noticed = screen.noticed
        self.note = screen.note
        self.hold_up = screen.hold_up
        self.caption = screen.caption
        self.stay = screen.stay

    @property
    def holds_card(self) -> bool:
        return bool(self._viewer.view.card)


class Written:
    """Lines."""

    def __init__(self, lines: Observer, show: Callable[[str], None]) -> None:
        self.noticed = lines.noticed
        self.note = self.hold_up = show

    def caption(self, words: str) -> None:
        """Lines stay; what people say does not."""

    @property
    def holds_card(self) -> bool:
        return False  # lines stay by themselves

    def stay(self, lines: tuple[str, ...], ribbon: Ribbon, *, seconds: float) -> None:
        """What was written stays."""


def last_page(plan: SessionPlan, ending: EndSession, another: str) -> tuple[str, ...]:
    """What the last page says: the same words however it ended.

    Args:
        plan: the session.
        ending: how it ended.
        another: the title of an exercise for another day.
    """
    minutes = max(1, round(seconds(ending.at) / 60))
    lasted = "1 minute" if minutes == 1 else f"{minutes} minutes"
    offer = (f"Another day: {another}",) if another else ()
    return (f"{plan.exercise.title}, {lasted}", *offer)


def back_at(left: Samples) -> str:
    """The time of day so many samples from now: "20:30"."""
    return f"{datetime.now() + timedelta(seconds=seconds(left)):%H:%M}"
