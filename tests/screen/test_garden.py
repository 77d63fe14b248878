"""The small picture of what was practised alone."""

import re
import xml.etree.ElementTree as ElementTree

from voice_coach.screen.colours import DAY, code
from voice_coach.screen.garden import MOST_LEAVES, in_leaves, in_svg


def drawn(times: list[int]) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(in_svg(times, DAY)))


def leaves(times: list[int]) -> int:
    return len([each for each in drawn(times) if each.get("fill") == code(DAY.shape)])


def stems(times: list[int]) -> list[str]:
    found = [each.get("d") for each in drawn(times) if each.get("stroke")]
    return [re.sub(r"\d+ (\d+)", r"x \1", str(each)) for each in found]


def test_a_stem_for_each_time_and_a_leaf_for_each_point():
    assert leaves([3, 0, 2]) == 5
    assert len(stems([3, 0, 2])) == 3
    assert in_leaves(3) == "| * * *"
    assert in_leaves(0) == "|"


def test_stems_are_all_alike_and_nothing_on_it_can_be_read():
    assert len(set(stems([9, 0, 1]))) == 1
    assert all(not (each.text or "").strip() for each in drawn([9, 0, 1]))
    assert not [each for each in drawn([9]) if each.tag.endswith("text")]


def test_there_is_room_for_so_many_leaves():
    assert leaves([50]) == MOST_LEAVES
    assert in_leaves(50).count("*") == MOST_LEAVES


def test_every_stem_is_on_the_picture():
    wide = float(ElementTree.fromstring(in_svg([1] * 40, DAY)).get("viewBox").split()[2])
    places = [int(str(each.get("d")).split()[1]) for each in drawn([1] * 40) if each.get("stroke")]
    assert max(places) < wide
    assert len(set(places)) == 40
