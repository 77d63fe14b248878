"""Whether a warm voice's lines would be ready when they are due, reckoned: no voice speaks.

    python -m benchmarks.warm_reckoned [--cost 0.25]

Every exercise is rehearsed by a willing couple, which tells when each prompt is due. Lines are made
in the order in which `prepare` makes them, one after the other, for so many seconds of a core for a
second of speech (`benchmarks/voices.py` measures that; `benchmarks/warm.py` acts real sessions). A
line lasts as long as `shell/line_check.py` expects. What is said in every session was made before;
the session begins when its first line is there. Beside the share that is ready stands how slow the
voice may be until the first line is late. A late one goes before the others, as it does.
"""

import argparse
from collections.abc import Sequence

import msgspec

from voice_coach.acted.rehearsal import Rehearsal, WillingCouple
from voice_coach.core.actions import AnyAction, SayPrompt
from voice_coach.core.events import AnyEvent
from voice_coach.core.session import Session
from voice_coach.core.settings import SessionSettings
from voice_coach.exercise.script import chosen_length
from voice_coach.shell.beat import parts
from voice_coach.shell.line_check import expected_seconds
from voice_coach.shell.manner import USUAL_PACE
from voice_coach.shell.plan import SessionPlan
from voice_coach.signal.units import seconds
from voice_coach.store.script_files import ScriptFiles

NAMES = {"a": "Ana", "b": "Ben"}


class Due:
    """Notes when each line is due, in seconds."""

    def __init__(self, plan: SessionPlan) -> None:
        self._plan = plan
        self.lines: list[tuple[float, str]] = []

    def noticed(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        for action in actions:
            if isinstance(action, SayPrompt):
                for part in parts(self._plan.worded(action)):
                    self.lines.append((seconds(action.at), part))


def late(plan: SessionPlan, due: Sequence[tuple[float, str]], cost: float) -> list[str]:
    """The lines that are not there when they are due, if speech costs so many times its length."""
    every_session = set(msgspec.structs.astuple(plan.settings.lines))
    wanted = [line for line in dict.fromkeys(plan.prompts()) if line not in every_session]
    known = every_session | set(wanted)
    made: set[str] = set()
    missed: list[str] = []
    now, at = -cost * expected_seconds(wanted[0], USUAL_PACE), 0
    for moment, text in due:
        while at < len(wanted):
            lasts = 0.0 if wanted[at] in made else cost * expected_seconds(wanted[at], USUAL_PACE)
            if now + lasts > moment:
                break
            now, at = now + lasts, at + 1
            made.add(wanted[at - 1])
        if text not in made and text not in every_session and text in known:
            missed.append(text)
            made.add(text)
            now = max(now, moment) + cost * expected_seconds(text, USUAL_PACE)
    return missed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cost", type=float, default=0.25)
    cost = parser.parse_args().cost
    scripts = ScriptFiles()
    prompts, missed, slowest = 0, 0, {}
    for exercise in scripts.all():
        mode = exercise.modes[0]
        length = chosen_length(exercise, None)
        settings = SessionSettings(
            exercise=exercise, lines=scripts.lines(), mode=mode, length=length
        )
        plan = SessionPlan(settings=settings, names=NAMES)
        due = Due(plan)
        Rehearsal(Session(settings), WillingCouple(exercise), observers=[due]).run()
        prompts += len(due.lines)
        missed += len(late(plan, due.lines, cost))
        steps = [each / 20 for each in range(1, 41)]
        slowest[exercise.name] = next((s for s in steps if late(plan, due.lines, s)), 2.0)
    print(
        f"{len(slowest)} exercises, {prompts} prompts, {missed} late at {cost} s a second of speech"
    )
    for name, until in sorted(slowest.items(), key=lambda each: each[1]):
        print(f"  {name}: the first line is late at {until:.2f} s")


if __name__ == "__main__":
    main()
