"""How well single words are told apart: `voice-coach hear --grammar`, beside the bare model.

    python -m benchmarks.grammar

One-second clips of strangers saying one of ten words, or another word, between silences. Bare: a
recogniser with the same grammar, fed the whole clip, whatever its confidence.
"""

import json
from collections import Counter

import msgspec
import vosk

from benchmarks.recordings import padded, recordings
from voice_coach.edge.sound_file import blocks
from voice_coach.edge.vosk_recognizer import UNKNOWN, SpeechModel
from voice_coach.hearing.stretches import TAIL_BLOCKS, hearing
from voice_coach.signal.sound import Sound
from voice_coach.signal.units import SAMPLE_RATE
from voice_coach.store.model_store import ModelStore

TEN = ("yes", "no", "stop", "go", "on", "off", "up", "down", "left", "right")
CLIPS = "commands_speech_commands"


class Hits(msgspec.Struct, kw_only=True):
    """What one way of hearing made of the clips."""

    said: Counter = msgspec.field(default_factory=Counter)
    right: Counter = msgspec.field(default_factory=Counter)
    wrong: int = 0
    """A word taken for another of the ten."""
    other: int = 0
    """A clip without any of the ten."""
    false: int = 0
    """Such a clip taken for one of them."""

    def count(self, said: str, heard: list[str]) -> None:
        if said not in TEN:
            self.other += 1
            self.false += bool(heard)
            return
        self.said[said] += 1
        self.right[said] += heard == [said]
        self.wrong += any(word != said for word in heard)


def bare(sound: Sound, model: vosk.Model) -> list[str]:
    recognizer = vosk.KaldiRecognizer(model, SAMPLE_RATE, json.dumps([*TEN, UNKNOWN]))
    texts = [
        json.loads(recognizer.Result())["text"]
        for begin in range(0, len(sound), 4000)
        if recognizer.AcceptWaveform(sound[begin : begin + 4000].tobytes())
    ]
    texts.append(json.loads(recognizer.FinalResult())["text"])
    said = " ".join(texts).strip()
    return [said] if said in TEN else []


def scores() -> tuple[Hits, Hits]:
    """Ours, and the bare model's."""
    path = ModelStore().find("coach-en").path
    model, stock = SpeechModel(path), vosk.Model(str(path))
    ours, theirs = Hits(), Hits()
    for recording in recordings(CLIPS):
        sound = padded(recording.sound)
        heard = hearing(blocks(sound, quiet_after=TAIL_BLOCKS), model=model, phrases=TEN)
        ours.count(recording.said, [each.text for each in heard if each.text])
        theirs.count(recording.said, bare(sound, stock))
    return ours, theirs


def main() -> None:
    ours, theirs = scores()
    print(f"{'word':<8}{'ours':>10}{'bare':>10}")
    for word in TEN:
        print(
            f"{word:<8}{ours.right[word]:>5} of {ours.said[word]}"
            f"{theirs.right[word]:>5} of {theirs.said[word]}"
        )
    for name, hits in (("ours", ours), ("bare", theirs)):
        right, said = hits.right.total(), hits.said.total()
        print(
            f"{name}: {right} of {said} right ({100 * right / said:.1f} %), "
            f"{hits.wrong} taken for another, {hits.false} of {hits.other} false"
        )


if __name__ == "__main__":
    main()
