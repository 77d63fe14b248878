"""The picture: as it is stored, as large as it must be, read from afar, clicked and typed at."""

import asyncio
import re
from itertools import pairwise

import msgspec
import pytest

from tests.screen.pictures import SIZES, drawn, stored
from tests.screen.states import states
from voice_coach.screen.colours import DAY, NIGHT, contrast
from voice_coach.screen.layout import laid_out
from voice_coach.screen.picture import Picture
from voice_coach.screen.sayings import EVERYTHING
from voice_coach.screen.view import Saying, View

NAMES = list(states())
ASKED = states()["asked"]
BLOCKS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
EVERY_SIZE = [(20, 5), (20, 12), (40, 12), (80, 24), (120, 40), (200, 60), (400, 110)]


@pytest.mark.parametrize("size", SIZES, ids="{0[0]}x{0[1]}".format)
def test_it_is_as_it_is_stored(size):
    for name, picture in zip(NAMES, drawn(states().values(), size), strict=True):
        kept = stored(name, size).read_text(encoding="utf-8")
        assert picture == kept, f"{name}: python -m tests.screen.pictures draws them anew"


def rows_of(svg: str) -> list[str]:
    """What is written in each row, from left to right."""
    found: dict[float, dict[float, str]] = {}
    for x, y, text in re.findall(r'<text[^>]* x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]*)</text>', svg):
        if float(y) > 20 or float(x):
            found.setdefault(float(y), {})[float(x)] = text.replace("&#160;", " ")
    return ["".join(text for _, text in sorted(row.items())) for _, row in sorted(found.items())]


def test_the_name_is_at_least_five_rows_high():
    [svg] = drawn([states()["ana-has-the-floor"]], (120, 40))
    solid = [row for row in rows_of(svg) if set(row.strip()) <= set(BLOCKS) and "█" in row]
    assert len(solid) >= 5
    layout = laid_out(states()["ana-has-the-floor"], 120, 40)
    assert layout.title >= 5


@pytest.mark.parametrize("palette", [NIGHT, DAY], ids=["night", "day"])
def test_every_text_has_seven_times_the_light_of_its_ground_or_a_seventh(palette):
    for svg in drawn(states().values(), (120, 40), palette=palette):
        classes = dict(re.findall(r"\.(\S+-r\d+) \{ fill: (#\w{6})", svg))
        ground = palette.ground
        told = re.findall(r'<text class="(\S+)"[^>]*>([^<]*)</text>', svg)
        letters = {
            classes[style]
            for style, text in told
            if set(text) - set(BLOCKS + "\u2580")
            and text.replace("&#160;", "").strip()
            and style in classes
        }
        assert letters
        for colour in letters:
            rgb = tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))
            assert contrast(rgb, ground) >= 7, colour


@pytest.mark.parametrize("size", EVERY_SIZE, ids=str)
@pytest.mark.parametrize("name", NAMES)
def test_in_a_window_of_any_size_its_parts_fit(name, size):
    columns, rows = size
    layout = laid_out(states()[name], columns, rows)
    parts = (layout.trail, layout.title, layout.under, layout.moon, layout.line, layout.note)
    assert sum(parts) + layout.sayings <= rows
    assert layout.line >= 1 or layout.title
    assert (layout.sayings > 0) == (layout.phrases > 0) == bool(states()[name].sayings)


def shown(view: View, size, **more) -> str:
    return " ".join("\n".join(rows_of(drawn([view], size, **more)[0])).split())


@pytest.mark.parametrize("size", [(20, 12), (40, 12), (80, 24)], ids=str)
def test_whose_floor_it_is_and_how_to_stop_is_told_in_a_window_of_any_size(size):
    text = shown(states()["ana-has-the-floor"], size)
    assert "Ben listens" in text
    assert "stop" in text
    assert "▀" in text or "Ana" in text


def test_a_name_that_cannot_be_drawn_is_written():
    view = View(sight="floor", holder="a", name="田中", under="Ben listens")
    assert "田中" in shown(view, (80, 24))


def test_text_of_people_is_text():
    view = View(
        sight="floor", holder="a", name="[red]A\x1b[2J", under="[/bold] listens", line="[b]♥"
    )
    text = shown(view, (40, 12))
    assert "[/bold] listens" in text
    assert "[b]♥" in text
    assert "\x1b" not in text


