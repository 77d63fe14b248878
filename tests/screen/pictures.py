"""The stored pictures of twelve moments: `python -m tests.screen.pictures` draws them anew."""

import asyncio
import re
from collections.abc import Iterable
from pathlib import Path

from tests.screen.states import states
from voice_coach.screen.colours import NIGHT, Palette
from voice_coach.screen.picture import Picture
from voice_coach.screen.view import View

FOLDER = Path(__file__).parent / "pictures"
SIZES = [(80, 24), (120, 40), (200, 60)]
FACES = re.compile(r"@font-face \{.*?\}\s*", re.S)
"""Fonts that whoever opens a picture would fetch from elsewhere."""


async def _drawn(
    views: Iterable[View], size: tuple[int, int], palette: Palette, dark: bool
) -> list[str]:
    found = []
    shown = [View()]
    picture = Picture(lambda: shown[0], lambda key: None, palette=palette, dark=dark)
    async with picture.run_test(size=size) as pilot:
        for view in views:
            shown[0] = view
            picture.look()
            await pilot.pause()
            found.append(
                FACES.sub("", picture.export_screenshot(title="voice-coach", simplify=True))
            )
    return found


def drawn(
    views: Iterable[View], size: tuple[int, int], *, palette: Palette = NIGHT, dark: bool = False
) -> list[str]:
    """These views in a window of this size, each as SVG."""
    return asyncio.run(_drawn(views, size, palette, dark))


def stored(name: str, size: tuple[int, int]) -> Path:
    columns, rows = size
    return FOLDER / f"{name}-{columns}x{rows}.svg"


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.svg"):
        old.unlink()
    moments = states()
    for size in SIZES:
        for name, picture in zip(moments, drawn(moments.values(), size), strict=True):
            stored(name, size).write_text(picture, encoding="utf-8")


if __name__ == "__main__":
    main()
