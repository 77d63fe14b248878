"""An exercise as a page to read with others, in Markdown: what is said, by whom, how long."""

from __future__ import annotations

import re
from collections.abc import Iterator

from voice_coach.exercise.diagram import frame
from voice_coach.exercise.script import (
    AnyStep,
    Ask,
    Breathe,
    Exercise,
    FloorStep,
    Part,
    Quiet,
    model,
    said,
)

FIRST_LINE = "<!-- A page made by voice-coach show --sheet -->"
"""By it a page that may be made anew is known."""

ROLES = {"speaker": "Speaker", "listener": "Listener", "a": "A", "b": "B"}
MODES = {"couple": "For two", "solo": "Alone"}

SPECIAL = re.compile(r"([\\`*_{}\[\]#|~])")


def sheet(exercise: Exercise) -> str:
    """The whole page, both modes and all lengths."""
    return "\n".join([FIRST_LINE, *_lines(exercise)]) + "\n"


def _lines(exercise: Exercise) -> Iterator[str]:
    minutes = ", ".join(f"{name}: {value:g} minutes" for name, value in exercise.minutes.items())
    yield f"# {_plain(exercise.title)}"
    yield f"\n{_plain(exercise.purpose)} ({minutes})"
    yield f"\n{_plain(exercise.about)}"
    if exercise.origin or exercise.licence:
        told = (f"By {exercise.origin}." if exercise.origin else "", exercise.licence)
        yield f"\n{_plain(' '.join(each for each in told if each))}"
    if exercise.notes:
        yield f"\n{_plain(exercise.notes)}"
    if exercise.watch_for:
        yield "\nIf you lead it yourself, watch for:\n"
        yield from (f"- {_plain(each)}" for each in exercise.watch_for)
    for mode in exercise.modes:
        yield f"\n## {MODES[mode]}"
        for part in exercise.couple if mode == "couple" else exercise.solo:
            yield f"\n### {_plain(frame(part))}\n"
            yield from _part(part, exercise)
    yield "\nThis is practice for everyday conversations."
    yield "Anybody may pass, pause or stop at any time."


def _part(part: Part, exercise: Exercise) -> Iterator[str]:
    if part.notes:
        yield f"{_plain(part.notes)}\n"
    if part.when:
        yield f"Only if {_conditions(part.when)}.\n"
    for card in exercise.cards.get(part.deck, ()):
        yield f"- Card: {_plain(said(card))}"
        if answer := model(card):
            yield f"  A good answer: {_plain(answer)}"
    for number, step in enumerate(part.steps, start=1):
        yield f"{number}. **{_plain(step.id)}** ({_plain(_about(step))})"
        yield f"   > {_spoken(step.say, step)}"
        if step.explain:
            yield f"\n   In other words: {_spoken(step.explain, step)}"
        if step.notes:
            yield f"\n   Note: {_plain(step.notes)}"


def _about(step: AnyStep) -> str:
    """Who does what in a step, and for how long."""
    match step:
        case Ask():
            told = f"a question: {', '.join(step.answers)}"
        case FloorStep():
            told = f"the {step.of} talks, {lasting(step.seconds)}"
            told += ", and is mirrored" if step.mirrored else ""
            told += ", and it is judged" if step.checked else ""
        case Quiet() | Breathe():
            told = f"{'quiet' if isinstance(step, Quiet) else 'breathing'}, {lasting(step.seconds)}"
        case _:
            told = "the coach says"
    if step.when:
        told += f"; only if {_conditions(step.when)}"
    if step.lengths:
        told += f"; only in {', '.join(step.lengths)}"
    return told


def lasting(value: float | dict[str, float]) -> str:
    """How long something takes, or how long in each length."""
    each = value.values() if isinstance(value, dict) else (value,)
    return "/".join(f"{one:g}" for one in each) + " s"


def _conditions(when: dict[str, str]) -> str:
    return " and ".join(f"{asked} is {told}" for asked, told in when.items())


def _spoken(text: str, step: AnyStep) -> str:
    role = "listener" if getattr(step, "of", "speaker") == "listener" else "speaker"
    names = ROLES | {"partner": ROLES[role], "card": "(a card)", "model": "(its answer)"}
    return _plain(re.sub(r"\{(\w+)\}", lambda found: names.get(found[1], found[0]), text))


def _plain(text: str) -> str:
    """A text that Markdown takes for nothing else, in one line."""
    text = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;")
    return SPECIAL.sub(r"\\\1", text)
