"""How reliably each spoken phrase is heard: writes docs/commands.md.

    python -m benchmarks.command_table [--write]

Every phrase of the table is said alone by synthesised voices (espeak-ng, and flite where it is
installed), in the noise of a quiet room, and heard as in the moment it belongs to. No recordings of
people saying most of these phrases exist; yes, no, stop and the numbers are measured on people by
`benchmarks.command_latency` and `benchmarks.ears`.
"""

import argparse
import shutil
import subprocess
import tempfile
import textwrap
from collections.abc import Callable
from pathlib import Path

import numpy as np

from benchmarks.recordings import padded
from voice_coach.core.actions import Listen
from voice_coach.edge.espeak_voice import EspeakVoice
from voice_coach.edge.sound_file import blocks, read_sound
from voice_coach.edge.vosk_recognizer import SpeechModel
from voice_coach.exercise.meanings import ANY_TIME, NUMBERS
from voice_coach.hearing.ears import Ears, Stretch
from voice_coach.hearing.grammar import CommandPhrases
from voice_coach.signal.sound import Sound
from voice_coach.signal.units import BLOCK_SAMPLES
from voice_coach.store.model_store import ModelStore

DOCUMENT = Path(__file__).parent.parent / "docs" / "commands.md"
ESPEAK = (
    *("en-us+f2", "en-us+f4", "en-us+m2", "en-us+m7", "en-us+Andrea"),
    *("en-gb+f3", "en-gb+m3", "en-gb-x-rp+f5", "en-gb-scotland+m6", "en-029+f2"),
)
FLITE = ("kal16", "awb", "rms", "slt")
PACES = (140, 175)

MOMENTS = {
    "floor": ("turn", ("YIELD", "HOLD_FLOOR")),
    "answer": ("answer", ("YES", "NO", "PARTLY", "MORE")),
    "number": ("answer", NUMBERS),
    "choice": ("answer", ("IDEAS", "EARS")),
    "kept": ("answer", ("YES", "FORGET")),
    "fear": ("answer", ("YES", "NO", "SOMETIMES")),
    "pause": ("pause", ("CONTINUE", "YES")),
}
"""What is listened for, beside the safe words."""

GOOD = 0.9
"""Phrases heard at least so often are the ones to recommend."""

HEAD = """# What to say to the coach

Say one of these alone, with a short silence before and after it. Each was said by {voices}
synthesised voices ({kinds}) at two paces in a quiet room and heard by coach-en, the model that
comes with the project. Voices of this kind are not people: take the figures as a ranking, not as a
promise. `python -m benchmarks.command_table --write` makes this page.

{best_heard}

| meaning | phrase | heard | of | taken for something else |
|---|---|---|---|---|
"""


def moment_of(meaning: str) -> str:
    if meaning in ANY_TIME:
        return "floor"
    return next(name for name, (_, meanings) in MOMENTS.items() if meaning in meanings)


def flite(voice: str, pace: int) -> Callable[[str], Sound]:
    def speak(text: str) -> Sound:
        with tempfile.NamedTemporaryFile(suffix=".wav") as file:
            stretch = f"duration_stretch={160 / pace}"
            command = ["flite", "-voice", voice, "--setf", stretch, "-t", text, "-o", file.name]
            subprocess.run(command, check=True)
            return read_sound(Path(file.name))

    return speak


def voices() -> dict[str, Callable[[str], Sound]]:
    found: dict[str, Callable[[str], Sound]] = {}
    for pace in PACES:
        for name in ESPEAK:
            found[f"espeak-ng {name} {pace}"] = EspeakVoice(voice=name, words_per_minute=pace).speak
        for name in FLITE if shutil.which("flite") else ():
            found[f"flite {name} {pace}"] = flite(name, pace)
    return found


def order_for(meaning: str) -> Listen:
    """What a session listens for where somebody may mean this."""
    purpose, meanings = MOMENTS[moment_of(meaning)]
    return Listen(at=0, partner="a", purpose=purpose, step="x", meanings=(*ANY_TIME, *meanings))


def heard(sound: Sound, order: Listen, model: SpeechModel) -> list[str]:
    """The meanings our ears make of it in a quiet room, where this is listened for."""
    stretches: list[Stretch] = []
    ears = Ears(model=model, on_stretch=stretches.append)
    ears.listen(order)
    whole = padded(sound, before=0.6, after=0.8)
    noise = np.random.default_rng(5).normal(0, 8, len(whole)).round().astype(np.int16)
    for number, block in enumerate(blocks(whole + noise)):
        ears.hear(block, number * BLOCK_SAMPLES)
    return [each.command.meaning for each in stretches if each.command]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="write docs/commands.md")
    write = parser.parse_args().write
    table = CommandPhrases.load()
    model = SpeechModel(ModelStore().find("coach-en").path)
    speakers = voices()
    lines: list[str] = []
    best: dict[str, tuple[int, str]] = {}
    for phrase, meaning in table.spoken(table.meanings).items():
        right, other = 0, 0
        for speak in speakers.values():
            found = heard(speak(phrase), order_for(meaning), model)
            right += found == [meaning]
            other += any(each != meaning for each in found)
        mark = "" if right >= GOOD * len(speakers) else " (weak)"
        line = f"| {meaning} | {phrase}{mark} | {right} | {len(speakers)} | {other} |"
        print(line, flush=True)
        lines.append(line)
        if right > best.get(meaning, (0, ""))[0]:
            best[meaning] = (right, phrase)
    kinds = "espeak-ng and flite" if any("flite" in each for each in speakers) else "espeak-ng"
    named = ", ".join(f'"{phrase}"' for m, (_, phrase) in best.items() if m not in NUMBERS)
    best_heard = textwrap.fill(f"Best heard, one for each meaning: {named}.", 100)
    text = HEAD.format(voices=len(speakers) // len(PACES), kinds=kinds, best_heard=best_heard)
    if write:
        DOCUMENT.parent.mkdir(exist_ok=True)
        DOCUMENT.write_text(text + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
