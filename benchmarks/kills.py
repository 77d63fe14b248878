"""Sessions that keep something, killed (SIGKILL) at random moments, two at a time in one home.

python -m benchmarks.kills --count 200

What was told as kept is kept, what was kept before is there still, nothing is half written, no
process, no temporary file and no lock is left. Prints what was found to be otherwise.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from tests.pseudo_terminal import OnTerminal
from voice_coach.store.between import Between
from voice_coach.store.between_file import FILE as BETWEEN
from voice_coach.store.between_file import change_between, read_between
from voice_coach.store.keepsakes import FILE as KEEPSAKES
from voice_coach.store.keepsakes import Keepsakes

EXERCISE = """
name = "keep-it"
title = "Keep It"
level = "easy"
purpose = "Keep a promise."
about = "Made for the kills."
language_cue = false
[minutes]
short = 1.0
[[couple]]
part = "talk"
each = true
[[couple.steps]]
kind = "floor"
id = "tell"
say = "{speaker}, what do you promise?"
seconds = 20
keeps = "promise"
"""

NO_SOUND = 'raise OSError("PortAudio library not found")\n'
LONGEST_DELAY = 0.3
ORPHANS_MAY_TAKE_SECONDS = 10


class Found:
    """What the home should hold, and whatever is otherwise."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.words: set[str] = set()
        self.closeness = False
        self.hour = ""
        self.killed: Counter[str] = Counter()
        self.told = 0
        self.wrong: list[str] = []


class Victim(ABC):
    """Something that keeps, and is killed."""

    def __init__(self, number: int, home: Path, chance: random.Random) -> None:
        self.number = number
        self.home = home
        self.delay = chance.uniform(0, LONGEST_DELAY)
        self.told = False
        self.stage = ""
        self.pid = 0
        self.killed = False
        """Whether it was; else it had come to its end before."""

    @abstractmethod
    def run(self) -> None:
        """Run it until it is dead."""


class Session(Victim):
    """A session that is led to its end, and what was promised in it."""

    def __init__(self, number: int, home: Path, chance: random.Random, modules: Path) -> None:
        super().__init__(number, home, chance)
        self.modules = modules
        self.words = [f"promise {number} of {who}" for who in ("Ana", "Ben")]
        self.forgets = chance.random() < 0.2
        self.over = False
        self.steps = [
            ("Ana has the floor", "done\n"),
            ("Ben has the floor", "done\n"),
            ("Ana, would you like to keep", "y\n"),
            ("Ben, would you like to keep", "y\n"),
            ("Ana, what is your promise", f"{self.words[0]}\n"),
            ("Ben, what is your promise", f"{self.words[1]}\n"),
            ("Saved.", "forget that\n" if self.forgets else "\n"),
        ]
        self.killed_at = chance.randrange(-1, len(self.steps) + 3)

    def run(self) -> None:
        # One of its own each time: else what was kept last time is read back first.
        exercise = self.modules.parent / f"keep-it-{self.number}.toml"
        exercise.write_text(EXERCISE.replace("keep-it", exercise.stem))
        program = OnTerminal(
            *("run", str(exercise), "--typed", "--names", "Ana,Ben"),
            home=self.home,
            path=self.modules,
        )
        self.pid = program.process.pid
        self.stage = "starting"
        if self.killed_at < 0:
            self._kill_soon(program)
        for at, (told, answer) in enumerate(self.steps):
            program.until(told)
            if told not in program.shown:
                break
            self.stage = told
            # The last steps are where something is written: they are met more often.
            if at == min(self.killed_at, len(self.steps) - 1):
                self._kill_soon(program)
            program.type(answer)
        program.over()
        self.told = "Saved." in program.shown
        self.over = program.process.returncode == 0
        self.killed = program.process.returncode == -signal.SIGKILL

    def _kill_soon(self, program: OnTerminal) -> None:
        threading.Timer(self.delay, program.process.kill).start()


