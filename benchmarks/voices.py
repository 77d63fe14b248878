"""How well the voices of a system are understood: word errors through two ears, and what they cost.

    python -m benchmarks.voices                      choose, and report what was chosen
    python -m benchmarks.voices --among en,en-us+f3   choose among these
    python -m benchmarks.voices --only en,flite:slt   report these alone; --prompts 10

Prompts are real ones of the exercises, names filled in, none with a number in it. Exercises are
halved by name. With one half a voice is chosen: all that are offered say ten of its prompts, the
best of those say thirty; the other half, and no word of it, is reported. First comes the ear that
decides, whisper-tiny.en, trained on people; then coach-en's open decoding, which heard commands by
espeak-ng and flite when it was trained, and does not count. flite and festival speak where they are
installed (`apt install flite festival festvox-us-slt-hts`). The voice used so far is always
reported beside: it is the baseline.

"First" is from nothing to the sound of a line: seconds by the clock, and of the processor.
"Clipped" are samples at full scale as the engine gives them; "level" is the RMS of the voiced parts
of what is played, with its spread over prompts; "wpm" is counted in the sound, pauses and all.
"""

import argparse
import io
import re
import shutil
import subprocess
import tempfile
import time
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import cache
from pathlib import Path

import msgspec
import numpy as np
import soundfile

from benchmarks.warm import used_by_children
from benchmarks.word_errors import word_errors
from tests.whisper import whisper_folder
from voice_coach.core.settings import SessionSettings
from voice_coach.edge.espeak_voice import espeak_variants
from voice_coach.edge.pyttsx3_voice import pyttsx3_voices
from voice_coach.edge.sound_file import blocks
from voice_coach.edge.vosk_recognizer import SpeechModel
from voice_coach.edge.warm_voice import ENGINE as WARM
from voice_coach.edge.warm_voice import warm_voices
from voice_coach.edge.whisper_words import WhisperWords
from voice_coach.edge.worker import Worker, worker_command
from voice_coach.edge.worker_voice import new_worker
from voice_coach.exercise.script import USUAL_LENGTH
from voice_coach.hearing.grammar import plain
from voice_coach.hearing.stretches import TAIL_BLOCKS, hearing
from voice_coach.shell.manner import USUAL_PACE, USUAL_VOICE
from voice_coach.shell.plan import SessionPlan
from voice_coach.signal.sound import PROMPT_LEVEL_DBFS, QUIET, Sound, finished_prompt
from voice_coach.signal.units import SAMPLE_RATE
from voice_coach.store.model_store import COACH_EN, ModelStore
from voice_coach.store.script_files import ScriptFiles

ROW_SAMPLES, BETWEEN_SAMPLES = 26 * SAMPLE_RATE, 7 * SAMPLE_RATE // 10
"""Prompts are heard in rows with quiet between them: Whisper takes half a minute at a time, and
costs as much for less."""

PROMPTS, SCREENED = 30, 10
"""Of each half; and how many of the first half everybody says."""

FINALISTS = 4
PATIENT = 600.0
BEFORE = "en"
"""The voice used before any was measured."""

SPELT = {"ok": "okay", "anna": "ana", "alright": "all right", "cannot": "can not"}
"""What ears spell in two ways. Apostrophes are left out of both sides."""

NUMBERS = re.compile(
    r"\d|\b(one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|half)\b"
)


class Score(msgspec.Struct, kw_only=True):
    """One voice over some prompts."""

    words: int = 0
    heard: bool = False
    whisper: int = 0
    coach_en: int = 0
    seconds: float = 0.0
    processor: float = 0.0
    clipped: int = 0
    first: tuple[float, float] = (0.0, 0.0)
    levels: list[float] = msgspec.field(default_factory=list)

    def __str__(self) -> str:
        wrong, other = (
            f"{100 * each / self.words:5.1f} %" if self.heard else "-"
            for each in (self.whisper, self.coach_en)
        )
        level, spread = float(np.mean(self.levels)), float(np.ptp(self.levels))
        return (
            f"{wrong} | {other} | {self.words} | "
            f"{1000 * self.processor / self.seconds:4.0f} ms | {self.clipped} | "
            f"{self.first[0]:.2f} s, {self.first[1]:.2f} s | "
            f"{level:.1f}, {spread:.1f} dB | {60 * self.words / self.seconds:.0f}"
        )


