"""An exercise drawn: every step, and ways from the beginning to the end."""

import re

import pytest

from tests.couples import EXERCISES
from voice_coach.exercise.diagram import mermaid


@pytest.mark.parametrize("name", EXERCISES)
def test_a_diagram_has_every_step_and_leads_from_the_beginning_to_the_end(name):
    exercise = EXERCISES[name]
    for mode in exercise.modes:
        chart = mermaid(exercise, mode=mode)
        parts = exercise.couple if mode == "couple" else exercise.solo
        steps = [step for part in parts for step in part.steps]
        arrows = set(re.findall(r"(\w+) -->(?:\|[^|]*\|)? (\w+)", chart))
        reached = {"begin"}
        while more := {to for start, to in arrows if start in reached} - reached:
            reached |= more
        assert {f"s{index}" for index in range(len(steps))} <= reached
        assert "finished" in reached
        for index, step in enumerate(steps):
            assert re.search(rf"s{index}\W+{step.id}\b", chart)
