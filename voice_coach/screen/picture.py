"""The picture itself, drawn by Textual: it shows a view, and tells which key was pressed.

It is imported only where it is drawn: Textual takes half a second to load.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Literal

from rich.console import Console
from textual import events
from textual.app import App, ComposeResult
from textual.content import Content
from textual.driver import Driver
from textual.geometry import Size
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Static

from voice_coach.edge.outputs import shown
from voice_coach.exercise.keys import TEN
from voice_coach.exercise.meanings import NUMBERS
from voice_coach.exercise.script import Partner
from voice_coach.screen.blocks import SIDE, Blocks
from voice_coach.screen.colours import NIGHT, Colour, Palette, code, mixed
from voice_coach.screen.layout import Layout, laid_out
from voice_coach.screen.letters import LEAST_ROWS, Weight, lettered
from voice_coach.screen.moon import moon
from voice_coach.screen.sayings import EVERYTHING, STOP
from voice_coach.screen.view import Saying, View

LOOK_SECONDS = 0.1
"""How often it looks whether there is something else to be seen."""

PARTS = (
    *("trail", "title", "under", "moon", "line", "caption", "card", "ribbon", "after", "note"),
    "sayings",
)
"""What the picture is made of, from above down."""

LARGE = ("title", "under", "moon", "line", "caption", "ribbon")
"""What can be made of blocks."""

SPACED = ("title", "moon", "line", "card", "ribbon", "after")
"""What has a gap above it, where there is room for one."""

LARGEST_LINE = 6
"""No line of the coach's is written in higher letters, in rows: it is a voice, not a poster."""

HIGHEST_FIGURE = 7
"""Of the last seconds, in rows."""

BETWEEN = "    "
"""Between two things that can be said."""

NARROW = 40
"""Below so many columns none is left empty at the sides."""

RESTING_SHARE = 1.0
"""How full the shape is where nobody's time goes by."""

KEYS = {"enter": "enter", "ctrl+j": "enter", "space": "space"}
"""Keys that are no letters, by Textual's names for them, as a keyboard tells them."""

Side = Literal["left", "center", "right"]

SIDES: dict[Partner | None, Side] = {"a": "left", "b": "right", None: "center"}
"""Where a partner's name stands: never is it told by colour alone."""


