"""How many words `voice-coach hear` gets wrong, beside stock Vosk on the same files and model.

    python -m benchmarks.hearing [--model NAME]

Stock: a bare recogniser fed the whole file in blocks of 4000 samples, with its own endpointing.
Also prints the processor time each takes, for each second of sound.
"""

import argparse
import json
import time
from pathlib import Path

import msgspec
import vosk

from benchmarks.recordings import recordings
from benchmarks.word_errors import word_errors
from voice_coach.edge.sound_file import blocks
from voice_coach.edge.vosk_recognizer import SpeechModel
from voice_coach.hearing.stretches import TAIL_BLOCKS, hearing
from voice_coach.signal.sound import Sound
from voice_coach.signal.units import SAMPLE_RATE
from voice_coach.store.model_store import ModelStore

READ = "read_librispeech_test_other"


class Score(msgspec.Struct, kw_only=True):
    """Errors of one way of hearing."""

    errors: int = 0
    words: int = 0
    seconds: float = 0.0
    processor: float = 0.0

    @property
    def percent(self) -> float:
        return 100 * self.errors / self.words

    @property
    def cost(self) -> float:
        """Processor seconds for each second of sound."""
        return self.processor / self.seconds


def stock_words(sound: Sound, model: vosk.Model) -> list[str]:
    recognizer = vosk.KaldiRecognizer(model, SAMPLE_RATE)
    texts = [
        json.loads(recognizer.Result())["text"]
        for begin in range(0, len(sound), 4000)
        if recognizer.AcceptWaveform(sound[begin : begin + 4000].tobytes())
    ]
    texts.append(json.loads(recognizer.FinalResult())["text"])
    return " ".join(texts).replace("_", " ").split()


def our_words(sound: Sound, model: SpeechModel) -> list[str]:
    heard = hearing(blocks(sound, quiet_after=TAIL_BLOCKS), model=model)
    return " ".join(each.text for each in heard).split()


def scores(path: Path, every: int = 1) -> tuple[Score, Score]:
    """Ours, and stock Vosk's: of all recordings, or of every second, third and so on."""
    model = SpeechModel(path)
    stock = vosk.Model(str(path))
    ours, theirs = Score(), Score()
    for recording in list(recordings(READ))[::every]:
        said, sound = recording.said.split(), recording.sound
        for score, heard in (
            (ours, lambda sound=sound: our_words(sound, model)),
            (theirs, lambda sound=sound: stock_words(sound, stock)),
        ):
            began = time.process_time()
            score.errors += word_errors(said, heard())
            score.processor += time.process_time() - began
            score.words += len(said)
            score.seconds += len(sound) / SAMPLE_RATE
    return ours, theirs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", default="coach-en")
    ours, theirs = scores(ModelStore().find(parser.parse_args().model).path)
    print(f"{READ}: {ours.words} words, {ours.seconds:.0f} s")
    for name, score in (("voice-coach hear", ours), ("stock Vosk", theirs)):
        print(f"{name:<18} {score.percent:5.1f} % words wrong, {score.cost:.2f} x real time")


if __name__ == "__main__":
    main()
