"""What must hold where one of two speaks while the other is out of the room.

What somebody said alone reaches the other only by their own yes, given alone too, to words that
they heard first. Whoever writes an exercise cannot write it otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from voice_coach.exercise.script import Ask, FloorStep, Mode, Part, Say
from voice_coach.exercise.script_shape import Problem

MOST_EACH = 10
"""Words that are told of a floor of a private part, at most: three floors fit into a prompt."""


def private_problems(mode: Mode, parts: Sequence[Part]) -> Iterator[Problem]:
    """Everything wrong with private parts, and with what is told of them."""
    asked: dict[str, str] = {}
    floors: set[str] = set()
    said_back: set[str] = set()
    after_private = False
    for index, part in enumerate(parts):
        path = f"$.{mode}[{index}]"
        if part.private:
            yield from _part_problems(path, part, mode, after_private)
        after_private = part.private
        for number, step in enumerate(part.steps):
            place = f"{path}.steps[{number}]"
            if isinstance(step, Ask) and part.private:
                asked[step.id] = step.of
            elif isinstance(step, FloorStep) and part.private:
                floors.add(step.id)
                if step.mirrored or step.checked or step.keeps:
                    yield Problem(
                        path=place,
                        expected="no `mirrored`, `checked` or `keeps` in a private part",
                    )
            elif isinstance(step, Say) and step.tells:
                known = floors if part.private else said_back
                if not set(step.tells) <= known:
                    what = "" if part.private else ", said back in it before"
                    yield Problem(
                        path=f"{place}.tells", expected=f"earlier floors of a private part{what}"
                    )
                agreed = {
                    asked.get(id) for id, told in (part.when | step.when).items() if told == "yes"
                }
                if part.private:
                    said_back.update(step.tells)
                elif not {"speaker", "listener"} <= agreed:
                    yield Problem(
                        path=f"{place}.tells",
                        expected="a `when` with a yes from each of the two, asked in private parts",
                    )


def _part_problems(path: str, part: Part, mode: Mode, after_private: bool) -> Iterator[Problem]:
    if mode == "solo":
        yield Problem(path=f"{path}.private", expected="no `private` alone: nobody else is there")
    if part.each or part.times != 1:
        yield Problem(
            path=f"{path}.private", expected="a private part of its own for each of the two"
        )
    if after_private:
        yield Problem(
            path=f"{path}.private", expected="a part between two private ones, to change places in"
        )
