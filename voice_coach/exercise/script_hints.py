"""What is not wrong in a script, and could be better: told to whoever writes it, and never held."""

from __future__ import annotations

from collections.abc import Iterator

from voice_coach.exercise.duration import estimated_seconds
from voice_coach.exercise.script import MAX_PROMPT_WORDS, Ask, Exercise, FloorStep
from voice_coach.exercise.script_check import MAX_TIME_OFF

NEAR_WORDS = 32
"""A line with so many words is fine, and close to the most there may be."""

NEAR_TIME_OFF = 0.15
"""A length so far from what the steps take is fine, and close to the most it may be."""


def hints(exercise: Exercise) -> Iterator[str]:
    """What could be better in an exercise that is fine, a line each."""
    if bare := unexplained(exercise):
        yield (
            f'To "what do you mean?" these steps have no answer yet: {", ".join(bare)}. '
            "Add an explain line, with one example."
        )
    for part in (*exercise.couple, *exercise.solo):
        for step in part.steps:
            for key, text in (("say", step.say), ("explain", step.explain)):
                if len(text.split()) >= NEAR_WORDS:
                    yield (
                        f"Part {part.part}, step {step.id}, {key}: {len(text.split())} words of "
                        f"{MAX_PROMPT_WORDS}. Shorter is easier to hear."
                    )
    for mode in exercise.modes:
        for length, minutes in exercise.minutes.items():
            taken = estimated_seconds(exercise, mode=mode, length=length) / 60
            if abs(taken - minutes) > NEAR_TIME_OFF * minutes:
                yield (
                    f"minutes.{length} says {minutes:g}, and the {mode} steps take about "
                    f"{taken:.1f}: more than {MAX_TIME_OFF:.0%} off would be an error."
                )


def unexplained(exercise: Exercise) -> list[str]:
    """The steps that ask something or give the floor, and say nothing to "what do you mean?"."""
    steps = [step for part in (*exercise.couple, *exercise.solo) for step in part.steps]
    asking = [step for step in steps if isinstance(step, Ask | FloorStep)]
    return list(dict.fromkeys(step.id for step in asking if not step.explain))
