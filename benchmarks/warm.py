"""A warm voice in whole acted sessions: was every prompt ready when it was due, and what it costs.

    python -m benchmarks.warm [mirror-dialogue ...] --voice joe [--real-time]

While the voice makes its lines, a session goes by second by second of the processor time that its
worker has had: as if it had one core for itself, however busy this machine is; with `--real-time`
second by second of the clock. Once all are made it goes on as fast as it can. "Ready" is a prompt
that was there within 60 ms of being due. Loudness and samples at full scale are those of what was
played, prompt by prompt. A late one is waited for, and counted. What every session says is made
before (`voice-coach run` does it, once). Linux.
"""

import argparse
import os
import resource
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import numpy as np

from benchmarks.figures import told
from voice_coach.acted.demo import VOICES, planned, scenario_for
from voice_coach.acted.scenario import ActedPartners
from voice_coach.edge.espeak_voice import EspeakVoice
from voice_coach.edge.ports import Voice
from voice_coach.edge.sound_file import read_sound
from voice_coach.edge.warm_voice import ENGINE, WarmVoice
from voice_coach.hearing.loading import Loading
from voice_coach.shell.compose import in_room
from voice_coach.shell.line_check import finished_line, loudness
from voice_coach.shell.manner import USUAL_PACE, Manner, kept_lines, speaking
from voice_coach.shell.system_voices import chosen_manner
from voice_coach.signal.sound import Sound
from voice_coach.signal.units import SAMPLE_RATE
from voice_coach.store.model_store import COACH_EN, ModelStore

SHOWN = ["mirror-dialogue", "outside-stress"]
READY_MS = 60
PATIENT = 900.0


class Watched:
    """A voice, watched: how long each prompt was waited for, and its sound."""

    def __init__(self, voice: Voice) -> None:
        self.name = voice.name
        self._voice = voice
        self.waited: list[float] = []
        self.texts: list[str] = []
        self.sounds: list[Sound] = []

    def speak(self, text: str, *, rate: float = 1.0) -> Sound:
        began = time.monotonic()
        try:
            sound = self._voice.speak(text, rate=rate)
            self.sounds.append(sound)
        finally:
            self.waited.append(1000 * (time.monotonic() - began))
            self.texts.append(text)
        return sound

    def prepare(self, texts: Iterable[str]) -> None:
        self._voice.prepare(texts)


class Pace:
    """Lets a session go by no faster than a clock in seconds, while its voice makes lines ahead."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._began = clock()
        self._samples = 0
        self.made_after: float | None = None
        """Seconds of the session after which the last line was there."""

    def __call__(self, coach: Sound, people: Sound) -> None:
        self._samples += len(coach)
        now = self._samples / SAMPLE_RATE
        while self.made_after is None and now > self._clock() - self._began:
            if making_lines():
                time.sleep(0.02)
            else:
                self.made_after = now


def making_lines() -> bool:
    return any(each.name == "prompts" for each in threading.enumerate())


def used_by_children() -> float:
    """Processor time of the processes this one has started, of those that have ended too: a worker
    that died is not forgotten."""
    return used(resource.RUSAGE_CHILDREN) + worker_seconds()


def worker_seconds() -> float:
    """Processor time of the processes this one has started and that still run."""
    here = Path(f"/proc/{os.getpid()}/task")
    running = [pid for each in here.glob("*/children") for pid in each.read_text().split()]
    ticks = 0
    for pid in running:
        with suppress(OSError):
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += sum(map(int, fields[11:15]))  # with what they have started in their turn
    return ticks / os.sysconf("SC_CLK_TCK")


@contextmanager
def patient(manner: Manner) -> Iterator[Voice]:
    """The voice of a manner; a warm one with limits that no busy machine reaches."""
    if not manner.voice or manner.voice.engine != ENGINE:
        with speaking(manner) as voice:
            yield voice
        return
    limits = {"first_seconds": PATIENT, "due_seconds": PATIENT, "ahead_seconds": PATIENT}
    kept = kept_lines(manner)
    pace = manner.words_per_minute
    made = WarmVoice(
        model=manner.voice.id, words_per_minute=pace, kept=kept, finish=finished_line, **limits
    )
    with closing(made) as warm:
        yield warm


def made_before(manner: Manner) -> int:
    """Make what every session says; how many lines that was."""
    kept = kept_lines(manner)
    missing = kept.missing(manner.words_per_minute) if kept else []
    if missing:
        with patient(manner) as voice:
            for line in missing:
                voice.speak(line)
    return len(missing)


def used(who: int) -> float:
    usage = resource.getrusage(who)
    return usage.ru_utime + usage.ru_stime


def led(exercise: str, voice_name: str | None, *, real_time: bool) -> None:
    scenario = scenario_for(exercise)
    manner = chosen_manner(voice_name, USUAL_PACE, None)
    plan = planned(scenario, manner=manner)
    before = used(resource.RUSAGE_CHILDREN)
    lines = made_before(manner)
    cost = used(resource.RUSAGE_CHILDREN) - before
    print(f"{exercise}: {lines} lines of every session made before, processor {cost:.0f} s")
    shown: list[str] = []
    before = used(resource.RUSAGE_CHILDREN)
    with patient(manner) as engine:
        voice = Watched(engine)
        voice.prepare(plan.said.prompts())
        engine.speak(next(plan.said.prompts()))  # as a session does before it begins
        actors = {who: EspeakVoice(voice=scenario.voices.get(who, VOICES[who])) for who in "ab"}
        partners = ActedPartners(
            scenario, speak=lambda who, words: actors[who].speak(words), recording=read_sound
        )
        began, pace = time.monotonic(), Pace(time.monotonic if real_time else used_by_children)
        in_room(
            plan,
            [partners],
            voice=voice,
            ears=Loading(ModelStore().find(COACH_EN.name).path),
            recorder=pace,
            notify=shown.append,
        )
        took = time.monotonic() - began
        worked = worker_seconds()
    worker = used(resource.RUSAGE_CHILDREN) - before
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
    late = [text for text, each in zip(voice.texts, voice.waited, strict=True) if each > READY_MS]
    ready = [each for each in voice.waited if each <= READY_MS]
    levels = [loudness(each) for each in voice.sounds if len(each)]
    clipped = sum(int(np.count_nonzero(np.abs(each.astype(int)) >= 32767)) for each in voice.sounds)
    made = pace.made_after
    print(f"  {took:.0f} s, {len(voice.waited)} prompts, {len(shown)} of them only shown")
    print(f"  lines: the last was there after {f'{made:.0f} s' if made else 'the end'}")
    print(f"  ready when due: {100 * len(ready) / len(voice.waited):.1f} %; late: {late}")
    print(
        f"  a prompt that was ready: {told(ready, 'ms')}; any: longest {max(voice.waited):.0f} ms"
    )
    print(f"  loudness {min(levels):.1f} to {max(levels):.1f} LUFS, spread {np.ptp(levels):.1f} LU")
    print(f"  samples at full scale: {clipped}")
    print(
        f"  processor: {worked:.0f} s in the worker, {worker:.0f} s in all programs but the coach's"
    )
    print(f"  the biggest of those programs: {memory:.0f} MB")
    print(f"  {os.cpu_count()} cores, load of the last minutes {os.getloadavg()[1]:.1f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("exercises", nargs="*", default=SHOWN)
    parser.add_argument("--voice", default="joe", help='"" is the usual one.')
    parser.add_argument("--real-time", action="store_true", help="By the clock on the wall.")
    options = parser.parse_args()
    for exercise in options.exercises:
        led(exercise, options.voice or None, real_time=options.real_time)


if __name__ == "__main__":
    main()
