"""How far six things travel through the code.

    python -m benchmarks.journeys

For each, how many files of the package run, how many calls go from one of them to another, and how
many pairs of files that makes. A block's figures are those of the one block with the most calls.
"""

import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from types import FrameType

import numpy as np

from voice_coach import __file__ as package
from voice_coach.core.settings import SessionSettings
from voice_coach.edge.espeak_voice import EspeakVoice
from voice_coach.edge.ports import BlockHeard, Fact, LineTyped, PlaybackFinished
from voice_coach.exercise.meanings import ANY_TIME
from voice_coach.hearing.loading import Loading
from voice_coach.listening import meaning_of
from voice_coach.shell.compose import conduct
from voice_coach.shell.keeping import offer_to_keep, reading_back
from voice_coach.shell.plan import SessionPlan
from voice_coach.shell.replay import replay
from voice_coach.signal.sound import Sound
from voice_coach.store.keepsakes import Keepsakes
from voice_coach.store.model_store import COACH_EN, ModelStore
from voice_coach.store.script_files import ScriptFiles

ROOT = Path(package).parent
LOG = Path(__file__).parent.parent / "tests" / "logs" / "stopped.jsonl"
BLOCK = 320
QUIET = np.zeros(BLOCK, dtype=np.int16)


class Tally:
    """Counts while it is on."""

    def __init__(self) -> None:
        self.files: set[str] = set()
        self.calls: Counter[tuple[str, str]] = Counter()

    def __enter__(self) -> "Tally":
        sys.setprofile(self._seen)
        return self

    def __exit__(self, *error: object) -> None:
        sys.setprofile(None)

    def told(self) -> tuple[int, int, int]:
        """Files, calls between them, and pairs of files."""
        return len(self.files), self.calls.total(), len(self.calls)

    def _seen(self, frame: FrameType, event: str, _: object) -> None:
        if event != "call" or not (into := _file(frame)):
            return
        self.files.add(into)
        caller = frame.f_back
        while caller and not (came := _file(caller)):
            caller = caller.f_back
        if caller and came != into:
            self.calls[came, into] += 1


def _file(frame: FrameType) -> str:
    path = Path(frame.f_code.co_filename)
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else ""


class Silent:
    """A player whose prompts have ended by the next block, or never end."""

    def __init__(self, *, ends: bool) -> None:
        self.ended: list[Fact] = []
        self._ends = ends

    def play(self, sound: Sound, *, number: int) -> None:
        if self._ends:
            self.ended.append(PlaybackFinished(number=number))

    def stop(self) -> None:
        self.ended.clear()

    def played(self, length: int) -> Sound:
        return np.zeros(length, dtype=np.int16)

    def close(self) -> None:
        """Nothing is open."""


class Watched:
    """Hands out facts, and counts what each of the later ones sets off."""

    def __init__(self, before: Iterable[Fact], then: Iterable[Fact], player: Silent) -> None:
        self._before, self._then, self._player = before, then, player
        self.tallies: list[Tally] = []

    def facts(self) -> Iterator[Fact]:
        for fact in self._before:
            yield fact
            while self._player.ended:
                yield self._player.ended.pop(0)
        for fact in self._then:
            with Tally() as tally:
                yield fact
            self.tallies.append(tally)


def main() -> None:
    rows = {
        "script to exercise": script,
        "a block while the coach talks": block,
        '"pause", spoken': spoken,
        "a typed line": typed,
        "a keepsake": keepsake,
        "a replay": replayed,
    }
    print(f"{'journey':32}{'files':>8}{'calls':>8}{'pairs':>8}")
    for name, journey in rows.items():
        files, calls, pairs = journey().told()
        print(f"{name:32}{files:8}{calls:8}{pairs:8}")


def script() -> Tally:
    with Tally() as tally:
        ScriptFiles().load("outside-stress")
    return tally


def block() -> Tally:
    player = Silent(ends=False)
    blocks = [BlockHeard(sound=QUIET)] * 50
    return led(Watched(blocks, blocks[:1], player), player, ears=True)


def spoken() -> Tally:
    player = Silent(ends=True)
    said = np.concatenate([EspeakVoice(voice="en-gb+f2").speak("pause"), np.tile(QUIET, 60)])
    heard = [BlockHeard(sound=said[at : at + BLOCK]) for at in range(0, len(said) - BLOCK, BLOCK)]
    return led(Watched([BlockHeard(sound=QUIET)] * 100, heard, player), player, ears=True)


def typed() -> Tally:
    meaning_of("pause", ANY_TIME)  # what is read once a process is read before
    player = Silent(ends=True)
    lines = [LineTyped(text="pause")]
    return led(Watched([BlockHeard(sound=QUIET)] * 50, lines, player), player, ears=False)


def led(source: Watched, player: Silent, *, ears: bool) -> Tally:
    """Lead a session with these facts; the tally of the fact that set off the most."""
    loading = Loading(ModelStore().find(COACH_EN.name).path) if ears else None
    conduct(plan(), source=source, player=player, voice=None, ears=loading, duplex="full")
    return max(source.tallies, key=lambda each: each.calls.total())


def keepsake() -> Tally:
    with tempfile.TemporaryDirectory() as home, Tally() as tally:
        keepsakes = Keepsakes(Path(home))
        offer_to_keep(
            plan("weekly-check-in"),
            keepsakes,
            agrees=lambda _: True,
            asked=lambda _: "take the bins out",
            tell=print,
            today=date(2026, 3, 1),
        )
        reading_back(plan("weekly-check-in"), keepsakes, tell=print)
    return tally


def replayed() -> Tally:
    with Tally() as tally:
        replay(LOG, block_samples=4000)
    return tally


def plan(name: str = "outside-stress") -> SessionPlan:
    scripts = ScriptFiles()
    exercise = scripts.load(name)
    return SessionPlan(
        settings=SessionSettings(
            exercise=exercise, lines=scripts.lines(), length=next(iter(exercise.minutes))
        ),
        names={"a": "Ana", "b": "Ben"},
    )


if __name__ == "__main__":
    main()
