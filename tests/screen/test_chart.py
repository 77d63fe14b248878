"""The picture of an exercise's ways."""

import re
import xml.etree.ElementTree as Xml
from dataclasses import dataclass
from itertools import pairwise

import msgspec
import pytest

from tests.couples import EXERCISES
from voice_coach.exercise.walks import walks
from voice_coach.screen.chart import BOX, LEFT, chart

SVG = "{http://www.w3.org/2000/svg}"


@dataclass
class Picture:
    boxes: list[float]
    """Where each begins, from the top."""
    arrows: list[tuple[int, int]]
    """By the boxes they join."""
    words: str
    wide: float


def seen(svg: str) -> Picture:
    """A picture as somebody sees it: which boxes an arrow joins is told by where it is drawn."""
    root = Xml.fromstring(svg)
    drawn = [each for each in root.iter(f"{SVG}rect") if each.get("class") == "step"]
    boxes = [float(each.get("y")) for each in drawn]
    ends = [float(each.get("y")) + float(each.get("height")) for each in drawn]
    assert all(end < top for end, top in zip(ends, boxes[1:], strict=False))

    def box_at(y: float) -> int:
        [found] = [at for at, top in enumerate(boxes) if top <= y <= ends[at]]
        return found

    arrows = []
    for path in root.iter(f"{SVG}path"):
        numbers = [float(each) for each in re.findall(r"-?[\d.]+", path.get("d"))]
        begin, end = numbers[1], numbers[3] if "H" in path.get("d") else numbers[2]
        arrows.append((box_at(begin), box_at(end)))
    words = " ".join(each.text or "" for each in root.iter(f"{SVG}text"))
    return Picture(boxes, arrows, words, float(root.get("viewBox").split()[2]))


@pytest.mark.parametrize("name", EXERCISES)
def test_its_arrows_are_the_walks_there_are_and_no_others(name):
    exercise = EXERCISES[name]
    for mode in exercise.modes:
        picture = seen(chart(exercise, mode=mode))
        last = len(picture.boxes) - 1
        expected = {
            (each.start + 1, each.to + 1 if each.to is not None else last - (not each.early))
            for each in walks(exercise, mode=mode)
        }
        assert set(picture.arrows) == expected
        assert len(picture.arrows) == len(expected)
        for part in exercise.couple if mode == "couple" else exercise.solo:
            assert part.part in picture.words
            for step in part.steps:
                assert step.id in picture.words


def test_arrows_that_go_round_lie_side_by_side():
    svg = chart(EXERCISES["trust-check-in"], mode="couple")
    lanes: dict[str, list[tuple[float, float]]] = {}
    for y, side, end in re.findall(r"M \d+ (\d+) H (\d+) V (\d+) H", svg):
        lanes.setdefault(side, []).append((float(y), float(end)))
    assert len(lanes) > 2
    for taken in lanes.values():
        taken.sort()
        assert all(end < begin for (_, end), (begin, _) in pairwise(taken))
    assert max(map(float, lanes)) < seen(svg).wide
    assert min(map(float, lanes)) > LEFT + BOX


def test_what_is_written_is_text():
    title = "A <script>alert(1)</script> & more"
    evil = msgspec.structs.replace(EXERCISES["mood-word"], title=title)
    svg = chart(evil, mode="couple")
    assert "<script" not in svg
    assert title in seen(svg).words
