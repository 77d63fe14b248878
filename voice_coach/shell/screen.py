"""What the terminal shows while a session runs: whose floor, the time left, the coach's line.

Drawn by `rich`, and only on a real terminal.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from types import TracebackType

from rich.align import Align
from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.panel import Panel
from rich.progress_bar import ProgressBar
from rich.text import Text

from voice_coach.core.actions import (
    AnyAction,
    EndSession,
    Listen,
    SayPrompt,
    ShowFloor,
    ShowHold,
    ShowResume,
    ShowUnclear,
)
from voice_coach.core.events import AnyEvent, SpeechEnded, SpeechStarted
from voice_coach.edge.terminal import TERMINAL, canvas, shown
from voice_coach.exercise.script import Partner
from voice_coach.shell.transcript import UNCLEAR
from voice_coach.signal.units import SAMPLE_RATE, Samples, seconds

REDRAW_EVERY = SAMPLE_RATE // 5
"""Five times a second is smooth enough for a clock, and cheap."""


def can_draw() -> bool:
    """Whether there is a terminal that a picture can be drawn on."""
    console = Console(file=canvas())
    return console.is_terminal and not console.is_dumb_terminal


class Screen:
    """Draws the session as it goes by; use it as a context manager.

    Args:
        names: the partners' names.
        title: the exercise's.
        worded: a prompt as it is spoken.
        last_lines: what a session ends with.
    """

    def __init__(
        self,
        *,
        names: dict[Partner, str],
        title: str,
        worded: Callable[[SayPrompt], str],
        last_lines: Sequence[str] = (),
    ) -> None:
        self._last_lines = last_lines
        self._names = names
        self._worded = worded
        self._title = title
        self._line = ""
        self._caption = ""
        self._note = ""
        self._unclear = ""
        self._holder: Partner | None = None
        self._limit: Samples = 0
        self._floor_ends: Samples = 0
        self._held: Samples | None = None
        self._reason = ""
        self._asked: Partner | None = None
        self._answering = False
        self._talking = False
        self._at: Samples = 0
        self._drawn: Samples = 0
        self._live = Live(auto_refresh=False, transient=True, console=Console(file=canvas()))
        self._stack = ExitStack()

    def __enter__(self) -> Screen:
        self._live.start()
        self._stack.enter_context(TERMINAL.drawing(self.draw))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._stack:
            self._live.stop()

    def noticed(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        """Follow an event and its orders, and redraw when something changed or time went by."""
        self._at = event.at
        if isinstance(event, SpeechStarted | SpeechEnded):
            self._talking = isinstance(event, SpeechStarted)
            self._unclear = ""
        for action in actions:
            self._follow(action)
        if actions or self._at - self._drawn >= REDRAW_EVERY:
            self.draw()

    def caption(self, text: str) -> None:
        """Show the words just heard; they are gone with the next ones."""
        self._caption = text

    def note(self, text: str) -> None:
        """Show a line about a fault."""
        self._note = text
        self.draw()

    def draw(self) -> None:
        """Draw everything anew."""
        self._drawn = self._at
        self._live.update(self.picture(), refresh=True)

    def picture(self) -> Panel:
        """The whole screen."""
        rows: list[RenderableType] = [Align.center(Text(shown(self._line), style="bold")), Text()]
        rows.append(Align.center(Text(shown(self._status()), style="cyan")))
        if self._holder:
            left = self._left()
            bar = ProgressBar(total=max(self._limit, 1), completed=left, width=40)
            rows += [Align.center(bar), Align.center(Text(_clock(left)))]
        below = (self._caption, "dim italic"), (self._unclear, "magenta"), (self._note, "yellow")
        for text, style in below:
            if text:
                rows.append(Align.center(Text(shown(text), style=style)))
        keys = "space pauses   enter: I'm done / yes   q ends   h: what can I say?"
        return Panel(Group(*rows), title=Text(shown(self._title)), subtitle=keys, padding=(1, 2))

    def _status(self) -> str:
        if self._reason:
            return f"On hold ({self._reason}). Nothing is lost."
        if self._holder:
            ear = "speaking" if self._talking else "has the floor"
            return f"{self._names[self._holder]} {ear}"
        if self._answering:
            return f"{self._names[self._asked]}?" if self._asked else "Either of you?"
        return ""

    def _left(self) -> Samples:
        if self._held is not None:
            return self._held
        return max(0, self._floor_ends - self._at)

    def _follow(self, action: AnyAction) -> None:
        match action:
            case SayPrompt():
                self._line, self._unclear = self._worded(action), ""
                if action.text in self._last_lines:
                    self._reason, self._held = "", None  # nothing is on hold any more
            case ShowFloor(holder=holder, samples=left, at=at):
                self._holder, self._limit, self._floor_ends = holder, left, at + left
            case ShowHold(reason=reason, remaining=left):
                self._reason, self._held = reason, left
            case ShowResume(remaining=left, at=at):
                self._reason, self._held, self._note = "", None, ""
                self._floor_ends = at + (left or 0)
            case Listen(partner=partner, purpose=purpose):
                self._asked, self._answering = partner, purpose == "answer"
            case ShowUnclear():
                self._unclear = UNCLEAR
            case EndSession():
                self._holder = None
            case _:
                pass


def _clock(left: Samples) -> str:
    minutes, rest = divmod(int(seconds(left)), 60)
    return f"{minutes}:{rest:02d}"
