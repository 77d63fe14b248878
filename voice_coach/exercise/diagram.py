"""An exercise as a Mermaid flow chart, for people who would rather see it than read it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from voice_coach.exercise.script import AnyStep, Ask, Exercise, FloorStep, Mode, Part

SHAPES = {"ask": ('{"', '"}'), "say": ('("', '")')}
"""A question is a diamond, something said has round corners, all else is a box."""


def mermaid(exercise: Exercise, *, mode: Mode) -> str:
    """The chart of one mode: a frame for each part, an arrow for each way from step to step."""
    parts = exercise.couple if mode == "couple" else exercise.solo
    steps = [step for part in parts for step in part.steps]
    lines = ["flowchart TD", '  begin(["begin"])']
    number = 0
    for index, part in enumerate(parts):
        lines.append(f'  subgraph part{index}["{_frame(part)}"]')
        for step in part.steps:
            left, right = SHAPES.get(_kind(step), ('["', '"]'))
            lines.append(f"    s{number}{left}{_label(step)}{right}")
            number += 1
        lines.append("  end")
    lines += ['  finished(["finished"])', '  early(["ended early, kindly"])']
    conditions = [part.when | step.when for part in parts for step in part.steps]
    arrows = list(_following("begin", 0, conditions))
    for index, step in enumerate(steps):
        arrows += _leaving(index, step, steps, conditions)
    lines += [f"  {arrow}" for arrow in dict.fromkeys(arrows)]
    return "\n".join(lines)


def _leaving(
    index: int, step: AnyStep, steps: Sequence[AnyStep], conditions: Sequence[dict[str, str]]
) -> Iterator[str]:
    """The arrows that leave a step: one for each answer that leads elsewhere, and the usual one."""
    ways = [("", step.then)]
    if isinstance(step, Ask | FloorStep):
        ways += step.on.items()
    for label, target in ways:
        if target == "next":
            yield from _following(f"s{index}", index + 1, conditions)
        else:
            ids = [each.id for each in steps]
            to = "early" if target == "end" else f"s{ids.index(target, index + 1)}"
            yield f"s{index} -->|{label}| {to}" if label else f"s{index} --> {to}"


def _following(start: str, after: int, conditions: Sequence[dict[str, str]]) -> Iterator[str]:
    """Arrows to the next step, and past every step that is only there on a condition."""
    for index in range(after, len(conditions)):
        when = conditions[index]
        if not when:
            yield f"{start} --> s{index}"
            return
        condition = ", ".join(f"{asked} is {wanted}" for asked, wanted in when.items())
        yield f"{start} -->|{condition}| s{index}"
    yield f"{start} --> finished"


def _frame(part: Part) -> str:
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
