"""What leading a session costs, without ears and mouth.

    python -m benchmarks.rehearsals [--runs 5]

Leads every exercise, in every mode and length, to its end with a willing couple, and prints the
processor seconds of that: median over runs. Then the microseconds of a move of the exercise's state
machine, of making its rules, and of a block of sound in which nothing happens.
"""

import argparse
import statistics
import time
from collections.abc import Callable

from voice_coach.acted.rehearsal import Rehearsal, WillingCouple
from voice_coach.core.events import ClockAdvanced, PromptFinished, SessionStarted
from voice_coach.core.machine import EXERCISE, Machine, Rules
from voice_coach.core.session import Session
from voice_coach.core.settings import SessionSettings
from voice_coach.core.states import FLOW, State, Trigger
from voice_coach.exercise.coach_lines import CoachLines
from voice_coach.exercise.script import Exercise
from voice_coach.store.script_files import ScriptFiles

ROUNDS = 2_000
BLOCK = 320
"""20 ms, as a microphone gives it."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    scripts = ScriptFiles()
    exercises, lines = list(scripts.all()), scripts.lines()
    count = catalogue(exercises, lines)
    took = median(runs, lambda: catalogue(exercises, lines))
    print(f"the catalogue, {count} rehearsals: {took:.2f} s of processor")
    print(f"a move of the state machine: {median(runs, moves) / (2 * ROUNDS) * 1e6:.1f} us")
    print(f"making its rules, once a start: {median(runs, rules) / 50 * 1e6:.0f} us")
    mirror = next(each for each in exercises if each.name == "mirror-dialogue")
    took = median(runs, lambda: blocks(mirror, lines))
    print(f"a block in which nothing happens: {took / ROUNDS * 1e6:.1f} us")


def catalogue(exercises: list[Exercise], lines: CoachLines) -> int:
    """Lead everything to its end once."""
    count = 0
    for exercise in exercises:
        for mode in exercise.modes:
            for length in exercise.minutes:
                session = Session(
                    SessionSettings(exercise=exercise, lines=lines, mode=mode, length=length)
                )
                Rehearsal(session, WillingCouple(exercise)).run()
                count += 1
    return count


def moves() -> None:
    """Take a floor's time and give it more, again and again."""
    machine = Machine(EXERCISE)
    machine.fire(Trigger.TURN_DUE)
    machine.fire(Trigger.PROMPT_FINISHED)
    for _ in range(ROUNDS):
        machine.fire(Trigger.FLOOR_TIME_UP)
        machine.fire(Trigger.EXTENDED)


def rules() -> None:
    """Make fifty of them."""
    for _ in range(50):
        Rules(State, FLOW)


def blocks(exercise: Exercise, lines: CoachLines) -> None:
    """Let the clock run while the first prompt is being said."""
    session = Session(SessionSettings(exercise=exercise, lines=lines))
    session.receive(SessionStarted(at=0))
    session.receive(PromptFinished(at=1, number=1))
    for number in range(1, ROUNDS + 1):
        session.receive(ClockAdvanced(at=1 + number * BLOCK))


def median(runs: int, work: Callable[[], object]) -> float:
    """Seconds of the processor."""
    taken = []
    for _ in range(runs):
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return statistics.median(taken)


if __name__ == "__main__":
    main()
