"""What the ear for words hears: people who read, and noise in which nobody says anything.

    python -m benchmarks.words [--model FOLDER] [--only readers|noise]

Without --model, the Whisper model that the tests use. Words are counted wrong as in `hearing`,
"mr" spelt out on both sides; coach-en's open decoding stands beside. Decoding is Whisper's own,
fitted to nobody. What it is believed from was set with all of these readers in view and moves no
figure of theirs by a word in a hundred; halves by speaker show how far they differ.

Noise is every shared sound and room at its own level and at a quarter of it, in view too; then,
unseen, all of it mixed with a room and, through the shared room response, with each other: 30
minutes. One sneeze among the unseen led to the rule on two words, so they are in view by now.
Printed is what Whisper wrote, and what was believed and would have reached a session.
"""

import argparse
import os
import resource
import time
import zlib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np

from benchmarks.recordings import SOUNDS, folder, recordings
from benchmarks.word_errors import word_errors
from tests.whisper import in_words, whisper_folder
from voice_coach.edge.ports import Transcriber
from voice_coach.edge.sound_file import blocks, read_sound
from voice_coach.edge.vosk_recognizer import SpeechModel
from voice_coach.edge.whisper_words import Segment, WhisperWords
from voice_coach.hearing.grammar import plain
from voice_coach.hearing.stretches import TAIL_BLOCKS, hearing
from voice_coach.hearing.witness import Witness
from voice_coach.signal.sound import Sound
from voice_coach.signal.units import SAMPLE_RATE
from voice_coach.store.model_store import COACH_EN, ModelStore

READERS = ("read_librispeech_test_other", "read_common_voice")
SPELT_OUT = {"mr": "mister", "mrs": "missus", "dr": "doctor"}
NOISE_SECONDS = 30 * 60


class Score(msgspec.Struct, kw_only=True):
    """Errors in words."""

    errors: int = 0
    words: int = 0

    def __str__(self) -> str:
        share = 100 * self.errors / self.words if self.words else 0.0
        return f"{share:5.1f} % of {self.words}"


def second_half(speaker: str) -> bool:
    return zlib.crc32(speaker.encode()) % 2 == 1


def spoken(text: str) -> list[str]:
    return [SPELT_OUT.get(word, word) for word in plain(text).split()]


def readers(words: Transcriber) -> None:
    """Print how many words are wrong."""
    model = SpeechModel(ModelStore().find(COACH_EN.name).path)
    lasted = used = 0.0
    for name in READERS:
        scores: dict[tuple[str, str], Score] = defaultdict(Score)
        by_speaker: dict[str, Score] = defaultdict(Score)
        for each in recordings(name):
            half = "second half" if second_half(each.speaker) else "first half"
            said, sound = spoken(each.said), each.sound
            lasted += len(sound) / SAMPLE_RATE
            for ear, transcriber in (("coach-en", None), ("words", words)):
                began = time.process_time()
                heard = hearing(
                    blocks(sound, quiet_after=TAIL_BLOCKS), model=model, words=transcriber
                )
                text = spoken(" ".join(piece.text for piece in heard))
                used += (time.process_time() - began) if transcriber is None else 0.0
                errors = word_errors(said, text)
                for key in (half, "all"):
                    scores[ear, key].errors += errors
                    scores[ear, key].words += len(said)
                if transcriber:
                    by_speaker[each.speaker].errors += errors
                    by_speaker[each.speaker].words += len(said)
        for key in ("first half", "second half", "all"):
            print(
                f"{name}, {key}: words wrong {scores['words', key]}, "
                f"coach-en {scores['coach-en', key]}"
            )
        worst = sorted(by_speaker.values(), key=lambda score: score.errors / score.words)
        print(
            f"  {len(worst)} speakers; the best {worst[0]}, the median {worst[len(worst) // 2]}, "
            f"the worst {worst[-1]}"
        )
    print(f"coach-en, both ears: {used / lasted:.2f} processor seconds a second of speech")


class Watched(WhisperWords):
    """Whisper, and everything it wrote."""

    given, seconds = 0, 0.0

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.wrote: list[str] = []

    def segments(self, sound: Sound, hint: str = "") -> list[Segment]:
        segments = super().segments(sound, hint)
        self.given += 1
        self.seconds += len(sound) / SAMPLE_RATE
        self.wrote += [each.text.strip() for each in segments]
        return segments


def sounds() -> Iterator[tuple[str, Sound]]:
    """Everything without words, for 30 minutes."""
    every = [(each.path.stem, each.sound.astype(np.float32)) for each in recordings(*SOUNDS)]
    room = read_sound(folder() / "background_long" / "room_bg_noise2.flac").astype(np.float32)
    response = read_sound(folder() / "rir" / "seminar_room_clap.flac").astype(np.float32)
    response /= np.sqrt(np.sum(response**2))
    left = NOISE_SECONDS * SAMPLE_RATE

    def kinds() -> Iterator[tuple[str, np.ndarray]]:
        for gain in (1.0, 0.25):
            for name, sound in every:
                yield f"{name} x{gain}", sound * gain
        for name, sound in every:
            yield f"{name} in a room", sound * 0.5 + np.resize(room, len(sound)) * 2
        for (name, sound), (other, more) in zip(every, every[1:] + every[:1], strict=True):
            both = sound + np.resize(more, len(sound))
            far = np.fft.irfft(
                np.fft.rfft(both, 2 * len(both)) * np.fft.rfft(response, 2 * len(both))
            )
            yield f"{name} and {other}, far away", far[: len(both)]
        while True:
            yield "silence", np.random.default_rng(1).normal(0, 4, SAMPLE_RATE * 60)

    for name, sound in kinds():
        cut = np.clip(np.round(sound[:left]), -32768, 32767).astype(np.int16)
        left -= len(cut)
        yield name, cut
        if left <= 0:
            return


def noise(watched: Watched) -> None:
    """Print what is invented."""
    model = SpeechModel(ModelStore().find(COACH_EN.name).path)
    agrees = Witness(lambda: model).hears
    before = watched.given, len(watched.wrote)  # of readers
    told: list[str] = []
    for name, sound in sounds():
        told += [f"{name}: {text}" for text in in_words(sound, agrees, lambda: watched)]
    given, wrote = watched.given - before[0], len(watched.wrote) - before[1]
    print(
        f"{NOISE_SECONDS / 60:.0f} minutes of noise and silence: {given} stretches, "
        f"{wrote} of them written down, {len(told)} believed"
    )
    for each in told:
        print(f"  {each}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", type=Path)
    parser.add_argument("--only", choices=["readers", "noise"])
    options = parser.parse_args()
    if options.model is None:
        options.model = whisper_folder()
    words = Watched(options.model)
    if options.only != "noise":
        readers(words)
    if options.only != "readers":
        noise(words)
    words.close()
    used = os.times()
    spent = used.children_user + used.children_system
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
    a_second = spent / words.seconds
    print(f"the worker: {a_second:.2f} processor seconds a second of sound, {peak:.0f} MB at most")


if __name__ == "__main__":
    main()
