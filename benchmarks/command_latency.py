"""How long after the last sound of a command the session knows of it.

    python -m benchmarks.command_latency
    python -m benchmarks.command_latency --save answers.npz
    rivals/bin/python benchmarks/rivals.py answers.npz             (see its first lines)

People's recordings (one-second clips of yes, no and stop; digits) and synthesised command phrases,
each in the noise of a quiet room. The end of a word is the end of the last 10 ms louder than a
hundredth of its loudest. Time is session time until the event, plus the processor time over the
block in which they decided. Only understood commands are timed; the row tells of how many.
Beside it stock Vosk with the same grammar and its own endpointing, in the 8000-sample blocks of
its microphone example and in blocks of 320. Other packages tell when an answer is over, not what it
was: the answers are saved for them.
"""

import argparse
import json
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np
import vosk

from benchmarks.figures import save_turns, told
from benchmarks.recordings import padded, recordings
from voice_coach.core.actions import Listen
from voice_coach.core.events import UtteranceHeard
from voice_coach.edge.espeak_voice import EspeakVoice
from voice_coach.edge.sound_file import blocks
from voice_coach.edge.vosk_recognizer import UNKNOWN, SpeechModel
from voice_coach.exercise.meanings import ANY_TIME, NUMBERS
from voice_coach.hearing.ears import Ears
from voice_coach.hearing.grammar import CommandPhrases
from voice_coach.signal.sound import Sound
from voice_coach.signal.units import BLOCK_SAMPLES, SAMPLE_RATE
from voice_coach.store.model_store import ModelStore

VOICES = ("en-us+f3", "en-gb+m3", "en-us+m7")
TABLE = CommandPhrases.load()


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """A command, where it ends, and where it is to be understood."""

    sound: Sound
    ended: int
    meaning: str
    purpose: str
    meanings: tuple[str, ...]


def end_of(sound: Sound) -> int:
    """One past the last 10 ms louder than a hundredth of the loudest."""
    frames = sound[: len(sound) // 160 * 160].reshape(-1, 160).astype(np.float64)
    levels = np.sqrt(np.mean(frames**2, axis=1))
    return int(np.flatnonzero(levels > levels.max() / 100)[-1] + 1) * 160


def said(sound: Sound, meaning: str, purpose: str, *meanings: str) -> Said:
    whole = padded(sound, before=1.0, after=2.0)
    noise = np.random.default_rng(3).normal(0, 8, len(whole)).round().astype(np.int16)
    return Said(
        sound=whole + noise,
        ended=SAMPLE_RATE + end_of(sound),
        meaning=meaning,
        purpose=purpose,
        meanings=(*ANY_TIME, *meanings),
    )


def answers() -> Iterator[Said]:
    for recording in recordings("commands_speech_commands"):
        if recording.said in ("yes", "no"):
            meaning = recording.said.upper()
            yield said(recording.sound, meaning, "answer", "YES", "NO", "PARTLY")
    numbers = TABLE.spoken(NUMBERS)
    for recording in recordings("digits_fsdd"):
        yield said(recording.sound, numbers[recording.said], "answer", *NUMBERS)


def commands() -> Iterator[Said]:
    for recording in recordings("commands_speech_commands"):
        if recording.said == "stop":
            yield said(recording.sound, "STOP", "turn", "YIELD", "HOLD_FLOOR")
    for name in VOICES:
        voice = EspeakVoice(voice=name)
        for phrase, meaning in TABLE.spoken((*ANY_TIME, "YIELD")).items():
            yield said(voice.speak(phrase), meaning, "turn", "YIELD", "HOLD_FLOOR")


def ours(each: Said, model: SpeechModel) -> float | None:
    """Milliseconds, or None if it was not understood."""
    ears = Ears(model=model)
    ears.listen(Listen(at=0, partner="a", purpose=each.purpose, step="x", meanings=each.meanings))
    for number, block in enumerate(blocks(each.sound)):
        began = time.thread_time()
        events = ears.hear(block, number * BLOCK_SAMPLES)
        took = time.thread_time() - began
        for event in events:
            if isinstance(event, UtteranceHeard) and event.meaning == each.meaning:
                return (event.at - each.ended) / SAMPLE_RATE * 1000 + took * 1000
    return None


def stock(each: Said, model: vosk.Model, speech: SpeechModel, size: int) -> float | None:
    phrases = TABLE.spoken(each.meanings)
    tokens = [speech.token(phrase) for phrase in phrases]
    recognizer = vosk.KaldiRecognizer(model, SAMPLE_RATE, json.dumps([*tokens, UNKNOWN]))
    for begin in range(0, len(each.sound), size):
        part = each.sound[begin : begin + size]
        began = time.thread_time()
        ended = recognizer.AcceptWaveform(part.tobytes())
        text = json.loads(recognizer.Result())["text"].replace("_", " ") if ended else ""
        took = time.thread_time() - began
        if phrases.get(text) == each.meaning:
            return (begin + len(part) - each.ended) / SAMPLE_RATE * 1000 + took * 1000
    return None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--save", type=Path, help="write the answers there, for the rivals")
    if save := parser.parse_args().save:
        save_turns(save, [(each.sound, each.ended) for each in answers()])
    path = ModelStore().find("coach-en").path
    model, bare = SpeechModel(path), vosk.Model(str(path))
    for name, several in (("answer", list(answers())), ("command or release", list(commands()))):
        ways = {
            "voice-coach": [ours(each, model) for each in several],
            "stock Vosk, blocks of 8000": [stock(each, bare, model, 8000) for each in several],
            "stock Vosk, blocks of 320": [stock(each, bare, model, 320) for each in several],
        }
        for way, waits in ways.items():
            known = [wait for wait in waits if wait is not None]
            print(f"{name}, {way}: {told(known, 'ms')} of {len(several)}")


if __name__ == "__main__":
    main()