def test_each_partner_has_a_side_of_their_own():
    [one] = drawn([states()["ana-has-the-floor"]], (120, 40))
    [other] = drawn([states()["ben-has-the-floor"]], (120, 40))
    wide = [row for row in rows_of(one) if "█" in row]
    assert all(len(row) - len(row.lstrip()) < 60 for row in wide)
    right = [row for row in rows_of(other) if "█" in row]
    assert any(row.rstrip() != row or len(row) - len(row.lstrip()) > 60 for row in right)


@pytest.mark.parametrize("name", NAMES)
def test_in_the_dark_there_is_nothing_but_the_shape(name):
    text = shown(states()[name], (80, 24), dark=True)
    assert set(text.replace("voice-coach", "")) <= set("▀ \n")


def pressed(*, keys=(), clicks=(), view=ASKED, size=(80, 24)) -> list[str]:
    told: list[str] = []

    async def use() -> None:
        picture = Picture(lambda: view, told.append)
        async with picture.run_test(size=size) as pilot:
            picture.look()
            await pilot.pause()
            await pilot.press(*keys)
            for words in clicks:
                await pilot.click("#sayings", offset=place(picture, words))
            await pilot.pause()

    asyncio.run(use())
    return told


def place(picture: Picture, words: str, part_name: str = "#sayings") -> tuple[int, int]:
    """Where these words stand in the rows of what can be said."""
    part = picture.query_one(part_name)
    for y in range(part.size.height):
        row = "".join(segment.text for segment in part.render_line(y))
        if words in row:
            return row.index(words) + 1, y
    raise AssertionError(words)


def test_keys_are_told_as_a_keyboard_tells_them():
    keys = ("space", "enter", "q", "H", "question_mark", "plus", "minus", "3", "t")
    told = ["space", "enter", "q", "h", "?", "+", "-", "3", "t"]
    assert pressed(keys=keys) == told


def test_keys_that_are_no_commands_change_nothing():
    assert pressed(keys=("tab", "up", "f1", "ctrl+q", "ctrl+p", "escape", "y")) == ["y"]


def test_what_can_be_said_can_be_clicked():
    assert pressed(clicks=("yes", "not quite", "stop")) == ["y", "p", "q"]


def test_a_number_can_be_clicked():
    assert pressed(clicks=(" 3 ", "10"), view=states()["a-number"]) == ["3", "t"]


def test_a_click_beside_it_shows_everything_that_can_be_said_and_each_can_be_clicked():
    told: list[str] = []
    view = states()["ana-has-the-floor"]

    async def use() -> None:
        picture = Picture(lambda: view, told.append)
        async with picture.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            await pilot.click("#large-title")
            await pilot.pause()
            for each in EVERYTHING:
                await pilot.click("#line", offset=place(picture, each.words, "#line"))
            await pilot.click("#trail")
            await pilot.pause()
            assert "skip this" not in picture.export_screenshot()

    asyncio.run(use())
    assert told == [each.key for each in EVERYTHING]


def test_a_window_made_narrow_and_wide_again_shows_the_same():
    view = states()["ben-has-the-floor"]

    async def use() -> tuple[str, str]:
        picture = Picture(lambda: view, lambda key: None)
        async with picture.run_test(size=(120, 40)) as pilot:
            await pilot.pause()
            before = picture.export_screenshot()
            for size in [(20, 12), (20, 4), (1, 1), (300, 3), (120, 40)]:
                await pilot.resize_terminal(*size)
                await pilot.pause()
            return before, picture.export_screenshot()

    before, after = asyncio.run(use())
    assert before == after


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)], ids=str)
def test_as_time_goes_by_nothing_moves_but_what_fills(size):
    """From one second of a floor to the next, in every row but the shape's own."""
    first = states()["ben-has-the-floor"]
    seconds = [msgspec.structs.replace(first, share=at / 120) for at in (60, 61, 62, 63)]
    frames = [rows_of(svg) for svg in drawn(seconds, size)]
    layout = laid_out(first, *size)
    for one, other in pairwise(frames):
        changed = [at for at, rows in enumerate(zip(one, other, strict=True)) if len(set(rows)) > 1]
        assert len(changed) <= 2
        assert len(one) == len(other) >= size[1] - layout.moon - 1


def test_nothing_is_drawn_again_while_nothing_changes():
    view = View(sight="coach", line="One.", sayings=(Saying(words="stop", key="q"),))
    drawings: list[View] = []

    class Counting(Picture):
        def _draw(self, view: View) -> None:
            drawings.append(view)
            super()._draw(view)

    async def use() -> None:
        picture = Counting(lambda: view, lambda key: None)
        async with picture.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            before = len(drawings)
            for _ in range(5):
                picture.look()
            assert len(drawings) == before

    asyncio.run(use())
    assert drawings