class Picture(App[None], inherit_bindings=False):
    """The whole window.

    Args:
        seen: tells what is to be seen now; asked again and again.
        press: takes the key of a command, as `KeyPressed` names it.
        leaving: whether it is time to leave.
        palette: its colours.
        dark: whether nothing but the shape is shown.
        driver: what draws on the terminal; by default Textual's own.
    """

    ENABLE_COMMAND_PALETTE = False
    CSS = """
    Screen { overflow: hidden; }
    Static { width: 100%; text-align: center; content-align: center middle; }
    #line, #title { text-style: bold; }
    #sayings { link-style: none; link-style-hover: underline; link-background-hover: transparent; }
    """

    def __init__(
        self,
        seen: Callable[[], View],
        press: Callable[[str], None],
        *,
        leaving: Callable[[], bool] = lambda: False,
        palette: Palette = NIGHT,
        dark: bool = False,
        driver: type[Driver] | None = None,
    ) -> None:
        super().__init__(driver_class=driver, ansi_color=False)
        self.error_console = Console(file=io.StringIO())  # a fault must not print what was shown
        self._seen = seen
        self._press = press
        self._leaving = leaving
        self._palette = palette
        self._dark = dark
        self._everything = False
        self._written: dict[str, object] = {}
        self._drawn: View | None = None
        self._window = Size(80, 24)
        self._plain = {name: Static(id=name, markup=False) for name in PARTS}
        self._large = {name: Blocks(f"large-{name}") for name in LARGE}

    def compose(self) -> ComposeResult:
        """The parts, from above down: each in plain letters, in large ones, or not at all."""
        for name in PARTS:
            yield self._plain[name]
            if name in LARGE:
                yield self._large[name]

    def on_mount(self) -> None:
        """Begin to look."""
        self.screen.styles.background = code(self._palette.ground)
        self.set_interval(LOOK_SECONDS, self.look)

    def on_resize(self, event: events.Resize) -> None:
        """Draw it anew in a window of another size."""
        self._window = event.size
        self._drawn = None
        self.look()

    def on_key(self, event: events.Key) -> None:
        """A key that stands for a command."""
        key = KEYS.get(event.key, event.character)
        event.prevent_default()
        if key and key.isprintable():
            self._press(key.lower())

    def action_press(self, key: str) -> None:
        """The same, clicked."""
        self._press(key)

    def on_click(self, event: events.Click) -> None:
        """A click beside what can be said: show everything that can be, or no longer."""
        if "@click" not in event.style.meta:
            self._everything = not self._everything
            self._drawn = None
            self.look()

    def look(self) -> None:
        """Draw what is to be seen, if that is something else than before."""
        if self._leaving():
            self.exit()
        view = self._seen()
        if view != self._drawn:
            self._drawn = view
            with self.batch_update():
                self._draw(view)

    # --- Drawing -----------------------------------------------------------------------------

    def _draw(self, view: View) -> None:
        everything = self._everything and bool(view.sayings) and not (self._dark or view.card)
        if everything:
            view = View(sayings=view.sayings, trail=view.trail, fault=view.fault)
        columns, rows = self._window
        layout = laid_out(view, columns, rows, dark=self._dark)
        colours, side = self._palette, SIDES[view.holder]
        begun, count = view.trail
        title = view.until or view.hold or view.name
        of_title = colours.of(view.holder) if view.holder else colours.text
        self._write("trail", layout, " ".join("●" * begun + "○" * (count - begun)), colours.quiet)
        self._write("title", layout, title, of_title, side, weight="names")
        under = _under(view, layout)
        self._write("under", layout, under, colours.quiet, side, most=LEAST_ROWS)
        self._draw_moon(view, layout)
        self._write("line", layout, view.line, colours.text, most=LARGEST_LINE)
        if everything:
            self._written.pop("line")
            self._plain["line"].update(_clickable(EVERYTHING, columns - 2 * SIDE))
        self._write("caption", layout, view.caption or "", of_title, side, most=LEAST_ROWS)
        self._write("card", layout, "\n".join(view.card), colours.text)
        self._place("ribbon", layout, large=True)
        self._large["ribbon"].weave(
            view.ribbon, columns=columns, rows=layout.ribbon, palette=colours
        )
        self._write("after", layout, "\n".join(view.after), colours.quiet)
        self._write("note", layout, view.fault or view.unclear, colours.quiet)
        self._draw_sayings(view, layout)

    def _draw_sayings(self, view: View, layout: Layout) -> None:
        written = (self._window, layout.phrases, layout.gap, view.sayings)
        if self._written.get("sayings") == written:
            return
        self._written["sayings"] = written
        self._place("sayings", layout, large=False)
        part = self._plain["sayings"]
        part.styles.color = code(self._palette.quiet)
        most = layout.phrases
        told = view.sayings if len(view.sayings) <= most else (*view.sayings[: most - 1], STOP)
        part.update(_clickable(told, self._window.width))

    def _draw_moon(self, view: View, layout: Layout) -> None:
        self._place("moon", layout, large=True)
        colours = self._palette
        if layout.moon:
            columns = self._window.width
            pixels = moon(
                columns,
                layout.moon,
                share=view.share if view.sight == "floor" else RESTING_SHARE,
                open=view.breath if view.sight == "breathing" else 1.0,
                full=mixed(colours.of(view.holder), colours.ground, view.faded),
                empty=colours.empty,
                ground=colours.ground,
            )
            told = not self._dark and view.seconds_left is not None
            left = str(view.seconds_left) if told else ""
            self._large["moon"].paint(
                pixels, lettered(left, columns=columns, rows=layout.moon // 2)
            )

    def _write(
        self,
        name: str,
        layout: Layout,
        text: str,
        colour: Colour,
        side: Side = "center",
        *,
        weight: Weight = "lines",
        most: int | None = None,
    ) -> None:
        """Write a text, in large letters where that is possible; what is written already stays."""
        columns, rows = self._window.width, self._rows(name, layout)
        written = (self._window, rows, layout.gap, text, colour, side)
        if self._written.get(name) == written:
            return
        self._written[name] = written
        large: tuple[str, ...] = ()
        if name in LARGE:
            room = columns - 2 * SIDE
            large = lettered(shown(text), columns=room, rows=rows, weight=weight, most=most)
        self._place(name, layout, large=bool(large))
        if large:
            self._large[name].write(
                large,
                columns=columns,
                rows=rows,
                side=side,
                colour=colour,
                ground=self._palette.ground,
            )
            return
        part = self._plain[name]
        part.styles.color = code(colour)
        part.styles.text_align = side
        part.styles.content_align = (side, "middle")
        part.styles.padding = (0, SIDE if columns >= NARROW else 0)
        part.update(Content(shown(text)))

    @staticmethod
    def _rows(name: str, layout: Layout) -> int:
        rows: int = getattr(layout, name)
        return rows

    def _place(self, name: str, layout: Layout, *, large: bool) -> None:
        """Give a part its rows, in one of its two looks."""
        rows = self._rows(name, layout)
        looks: list[tuple[Widget, bool]] = [(self._plain[name], not large)]
        if name in LARGE:
            looks.append((self._large[name], large))
        spaced = name in ("title", "moon", "line", "ribbon", "after") or (
            name == "under" and rows > 1
        )
        for part, wanted in looks:
            part.display = wanted and rows > 0
            part.styles.height = rows
            part.styles.margin = (layout.gap if spaced else 0, 0, 0, 0)


def _under(view: View, layout: Layout) -> str:
    """What the other does; and the last seconds, where the shape has no room for them."""
    left = "" if view.seconds_left is None or layout.moon > LEAST_ROWS else str(view.seconds_left)
    return "   ".join(filter(None, (view.under, left)))


def _clickable(sayings: tuple[Saying, ...], columns: int) -> Content:
    """What can be said, each with its key and none of it broken; a click on it is that key."""
    lines: list[Content] = []
    for told in (_number() if each.number else _saying(each) for each in sayings):
        longer = Content(BETWEEN).join([lines[-1], told]) if lines else told
        if lines and longer.cell_length <= columns:
            lines[-1] = longer
        else:
            lines.append(told)
    return Content("\n").join(lines)


def _saying(saying: Saying) -> Content:
    words = f"\u201c{saying.words}\u201d {saying.key}"
    return Content.styled(words, Style.from_meta({"@click": f"app.press('{saying.key}')"}))


def _number() -> Content:
    digits = [
        Content.styled(
            number, Style.from_meta({"@click": f"app.press('{TEN if number == '10' else number}')"})
        )
        for number in NUMBERS
    ]
    return Content("  ").join(digits)
