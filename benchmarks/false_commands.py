"""How often talk, noise and near-miss words are taken for a command.

    python -m benchmarks.false_commands

Every recording is heard as in a session, three times: as a floor hears (safe words and release
phrases), as a yes-or-no question hears, and as a nought-to-ten question hears. Beside it the bare
model: a recogniser with the same grammar and its own endpoint whose whole result is one phrase.
"""

import json
from collections import Counter

import vosk

from benchmarks.recordings import SOUNDS, TALK, padded, recordings
from voice_coach.core.actions import Listen
from voice_coach.edge.sound_file import blocks
from voice_coach.edge.vosk_recognizer import UNKNOWN, SpeechModel
from voice_coach.exercise.meanings import NUMBERS, SAFE_WORDS
from voice_coach.hearing.ears import Ears, Stretch
from voice_coach.hearing.grammar import CommandPhrases
from voice_coach.signal.sound import Sound
from voice_coach.signal.units import BLOCK_SAMPLES, SAMPLE_RATE
from voice_coach.store.model_store import ModelStore

SETS = (
    *TALK,
    *SOUNDS,
    "near_miss_words",
    "read_librispeech_test_other",
    "speakers_librispeech",
    "commands_picovoice_intent",
    "phrases_picovoice_wake",
)

MOMENTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "floor": ("turn", ("YIELD", "HOLD_FLOOR")),
    "yes or no": ("answer", ("YES", "NO", "PARTLY")),
    "nought to ten": ("answer", NUMBERS),
}


def listen(moment: str) -> Listen:
    purpose, meanings = MOMENTS[moment]
    return Listen(at=0, partner="a", purpose=purpose, step="x", meanings=(*SAFE_WORDS, *meanings))


def accepted(sound: Sound, moment: str, model: SpeechModel) -> list[str]:
    """The phrases our ears believe."""
    stretches: list[Stretch] = []
    ears = Ears(model=model, on_stretch=stretches.append)
    ears.listen(listen(moment))
    for number, block in enumerate(blocks(sound)):
        ears.hear(block, number * BLOCK_SAMPLES)
    return [each.command.phrase for each in stretches if each.command]


def bare(sound: Sound, phrases: dict[str, str], model: vosk.Model, speech: SpeechModel) -> int:
    """How often the whole of a result of the bare model is one phrase."""
    tokens = [speech.token(phrase) for phrase in phrases]
    recognizer = vosk.KaldiRecognizer(model, SAMPLE_RATE, json.dumps([*tokens, UNKNOWN]))
    texts = [
        json.loads(recognizer.Result())["text"]
        for begin in range(0, len(sound), BLOCK_SAMPLES)
        if recognizer.AcceptWaveform(sound[begin : begin + BLOCK_SAMPLES].tobytes())
    ]
    texts.append(json.loads(recognizer.FinalResult())["text"])
    return sum(text.replace("_", " ") in phrases for text in texts)


def main() -> None:
    path = ModelStore().find("coach-en").path
    model, stock = SpeechModel(path), vosk.Model(str(path))
    table = CommandPhrases.load()
    minutes: Counter[str] = Counter()
    ours: Counter[str] = Counter()
    theirs: Counter[str] = Counter()
    for name in SETS:
        for recording in recordings(name):
            sound = padded(recording.sound)
            minutes[name] += len(sound) / SAMPLE_RATE / 60
            for moment in MOMENTS:
                found = accepted(sound, moment, model)
                ours[moment] += len(found)
                theirs[moment] += bare(sound, table.cores(listen(moment).meanings), stock, model)
                for phrase in found:
                    print(f'  {name}/{recording.path.name}, {moment}: "{phrase}"')
        print(f"{name}: {minutes[name]:.1f} min")
    total = minutes.total()
    for moment in MOMENTS:
        print(
            f"{moment:<14} {ours[moment]} false in {total:.1f} min, "
            f"{60 * ours[moment] / total:.1f} an hour; bare {theirs[moment]}"
        )
    print(
        f"all moments    {ours.total()} false in {3 * total:.1f} min, "
        f"{60 * ours.total() / 3 / total:.1f} an hour; bare {theirs.total()}"
    )


if __name__ == "__main__":
    main()
