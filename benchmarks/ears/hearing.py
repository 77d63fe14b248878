"""Two ways to hear a sound: the ears of a session, and the bare recogniser on the whole of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import vosk

from voice_coach.core.actions import Listen
from voice_coach.core.events import AnyEvent
from voice_coach.edge.sound_file import blocks
from voice_coach.edge.vosk_recognizer import UNKNOWN, SpeechModel
from voice_coach.hearing.ears import Ears, Stretch
from voice_coach.hearing.grammar import CommandPhrases
from voice_coach.hearing.moments import listening
from voice_coach.hearing.witness import Witness
from voice_coach.signal.sound import Sound
from voice_coach.signal.units import BLOCK_SAMPLES, SAMPLE_RATE, samples

QUIET_ROOM = 8.0
"""Deviation of the noise of a quiet room, in steps: -72 dBFS."""

LEAD, TAIL = samples(0.5), samples(1.0)

MOMENTS = ("floor", "gotit", "number", "paused")
"""The moments of a session that are tried (`voice_coach/hearing/moments.py`)."""


def listen(moment: str) -> Listen:
    return listening(moment, ())


class Models:
    """One model, loaded for the ears and for the bare recogniser."""

    def __init__(self, path: Path) -> None:
        self.ours = SpeechModel(path)
        self.bare = vosk.Model(str(path))
        self.agrees = Witness(lambda: self.ours).hears


def at_moment(moment: str) -> Callable[[Ears], None]:
    """Let ears listen as at a moment of a session."""
    return lambda ears: ears.listen(listen(moment))


def for_words(words: Sequence[str]) -> Callable[[Ears], None]:
    """Let ears listen for these words alone."""
    return lambda ears: ears.expect_only({word: word for word in words})


def stretches(sound: Sound, models: Models, prepare: Callable[[Ears], None]) -> list[Stretch]:
    """What the ears make of a sound, given to them in blocks of 20 ms."""
    found: list[Stretch] = []
    ears = Ears(model=models.ours, on_stretch=found.append)
    prepare(ears)
    for number, block in enumerate(blocks(sound)):
        ears.hear(block, number * BLOCK_SAMPLES)
    return found


def believed(sound: Sound, models: Models, prepare: Callable[[Ears], None]) -> list[str]:
    """The phrases that the ears believe."""
    return phrases_in(stretches(sound, models, prepare))


def phrases_in(found: list[Stretch]) -> list[str]:
    """The phrases among stretches that are acted on."""
    return [each.command.phrase for each in found if each.command and each.command.sure]


def asked_back(found: list[Stretch]) -> list[str]:
    """The phrases among stretches that are likely enough to be asked back."""
    return [each.command.phrase for each in found if each.command and not each.command.sure]


def events(sound: Sound, ears: Ears) -> list[AnyEvent]:
    """The events of a sound."""
    return [
        event
        for number, block in enumerate(blocks(sound))
        for event in ears.hear(block, number * BLOCK_SAMPLES)
    ]


def bare(sound: Sound, models: Models, phrases: Sequence[str], *, block: int = 4000) -> list[str]:
    """The phrases a recogniser with the same grammar finds alone, between its own endpoints.

    Whatever its confidence, and with no detector of speech before it. One phrase several times in
    one result counts as that phrase.
    """
    tokens = [models.ours.token(phrase) for phrase in phrases]
    recognizer = vosk.KaldiRecognizer(models.bare, SAMPLE_RATE, json.dumps([*tokens, UNKNOWN]))
    texts = [
        json.loads(recognizer.Result())["text"]
        for begin in range(0, len(sound), block)
        if recognizer.AcceptWaveform(sound[begin : begin + block].tobytes())
    ]
    texts.append(json.loads(recognizer.FinalResult())["text"])
    return [text for text in (each.replace("_", " ") for each in texts) if text in phrases]


def phrases_of(moment: str) -> list[str]:
    return list(CommandPhrases.load().spoken(listen(moment).meanings))


def in_quiet_room(sound: np.ndarray, *, seed: int = 5) -> Sound:
    """A sound between half a second and a second of a quiet room, whose noise is over all of it."""
    noise = np.random.default_rng(seed).normal(0, QUIET_ROOM, LEAD + len(sound) + TAIL)
    noise[LEAD : LEAD + len(sound)] += sound
    return np.clip(np.round(noise), -32768, 32767).astype(np.int16)


def level_of(sound: np.ndarray) -> float:
    """Level of the loudest third of its blocks, in dBFS: of the word, not of the room around it."""
    whole = sound[: len(sound) // BLOCK_SAMPLES * BLOCK_SAMPLES].astype(float)
    power = np.sort(np.square(whole).reshape(-1, BLOCK_SAMPLES).mean(1))
    return float(10 * np.log10(power[-max(1, len(power) // 3) :].mean() / 32768**2 + 1e-12))


def at_level(sound: np.ndarray, decibels: float) -> np.ndarray:
    """The same sound with its word so loud, as floats."""
    return sound * 10 ** ((decibels - level_of(sound)) / 20)
