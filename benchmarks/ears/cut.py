"""Single words cut out of what readers read: the short sounds that a couple's talk is full of."""

from __future__ import annotations

import json
from collections.abc import Iterator

import msgspec
import numpy as np
import vosk

from benchmarks.ears.halves import Tally, people
from benchmarks.ears.hearing import (
    MOMENTS,
    Models,
    at_moment,
    bare,
    in_quiet_room,
    phrases_of,
    stretches,
)
from benchmarks.recordings import Recording, recordings
from voice_coach.hearing.grammar import CommandPhrases, plain
from voice_coach.signal.sound import Sound
from voice_coach.signal.units import SAMPLE_RATE, samples

READ = ("read_librispeech_test_other", "read_common_voice")
"""The model was trained on the second: what it takes for a command there flatters a little."""

SHORTEST = samples(0.12)
FADE = samples(0.01)
EVERY = 2
"""Only every second word, to save time."""


class Cut(msgspec.Struct, frozen=True, kw_only=True):
    """A word and its sound."""

    text: str
    source: str
    sound: Sound


def cut_words(models: Models, most: int | None) -> Iterator[Cut]:
    """The words of each sentence, found by a grammar that knows only that sentence."""
    table = CommandPhrases.load()
    commands = {word for phrase in table.spoken(table.meanings) for word in phrase.split()}
    for recording in people(list(recordings(*READ)), most):
        for word in aligned(recording, models)[::EVERY]:
            if word.text not in commands and len(word.sound) >= SHORTEST:
                yield word


def aligned(recording: Recording, models: Models) -> list[Cut]:
    """The words of a sentence with their sounds; none where a word is not in the vocabulary."""
    said = plain(recording.said)
    if not models.ours.can_hear(said):
        return []
    sound = recording.sound
    recognizer = vosk.KaldiRecognizer(models.bare, SAMPLE_RATE, json.dumps([said]))
    recognizer.SetWords(True)
    found: list[dict] = []
    for begin in range(0, len(sound), 4000):
        if recognizer.AcceptWaveform(sound[begin : begin + 4000].tobytes()):
            found += json.loads(recognizer.Result()).get("result", [])
    found += json.loads(recognizer.FinalResult()).get("result", [])
    return [
        Cut(
            text=each["word"],
            source=recording.source,
            sound=faded(sound[samples(each["start"]) : samples(each["end"])]),
        )
        for each in found
    ]


def faded(sound: Sound) -> Sound:
    """Without the clicks of its edges."""
    ramp = np.ones(len(sound))
    size = min(FADE, len(sound) // 2)
    ramp[:size] = np.linspace(0, 1, size)
    ramp[len(sound) - size :] = np.linspace(1, 0, size)
    return (sound * ramp).astype(np.int16)


def single_words(models: Models, most: int | None) -> Iterator[str]:
    """How many of them are believed a command, at each moment."""
    tally = Tally()
    for word in cut_words(models, most):
        sound = in_quiet_room(word.sound)
        for moment in MOMENTS:
            heard = stretches(sound, models, at_moment(moment))
            found = [each.command for each in heard if each.command and each.command.sure]
            tally.count(
                f"a word cut from talk, {moment}",
                word.source,
                ours=any(found),
                bare=bool(bare(sound, models, phrases_of(moment))),
            )
            for command in found:
                yield (
                    f'  {word.source} {moment}: "{word.text}" as "{command.phrase}" '
                    f"({command.confidence:.2f})"
                )
    yield from tally.lines()
