"""Every phrase of docs/exercises.md, part E: what must be heard, and what must not."""

import tomllib
from pathlib import Path

import pytest

from voice_coach.hearing.moments import counts_at
from voice_coach.listening import (
    find_feelings,
    find_language_cue,
    find_safety_cue,
    judge_heat,
    judge_reflection,
    meaning_of,
)

PART_E = tomllib.loads((Path(__file__).parent / "part_e.toml").read_text(encoding="utf-8"))

FLOOR = counts_at("floor")
PAUSES = ("PAUSE", "MINUTE", "TIME_OUT")

HOT = {
    "blame": "criticism",
    "contempt": "contempt",
    "defend": "defensiveness",
    "stone": "dismissal",
    "minimise": "dismissal",
}
"""Which kind of heat a class of part E is."""


def each(*entries: tuple[str, str]):
    """(class, line) of these lists."""
    return [
        pytest.param(name, line, id=f"{name}: {line}")
        for name, entry in entries
        for line in PART_E[name][entry]
    ]


@pytest.mark.parametrize(("name", "line"), each(*((name, "fires") for name in HOT)))
def test_hot_lines_are_hot(name, line):
    heat = judge_heat(line)
    assert heat.score >= 0.5
    assert heat.kinds


@pytest.mark.parametrize("name", HOT)
def test_most_lines_of_a_class_are_of_its_kind(name):
    lines = PART_E[name]["fires"]
    assert sum(HOT[name] in judge_heat(line).kinds for line in lines) >= 0.7 * len(lines)


@pytest.mark.parametrize(("name", "line"), each(*((name, "near") for name in HOT)))
def test_near_lines_are_not_hot(name, line):
    heat = judge_heat(line)
    assert heat.score < 0.5
    assert heat.kinds == frozenset()


@pytest.mark.parametrize("line", PART_E["fake_feeling"]["fires"])
def test_judgements_told_as_feelings_are_found(line):
    assert any(feeling.is_judgement for feeling in find_feelings(line))
    assert find_language_cue(line) == "judgement-feeling"


@pytest.mark.parametrize("line", PART_E["fake_feeling"]["near"])
def test_feelings_are_not_judgements(line):
    assert not any(feeling.is_judgement for feeling in find_feelings(line))
    assert find_language_cue(line) is None


@pytest.mark.parametrize("line", PART_E["fake_feeling"]["left_alone"])
def test_information_about_safety_is_not_grammar(line):
    assert find_language_cue(line) is None


@pytest.mark.parametrize("line", PART_E["fix"]["fires"] + PART_E["fix"]["near"])
def test_advice_and_offers_are_no_mirrors(line):
    assert judge_reflection(PART_E["fix"]["said"], line).act != "mirror"


@pytest.mark.parametrize("line", PART_E["mirror"]["fires"])
def test_mirrors_are_mirrors(line):
    reflection = judge_reflection(PART_E["mirror"]["said"], line)
    assert reflection.act == "mirror"
    assert any(point.verdict == "covered" for point in reflection.points)


@pytest.mark.parametrize("line", PART_E["mirror"]["spoiled"])
def test_spoiled_mirrors_do_not_pass(line):
    reflection = judge_reflection(PART_E["mirror"]["said"], line)
    assert reflection.act != "mirror" or reflection.clearly_missed or reflection.added


@pytest.mark.parametrize("line", PART_E["question"]["open"] + PART_E["question"]["closed"])
def test_questions_are_no_mirrors(line):
    assert judge_reflection(PART_E["question"]["said"], line).act != "mirror"


@pytest.mark.parametrize("line", PART_E["kind"]["hollow"])
def test_hollow_kindness_is_no_mirror(line):
    assert judge_reflection(PART_E["question"]["said"], line).act != "mirror"


@pytest.mark.parametrize("line", PART_E["kind"]["lines"])
def test_kind_moves_set_nothing_off(line):
    assert judge_heat(line).score < 0.5
    assert find_safety_cue(line) is None
    assert find_language_cue(line) is None
    assert meaning_of(line, FLOOR) not in ("YIELD", "STOP", "PASS")


@pytest.mark.parametrize("line", PART_E["time_out"]["fires"])
def test_requests_for_a_pause_are_heard(line):
    assert meaning_of(line, FLOOR) in PAUSES


@pytest.mark.parametrize("line", PART_E["time_out"]["near"])
def test_talk_of_pauses_asks_for_none(line):
    asks = line == "give me a second"  # a pause, but no time out
    assert meaning_of(line, FLOOR) in (["PAUSE"] if asks else [None, "YIELD"])


@pytest.mark.parametrize("line", PART_E["yield"]["fires"])
def test_the_floor_is_given(line):
    passes = line == "pass"  # a safe word, whoever says it; the floor is over either way
    assert meaning_of(line, FLOOR) == ("PASS" if passes else "YIELD")


@pytest.mark.parametrize("line", PART_E["yield"]["near"])
def test_the_floor_is_not_given(line):
    assert meaning_of(line, FLOOR) != "YIELD"


@pytest.mark.parametrize("line", PART_E["yield"]["holding"])
def test_the_floor_is_held(line):
    pauses = line in ("wait", "hang on")  # nobody may mean the floor: a pause keeps it as well
    assert meaning_of(line, FLOOR) in (["PAUSE"] if pauses else ["HOLD_FLOOR", "MORE"])


@pytest.mark.parametrize("kind", ["partner_danger", "self_harm"])
def test_signs_of_danger_are_found(kind):
    for line in PART_E["safety"][kind]:
        cue = find_safety_cue(line)
        assert cue is not None, line
        assert cue.kind == kind, line


@pytest.mark.parametrize("line", PART_E["safety"]["near"])
def test_harmless_words_are_no_signs_of_danger(line):
    assert find_safety_cue(line) is None