def half_of(exercise: str) -> int:
    return zlib.crc32(exercise.encode()) % 2


def prompts(half: int) -> list[str]:
    """Prompts that only this half of the exercises has, taken from each in turn."""
    scripts = ScriptFiles()
    lines = scripts.lines()
    said: dict[str, list[str]] = {}
    for exercise in scripts.all():
        plan = SessionPlan(
            settings=SessionSettings(
                exercise=exercise, lines=lines, mode=exercise.modes[0], length=USUAL_LENGTH
            ),
            names={"a": "Ana", "b": "Ben"},
        )
        said[exercise.name] = [each for each in dict.fromkeys(plan.prompts()) if usable(each)]
    elsewhere = {text for name, texts in said.items() if half_of(name) != half for text in texts}
    rows = [
        [text for text in texts if text not in elsewhere]
        for name, texts in sorted(said.items())
        if half_of(name) == half
    ]
    # Every exercise's first, then every one's second: no exercise has more to say than another.
    longest = max(len(row) for row in rows)
    in_turn = [row[at] for at in range(longest) for row in rows if at < len(row)]
    return list(dict.fromkeys(in_turn))[:PROMPTS]


def usable(text: str) -> bool:
    return len(text.split()) > 3 and not NUMBERS.search(text.lower())


def spoken(text: str) -> list[str]:
    words = plain(text).replace("'", "").split()
    return " ".join(SPELT.get(word, word) for word in words).split()


def synthesised(voice: str, text: str) -> tuple[np.ndarray, int]:
    """What an engine makes of a text: samples in [-1, 1] and their rate."""
    engine, _, name = voice.rpartition(":")
    with tempfile.TemporaryDirectory() as folder:
        wave = Path(folder) / "prompt.wav"
        if engine == WARM:
            request = {"text": text, "words_per_minute": USUAL_PACE, "path": str(wave)}
            warm_worker(name).ask(request, within=PATIENT)
            return soundfile.read(wave, dtype="float32")
        if engine == "flite":
            command = ["flite", "-voice", name, "-t", text, "-o", str(wave)]
        elif engine == "festival":
            command = ["text2wave", "-o", str(wave), "-eval", f"(voice_{name})"]
        else:
            command = ["espeak-ng", "-v", name, "-s", str(USUAL_PACE), "--stdin", "-w", str(wave)]
        subprocess.run(command, input=text.encode(), capture_output=True, check=True)
        samples, rate = soundfile.read(io.BytesIO(wave.read_bytes()), dtype="float32")
    return samples, rate


@cache
def warm_worker(name: str) -> Worker:
    """The process of a warm voice, loaded."""
    model = next(each.id for each in warm_voices() if each.name == name)
    worker = new_worker(worker_command("voice_coach.edge.warm_worker", model), start=PATIENT)
    assert worker.ready(within=PATIENT)
    return worker


def offered() -> Iterator[str]:
    """Every English voice there is here, and every variant of the American one."""
    english = [each.name for each in pyttsx3_voices()[0] if each.english]
    yield from english
    yield from (f"en-us{each.name}" for each in espeak_variants())
    yield from (f"{WARM}:{each.name}" for each in warm_voices())
    if shutil.which("flite"):
        yield from (f"flite:{name}" for name in ("slt", "rms", "awb", "kal16"))
    if shutil.which("text2wave"):
        yield "festival:cmu_us_slt_arctic_hts"