class Command(Victim):
    """A command that keeps one thing."""

    def __init__(self, number: int, home: Path, chance: random.Random) -> None:
        super().__init__(number, home, chance)
        self.delay = chance.uniform(0.2, 1.2)
        self.hour = f"{number % 24:02d}:{number % 60:02d}"
        self.kind = chance.choice(["rhythm", "on", "off"])

    def run(self) -> None:
        typed = {
            "rhythm": ["rhythm", "sunday", self.hour],
            "on": ["keep", "trend", "--on"],
            "off": ["keep", "trend", "--off"],
        }
        process = subprocess.Popen(
            [sys.executable, "-m", "voice_coach", *typed[self.kind]],
            env={**os.environ, "VOICE_COACH_HOME": str(self.home)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )
        self.pid = process.pid
        self.stage = self.kind
        threading.Timer(self.delay, process.kill).start()
        told, _ = process.communicate("y\ny\n")
        signs = ("Kept.", "I'll ask you both after", "Forgotten.")
        self.told = any(sign in told for sign in signs)
        self.killed = process.returncode == -signal.SIGKILL


def look(found: Found, victims: list[Victim], temporary: Path) -> None:
    """See what two of them left."""
    for each in victims:
        if each.killed:
            found.killed[each.stage] += 1
        found.told += each.told
    left = [each for each in victims if not gone(each.pid)]
    found.wrong += [f"a process of {each.number} is left ({each.stage})" for each in left]
    if names := os.listdir(temporary):
        found.wrong.append(f"temporary files are left: {names}")
    _look_at_words(found, [each for each in victims if isinstance(each, Session)])
    _look_at_between(found, [each for each in victims if isinstance(each, Command)])
    change_between(found.home, Between.after_session, tell=found.wrong.append)  # no lock is left
    keepsakes = Keepsakes(found.home)
    keepsakes.forget([10**9])  # a writer clears up
    names = sorted(os.listdir(found.home))
    if not set(names) <= {BETWEEN, KEEPSAKES}:
        found.wrong.append(f"files are left: {names}")


def _look_at_words(found: Found, sessions: list[Session]) -> None:
    keepsakes = Keepsakes(found.home)
    there = {each.words for each in keepsakes.all()}
    if keepsakes.set_aside or keepsakes.unreadable:
        found.wrong.append(f"keepsakes were damaged: {keepsakes.set_aside or keepsakes.unreadable}")
    if lost := found.words - there:
        found.wrong.append(f"lost: {lost}")
    known = found.words | {word for each in sessions for word in each.words}
    if made_up := there - known:
        found.wrong.append(f"half written: {made_up}")
    for each in sessions:
        kept = [word in there for word in each.words]
        if len(set(kept)) > 1:
            found.wrong.append(f"{each.number}: one of two is kept")
        if each.told and not each.forgets and not all(kept):
            found.wrong.append(f"{each.number}: told as kept, and is not")
        if each.over and each.forgets and any(kept):
            found.wrong.append(f"{each.number}: told as forgotten, and is not")
    found.words = there


def _look_at_between(found: Found, commands: list[Command]) -> None:
    now = read_between(found.home, tell=found.wrong.append)
    hour = now.rhythm.hour if now.rhythm else ""
    for each in commands:
        is_so = {
            "rhythm": hour == each.hour,
            "on": now.closeness,
            "off": not now.closeness,
        }[each.kind]
        if each.told and not is_so:
            found.wrong.append(f"{each.number}: {each.kind} was told, and is not so")
    kinds = {each.kind for each in commands}
    if hour != found.hour and "rhythm" not in kinds:
        found.wrong.append("the weekly time changed by itself")
    if now.closeness != found.closeness and not kinds & {"on", "off"}:
        found.wrong.append("what both wanted changed by itself")
    found.hour, found.closeness = hour, now.closeness


def gone(session: int) -> bool:
    """Whether every process of a session of the system's is gone, after a while."""
    until = time.monotonic() + ORPHANS_MAY_TAKE_SECONDS
    while any(number == session for number in _sessions()):
        if time.monotonic() > until:
            return False
        time.sleep(0.05)  # they are no children of ours, so nothing tells when they are gone
    return True


def _sessions() -> Iterator[int]:
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            told = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if told[0] != "Z":
            yield int(told[3])


@contextmanager
def furnished() -> Iterator[tuple[Path, Path, Path]]:
    """A home, a folder of modules for a machine without sound, and one for temporary files."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        modules, temporary = folder / "modules", folder / "temporary"
        modules.mkdir()
        temporary.mkdir()
        (modules / "sounddevice.py").write_text(NO_SOUND)
        os.environ["TMPDIR"] = str(temporary)
        yield folder / "home", modules, temporary


@click.command()
@click.option("--count", default=200)
@click.option("--seed", default=0)
def main(count: int, seed: int) -> None:
    """Kill so many, and print where they were, and what they left that should not be."""
    chance = random.Random(seed)
    with furnished() as (home, modules, temporary):
        found = Found(home)
        number = 0
        while found.killed.total() < count:
            victims: list[Victim] = [Session(number, home, chance, modules)]
            another = chance.random() < 0.5
            victims.append(
                Session(number + 1, home, chance, modules)
                if another
                else Command(number + 1, home, chance)
            )
            threads = [threading.Thread(target=each.run) for each in victims]
            for each in threads:
                each.start()
            for each in threads:
                each.join()
            look(found, victims, temporary)
            number += 2
        killed = found.killed.total()
        print(f"{killed} of {number} killed, two at a time; {found.told} had told that they kept")
        print("where they were:", ", ".join(f"{n} {what}" for what, n in found.killed.items()))
        print(f"{len(found.words)} promises are kept; wrong: {len(found.wrong)}")
        print(*found.wrong, sep="\n")
    sys.exit(bool(found.wrong))


if __name__ == "__main__":
    main()
