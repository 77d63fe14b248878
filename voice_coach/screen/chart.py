"""The ways through an exercise as a picture, drawn without any program but this one.

Ways lead forward only, so the order of the script is an order for the picture too: its steps stand
below each other, an arrow to the next one is short and straight, and one that leaves steps out
goes round them on the right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape

import msgspec

from voice_coach.exercise.diagram import frame
from voice_coach.exercise.script import AnyStep, Ask, Breathe, Exercise, FloorStep, Mode, Quiet
from voice_coach.exercise.sheet import lasting
from voice_coach.exercise.walks import Walk, walks

LEFT, BOX, HIGH, GAP = 40, 380, 46, 40
"""Points: the margin, how wide a step is, how high at least, and the room below it for a label."""

FIRST_WAY, WAY = 14, 15
"""Points from the top of a step to the first arrow that goes round, and from one to the next."""

LANE = 18
"""Points between two arrows that go round steps side by side."""

HEADING = 30
"""Points for the name of a part."""

LABEL_WIDTH = 170
"""Points for the text of an arrow that goes round."""

LONGEST = 56
"""Letters of a line the coach says that are shown."""

SIGNATURE = "<!-- A picture made by voice-coach show -->"
"""By it a picture that may be drawn anew is known."""

INK, PALE, GROUND, FRAME = "#26323a", "#5d6b74", "#ffffff", "#eef3f5"

STYLE = (
    f"text {{ font: 13px sans-serif; fill: {INK} }} .small {{ font-size: 11px; fill: {PALE} }} "
    f"path {{ fill: none; stroke: {PALE}; stroke-width: 1.3 }} "
    f"rect.step {{ fill: {GROUND}; stroke: {INK} }} rect.part {{ fill: {FRAME} }}"
)

ARROW = (
    '<defs><marker id="to" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" '
    f'orient="auto"><polygon points="0,0 8,4 0,8" fill="{PALE}"/></marker></defs>'
)


class Box(msgspec.Struct, frozen=True, kw_only=True):
    """Something an arrow begins or ends at."""

    top: float
    title: str
    below: str = ""
    high: float = HIGH


def chart(exercise: Exercise, *, mode: Mode) -> str:
    """An SVG picture of one mode, all lengths in one."""
    parts = exercise.couple if mode == "couple" else exercise.solo
    found = walks(exercise, mode=mode)
    last = sum(len(part.steps) for part in parts) + 2
    round_about = [walk for walk in found if _ends(walk, last)[1] != _ends(walk, last)[0] + 1]
    leaving = Counter(_ends(walk, last)[0] for walk in round_about)
    boxes = [Box(top=LEFT + HEADING, title="begin")]
    frames: list[str] = []
    top = boxes[0].top + HIGH + GAP
    for part in parts:
        begin = top
        top += HEADING
        for step in part.steps:
            high: float = max(HIGH, 2 * FIRST_WAY + WAY * (leaving[len(boxes)] - 1))
            boxes.append(Box(top=top, title=_title(step), below=_shortened(step.say), high=high))
            top += high + GAP
        frames += _frame(begin, top - GAP / 2 - begin, frame(part))
        top += GAP / 2
    boxes.append(Box(top=top, title="finished"))
    boxes.append(Box(top=top + HIGH + GAP, title="ended early, kindly"))
    arrows = [each for walk in found for each in _straight(walk, boxes)]
    around, lanes = _around(round_about, boxes)
    wide = LEFT + BOX + LABEL_WIDTH + lanes * LANE + LEFT
    high = boxes[-1].top + HIGH + LEFT
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high:.0f}">',
            SIGNATURE,
            f"<title>{escape(exercise.title)}</title><style>{STYLE}</style>{ARROW}",
            f'<rect width="{wide}" height="{high:.0f}" fill="{GROUND}"/>',
            f'<text x="{LEFT}" y="{LEFT}" font-weight="bold">{escape(exercise.title)}</text>',
            *frames,
            *(line for box in boxes for line in _drawn(box)),
            *arrows,
            *around,
            "</svg>",
            "",
        ]
    )


def _ends(walk: Walk, last: int) -> tuple[int, int]:
    """Which boxes a walk begins and ends at: the beginning comes first, the endings last."""
    return walk.start + 1, (last if walk.early else last - 1) if walk.to is None else walk.to + 1


def _straight(walk: Walk, boxes: Sequence[Box]) -> Iterator[str]:
    start, to = _ends(walk, len(boxes) - 1)
    if to == start + 1:
        x, y, end = LEFT + BOX / 2, boxes[start].top + boxes[start].high, boxes[to].top
        yield f'<path d="M {x:.0f} {y:.0f} V {end:.0f}" marker-end="url(#to)"/>'
        yield _text(x + 8, y + 16, _label(walk), small=True)


def _around(found: Sequence[Walk], boxes: Sequence[Box]) -> tuple[list[str], int]:
    """Arrows round the steps they leave out, the shortest nearest; and how many lanes they take."""
    lanes: list[list[tuple[int, int]]] = []
    drawn: list[str] = []
    leaving, coming = dict.fromkeys(range(len(boxes)), 0), dict.fromkeys(range(len(boxes)), 0)
    ends = [(*_ends(walk, len(boxes) - 1), walk) for walk in found]
    for start, to, walk in sorted(ends, key=lambda each: each[1] - each[0]):
        free = (at for at, taken in enumerate(lanes) if all(b < start or to < a for a, b in taken))
        lane = next(free, len(lanes))
        if lane == len(lanes):
            lanes.append([])
        lanes[lane].append((start, to))
        y = boxes[start].top + FIRST_WAY + WAY * leaving[start]
        end = boxes[to].top + boxes[to].high - 10 - 8 * min(coming[to], 4)
        leaving[start] += 1
        coming[to] += 1
        x, side = LEFT + BOX, LEFT + BOX + LABEL_WIDTH + LANE * lane
        drawn.append(f'<path d="M {x} {y:.0f} H {side} V {end:.0f} H {x}" marker-end="url(#to)"/>')
        drawn.append(_text(x + 6, y - 3, _label(walk), small=True))
    return drawn, len(lanes)


def _drawn(box: Box) -> Iterator[str]:
    yield (
        f'<rect class="step" x="{LEFT}" y="{box.top:.0f}" width="{BOX}" '
        f'height="{box.high:.0f}" rx="8"/>'
    )
    yield _text(LEFT + 12, box.top + (19 if box.below else 28), box.title)
    yield _text(LEFT + 12, box.top + 36, box.below, small=True)


def _frame(top: float, high: float, title: str) -> Iterator[str]:
    yield (
        f'<rect class="part" x="{LEFT - 20}" y="{top:.0f}" width="{BOX + 40}" '
        f'height="{high:.0f}" rx="12"/>'
    )
    yield _text(LEFT - 8, top + 19, title, small=True)


def _text(x: float, y: float, text: str, *, small: bool = False) -> str:
    kind = ' class="small"' if small else ""
    return f'<text{kind} x="{x:.0f}" y="{y:.0f}">{escape(text)}</text>' if text else ""


def _label(walk: Walk) -> str:
    return ", ".join((*walk.answers, *walk.when))


def _title(step: AnyStep) -> str:
    match step:
        case Ask():
            told = f"{', '.join(step.answers)}?"
        case FloorStep():
            told = f"the {step.of} talks, {lasting(step.seconds)}"
            told += ", mirrored" if step.mirrored or step.checked else ""
        case Quiet():
            told = f"quiet, {lasting(step.seconds)}"
        case Breathe():
            told = f"breathing, {lasting(step.seconds)}"
        case _:
            told = ""
    only = f" ({', '.join(step.lengths)})" if step.lengths else ""
    return f"{step.id}: {told}{only}" if told else f"{step.id}{only}"


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0] + " …"