class Ears:
    """Both ears, and the score of a voice through them."""

    def __init__(self, *, deaf: bool = False) -> None:
        self._deaf = deaf
        if not deaf:
            self._whisper = WhisperWords(whisper_folder(), deadline_seconds=3600)
            self._coach_en = SpeechModel(ModelStore().find(COACH_EN.name).path)

    def close(self) -> None:
        if not self._deaf:
            self._whisper.close()

    def score(self, voice: str, texts: Sequence[str], *, both: bool) -> Score:
        score = Score()
        said: list[str] = []
        row: list[Sound] = []
        for text in texts:
            before, began = used_by_children(), time.monotonic()
            wave, rate = synthesised(voice, text)
            used = used_by_children() - before
            if text == texts[0]:
                score.first = time.monotonic() - began, used
                if voice.startswith(WARM):  # what it takes to be loaded is no part of its speech
                    before = used_by_children()
                    synthesised(voice, text)
                    used = used_by_children() - before
            score.processor += used
            score.clipped += int(np.count_nonzero(np.abs(wave) >= 32767 / 32768))
            sound = finished_prompt(wave, rate)
            score.seconds += len(sound) / SAMPLE_RATE
            score.levels.append(voiced_level(sound))
            if sum(map(len, row)) + len(sound) > ROW_SAMPLES:
                self._hear(score, said, row, both=both)
                said, row = [], []
            said += spoken(text)
            row += [sound, np.zeros(BETWEEN_SAMPLES, dtype=np.int16)]
        self._hear(score, said, row, both=both)
        return score

    def _hear(self, score: Score, said: Sequence[str], row: Sequence[Sound], *, both: bool) -> None:
        sound = np.concatenate(row)
        score.words += len(said)
        score.heard = not self._deaf
        if self._deaf:
            return
        heard = " ".join(each.text for each in self._whisper.segments(sound))
        score.whisper += word_errors(said, spoken(heard))
        if both:
            stretches = hearing(
                blocks(sound, quiet_after=TAIL_BLOCKS), model=self._coach_en, words=None
            )
            heard = " ".join(each.text for each in stretches)
            score.coach_en += word_errors(said, spoken(heard))


def voiced_level(sound: Sound) -> float:
    """In dBFS, of the samples that are no silence: what `finished_prompt` levels."""
    wave = sound / 32767
    voiced = wave[np.abs(wave) > QUIET]
    return 10 * float(np.log10(np.mean(voiced**2)))


def chosen(ears: Ears, voices: Sequence[str]) -> list[str]:
    """The voices that are understood best by the first half, the best one first."""
    texts = prompts(0)
    print(f"To choose: {len(voices)} voices say {SCREENED} prompts each; words wrong of whisper")
    screened: dict[str, Score] = {}
    for voice in voices:
        screened[voice] = ears.score(voice, texts[:SCREENED], both=False)
        print(f"  {voice}: {screened[voice].whisper} of {screened[voice].words}", flush=True)
    # A stable order: of those with as many errors, the one listed first.
    best = sorted(voices, key=lambda voice: screened[voice].whisper)[:FINALISTS]
    print(f"The best say {len(texts)}:")
    finals = {voice: ears.score(voice, texts, both=False) for voice in {*best, BEFORE}}
    for voice, score in finals.items():
        print(f"  {voice}: {score.whisper} of {score.words}", flush=True)
    return sorted(finals, key=lambda voice: finals[voice].whisper)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--among", help="Choose among these, with commas between.")
    parser.add_argument("--only", help="Report these and choose nothing.")
    parser.add_argument("--prompts", type=int, default=PROMPTS, help="How many are reported.")
    parser.add_argument("--deaf", action="store_true", help="Hear no words: the cost alone.")
    options = parser.parse_args()
    with closing(Ears(deaf=options.deaf)) as ears:
        named = options.only.split(",") if options.only else []
        among = options.among.split(",") if options.among else offered()
        reported = named or chosen(ears, list(among))
        others = [] if named else [USUAL_VOICE or BEFORE, "en-us"]
        texts = prompts(1)[: options.prompts]
        print(f"Reported, {len(texts)} prompts of exercises that chose nothing:")
        print(
            "voice | wrong, whisper-tiny.en | wrong, coach-en | words | processor a second | "
            "clipped | first | level | wpm"
        )
        for voice in dict.fromkeys([*reported, *others]):
            print(f"{voice} | {ears.score(voice, texts, both=True)}", flush=True)
    print(f"Everything is played at {PROMPT_LEVEL_DBFS:.0f} dBFS; no person judged any of it.")


if __name__ == "__main__":
    main()
