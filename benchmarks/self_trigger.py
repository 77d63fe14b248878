"""Whether the coach ever takes its own voice for somebody's.

    python -m benchmarks.self_trigger [--minutes 30]

The coach asks its prompts into a virtual room where nobody answers, and hears itself: at three
loudnesses of echo and several delays, through a measured room. Every prompt is put as a question,
so safe words, yes, no and release phrases all count while it is said. Minutes are of the coach's
voice alone. Delays of 600 ms and more must make it close its ears while it speaks.
"""

import argparse
from collections.abc import Sequence
from contextlib import closing

import msgspec
import numpy as np

from benchmarks.recordings import folder
from tests.plans import ana_and_ben
from voice_coach.core.actions import AnyAction
from voice_coach.core.events import AnyEvent, SpeechStarted, UtteranceHeard
from voice_coach.core.settings import SessionSettings
from voice_coach.edge.espeak_voice import EspeakVoice
from voice_coach.edge.pyttsx3_voice import Pyttsx3Voice
from voice_coach.edge.sound_file import read_sound
from voice_coach.edge.virtual_room import RoomEcho
from voice_coach.exercise.script import Ask, Exercise, Part
from voice_coach.hearing.loading import Loading
from voice_coach.shell.compose import in_room
from voice_coach.shell.plan import SessionPlan
from voice_coach.signal.sound import Sound, level_dbfs
from voice_coach.signal.units import BLOCK_SAMPLES, SAMPLE_RATE
from voice_coach.store.model_store import COACH_EN, ModelStore
from voice_coach.store.script_files import ScriptFiles

GAINS_DB = (0.0, -6.0, -12.0)
DELAYS_MS = (20, 100, 250, 400, 500)
LATE_MS = (600, 800, 1000)
ROOM_NOISE = 8
"""Standard deviation of the room's noise, in steps of 16 bits: -72 dBFS."""


class QuietRoom:
    """Nobody talks; there is a little noise, as everywhere."""

    def __init__(self) -> None:
        noise = np.random.default_rng(7).normal(0, ROOM_NOISE, 60 * SAMPLE_RATE)
        self._noise = noise.round().astype(np.int16)

    def noticed(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        """Nobody reacts."""

    def facts(self, at: int) -> tuple[()]:
        return ()

    def sound(self, at: int, length: int) -> Sound:
        begin = at % (len(self._noise) - length)
        return self._noise[begin : begin + length]


class Tally(msgspec.Struct, kw_only=True):
    """What happened in one session."""

    spoken: float = 0.0
    """Minutes of the coach's voice."""
    commands: int = 0
    turns: int = 0

    def noticed(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        self.turns += isinstance(event, SpeechStarted)
        self.commands += isinstance(event, UtteranceHeard) and event.meaning is not None

    def record(self, coach: Sound, partners: Sound) -> None:
        if level_dbfs(coach) > -50:
            self.spoken += BLOCK_SAMPLES / SAMPLE_RATE / 60


def every_prompt(scripts: ScriptFiles) -> list[str]:
    """All that is said in the built-in exercises, once each."""
    said: dict[str, None] = {}
    for name in scripts.names():
        exercise = scripts.load(name)
        for mode in exercise.modes:
            plan = SessionPlan(
                settings=SessionSettings(
                    exercise=exercise,
                    lines=scripts.lines(),
                    mode=mode,
                    length=next(iter(exercise.minutes)),
                ),
                names={"a": "Ana", "b": "Ben"},
            )
            said.update(dict.fromkeys(plan.prompts()))
    return list(said)


def asking(prompts: Sequence[str]) -> Exercise:
    steps = tuple(
        Ask(id=f"ask-{number}", say=text, answers=("yes", "no"), otherwise="no", of="anyone")
        for number, text in enumerate(prompts)
    )
    return Exercise(
        name="questions",
        title="Questions",
        level="easy",
        purpose="x",
        about="x",
        minutes={"short": 60},
        couple=(Part(part="questions", steps=steps),),
    )


def led(prompts: Sequence[str], echo: RoomEcho, voice: Pyttsx3Voice) -> tuple[Tally, str]:
    """One session in the room: what happened, and what it said of its ears."""
    tally, told = Tally(), list[str]()
    in_room(
        ana_and_ben(asking(prompts)),
        [QuietRoom()],
        voice=voice,
        ears=Loading(ModelStore().find(COACH_EN.name).path),
        echo=echo,
        observers=[tally],
        recorder=tally.record,
        notify=told.append,
    )
    return tally, "full" if told[-1:] and told[-1].startswith("I can hear") else "half"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=30, help="of the coach's voice, usable")
    minutes = parser.parse_args().minutes
    response = read_sound(folder() / "rir" / "seminar_room_clap.flac")
    prompts = every_prompt(ScriptFiles())
    usable = [(gain, delay) for gain in GAINS_DB for delay in DELAYS_MS]
    late = [(gain, delay) for gain in GAINS_DB for delay in LATE_MS]
    share = minutes / len(usable)
    total, first = Tally(), 0
    with closing(Pyttsx3Voice(fallback=EspeakVoice())) as voice:
        for gain, delay in usable + late:
            wanted = share if delay not in LATE_MS else 1.0
            chosen = [prompts[0]]  # the welcome: the echo is measured from it
            while sum(len(text.split()) for text in chosen) * 3 < wanted * 205:
                chosen.append(prompts[first % len(prompts)])
                first += 1
            echo = RoomEcho(gain_db=gain, delay_ms=delay, response=response)
            tally, duplex = led(chosen, echo, voice)
            print(
                f"echo {gain:+4.0f} dB, {delay:4d} ms: {duplex} duplex, {tally.spoken:4.1f} min of "
                f"prompts, {tally.commands} commands, {tally.turns} turns opened",
                flush=True,
            )
            if delay not in LATE_MS:
                total.spoken += tally.spoken
                total.commands += tally.commands
                total.turns += tally.turns
    print(
        f"20 to 500 ms: {total.spoken:.0f} min of prompts, {total.commands} commands accepted, "
        f"{total.turns} turns opened"
    )


if __name__ == "__main__":
    main()
