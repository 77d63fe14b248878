"""How often a turn is cut although the person only paused, beside what others do.

    python -m benchmarks.turns
    python -m benchmarks.turns --save turns.npz; rivals/bin/python benchmarks/rivals.py turns.npz

Turns are made of people reading: two to four of one speaker's sentences with pauses of 0.6 to 5 s
between them, in the noise of a quiet room; forty-two turns, the same every time. A turn is cut when
the floor is given away before its last sentence has ended. Ours: a session whose floor lasts longer
than the turn. Beside it stock Vosk's own endpoint in the 8000-sample blocks of its microphone
example.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

import msgspec
import numpy as np
import vosk

from benchmarks.figures import save_turns
from benchmarks.recordings import recordings
from benchmarks.self_trigger import ROOM_NOISE
from tests.plans import ana_and_ben
from voice_coach.core.actions import AnyAction, Listen, ShowFloor
from voice_coach.core.events import AnyEvent
from voice_coach.exercise.script import Exercise, FloorStep, Part
from voice_coach.hearing.loading import Loading
from voice_coach.shell.compose import in_room
from voice_coach.signal.sound import Sound
from voice_coach.signal.units import SAMPLE_RATE
from voice_coach.store.model_store import COACH_EN, ModelStore

TURNS = 42
PAUSES = (0.6, 0.8, 1.0, 1.6, 2.5, 3.5, 5.0)


class Turn(msgspec.Struct, frozen=True, kw_only=True):
    """One turn, and the last sample of its last sentence."""

    sound: Sound
    ended: int


def turns() -> Iterator[Turn]:
    random = np.random.default_rng(11)
    files = recordings("read_librispeech_test_other")
    people = [
        [each.sound for each in group]
        for _, group in groupby(files, key=lambda each: each.path.name.split("-")[0])
    ]
    for number in range(TURNS):
        sentences = people[number % len(people)]
        chosen = random.choice(len(sentences), size=random.integers(2, 5), replace=False)
        parts: list[Sound] = []
        for index in chosen:
            if parts:
                pause = random.choice(PAUSES)
                parts.append(np.zeros(round(pause * SAMPLE_RATE), dtype=np.int16))
            parts.append(sentences[index])
        sound = np.concatenate(parts)
        noise = random.normal(0, ROOM_NOISE, len(sound)).round()
        mixed = np.clip(sound + noise, -32768, 32767).astype(np.int16)
        yield Turn(sound=mixed, ended=len(sound) - SAMPLE_RATE // 4)


class Taking:
    """Takes one turn when given the floor, and notes when the floor is gone."""

    def __init__(self, turn: Turn) -> None:
        self._turn = turn
        self._from: int | None = None
        self.cut = False

    def noticed(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        for action in actions:
            if isinstance(action, Listen) and action.purpose == "turn" and self._from is None:
                self._from = action.at + SAMPLE_RATE
            if isinstance(action, ShowFloor) and action.holder is None and self._from:
                self.cut |= action.at < self._from + self._turn.ended

    def facts(self, at: int) -> tuple[()]:
        return ()

    def sound(self, at: int, length: int) -> Sound | None:
        if self._from is None or at < self._from:
            return None
        part = self._turn.sound[at - self._from : at - self._from + length]
        return np.pad(part, (0, length - len(part))) if len(part) else None


def ours(turn: Turn) -> bool:
    seconds = len(turn.sound) / SAMPLE_RATE + 4
    step = FloorStep(id="tell", say="Go on.", seconds=seconds)
    exercise = Exercise(
        name="turn",
        title="Turn",
        level="easy",
        purpose="x",
        about="x",
        minutes={"short": 5},
        couple=(Part(part="turn", steps=(step,)),),
    )
    taking = Taking(turn)
    in_room(
        ana_and_ben(exercise),
        [taking],
        voice=None,
        ears=Loading(ModelStore().find(COACH_EN.name).path),
    )
    return taking.cut


def stock(turn: Turn, model: vosk.Model, size: int) -> bool:
    recognizer = vosk.KaldiRecognizer(model, SAMPLE_RATE)
    for begin in range(0, turn.ended - size, size):
        part = turn.sound[begin : begin + size]
        if recognizer.AcceptWaveform(part.tobytes()) and json.loads(recognizer.Result())["text"]:
            return True
    return False


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--save", type=Path, help="write the turns there, for the rivals")
    save = parser.parse_args().save
    every = list(turns())
    if save:
        save_turns(save, [(turn.sound, turn.ended) for turn in every])
    model = vosk.Model(str(ModelStore().find(COACH_EN.name).path))
    for name, cut in (
        ("voice-coach", [ours(turn) for turn in every]),
        ("stock Vosk, blocks of 8000", [stock(turn, model, 8000) for turn in every]),
    ):
        print(f"{name}: {sum(cut)} of {len(cut)} turns cut ({100 * sum(cut) / len(cut):.0f} %)")


if __name__ == "__main__":
    main()
