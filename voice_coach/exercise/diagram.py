"""An exercise as a Mermaid flow chart, for people who would rather see it than read it."""

from __future__ import annotations

from voice_coach.exercise.script import AnyStep, Ask, Exercise, FloorStep, Mode, Part
from voice_coach.exercise.walks import walks

SHAPES = {"ask": ('{"', '"}'), "say": ('("', '")')}
"""A question is a diamond, something said has round corners, all else is a box."""


def mermaid(exercise: Exercise, *, mode: Mode) -> str:
    """The chart of one mode: a frame for each part, an arrow for each walk."""
    parts = exercise.couple if mode == "couple" else exercise.solo
    lines = ["flowchart TD", '  begin(["begin"])']
    number = 0
    for index, part in enumerate(parts):
        lines.append(f'  subgraph part{index}["{frame(part)}"]')
        for step in part.steps:
            left, right = SHAPES.get(_kind(step), ('["', '"]'))
            lines.append(f"    s{number}{left}{_label(step)}{right}")
            number += 1
        lines.append("  end")
    lines += ['  finished(["finished"])', '  early(["ended early, kindly"])']
    for walk in walks(exercise, mode=mode):
        start = f"s{walk.start}" if walk.start >= 0 else "begin"
        end = "early" if walk.early else "finished"
        to = end if walk.to is None else f"s{walk.to}"
        label = ", ".join((*walk.answers, *walk.when))
        lines.append(f"  {start} -->|{label}| {to}" if label else f"  {start} --> {to}")
    return "\n".join(lines)


def frame(part: Part) -> str:
    """What stands over a part: its name, and how often it is played."""
    text = part.part
    if part.each:
        text += ", both in turn"
    if part.times != 1:
        many = (
            part.times if isinstance(part.times, int) else "/".join(map(str, part.times.values()))
        )
        text += f", {many} times"
    if part.lengths:
        text += f" ({', '.join(part.lengths)})"
    return text


def _label(step: AnyStep) -> str:
    text = step.id
    if isinstance(step, Ask):
        text += f": {', '.join(step.answers)}?"
    elif isinstance(step, FloorStep):
        text += f" ({step.of}{', mirrored' if step.mirrored or step.checked else ''})"
    if step.lengths:
        text += f" ({', '.join(step.lengths)})"
    return text


def _kind(step: AnyStep) -> str:
    return type(step).__name__.lower()
