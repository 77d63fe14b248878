"""Single words of people: as they are, at every level, in noise and across rooms; digits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from benchmarks.ears.halves import Tally, people
from benchmarks.ears.hearing import (
    Models,
    asked_back,
    at_level,
    at_moment,
    bare,
    for_words,
    in_quiet_room,
    level_of,
    phrases_in,
    phrases_of,
    stretches,
)
from benchmarks.ears.rooms import response, through
from benchmarks.recordings import Recording, folder, padded, recordings
from tests.whisper import in_words
from voice_coach.edge.sound_file import read_sound
from voice_coach.hearing.ears import Ears
from voice_coach.signal.sound import Sound
from voice_coach.signal.units import BLOCK_SAMPLES

FOUR = ("yes", "no", "stop", "go")
TEN = (*FOUR, "on", "off", "up", "down", "left", "right")
CLIPS = "commands_speech_commands"
LEVELS = (-30, -40, -45, -50, -55)
BESIDE_NOISE = (20, 10)
METRES = (1, 2, 4)
SPOKEN_AT = -35.0
"""Level of a word one metre away, in dBFS, in the simulated rooms."""


def clips(most: int | None) -> tuple[list[Recording], list[Recording]]:
    """Of the ten words, and of anything else."""
    every = list(recordings(CLIPS))
    return people([each for each in every if each.said in TEN], most), [
        each for each in every if each.said not in TEN
    ]


def hear(
    tally: Tally,
    kind: str,
    clip: Recording,
    sound: Sound,
    models: Models,
    prepare: Callable[[Ears], None],
    phrases: Sequence[str],
    *,
    words: bool = False,
) -> None:
    """Count one clip: right is its word, once, and nothing else; unsure: asked back, rightly.

    Args:
        words: count, too, what is heard either so or in words, where a model for them is installed.
    """
    found = stretches(sound, models, prepare)
    right = {
        "ours": phrases_in(found) == [clip.said],
        "unsure": asked_back(found) == [clip.said],
        "bare": bare(sound, models, phrases) == [clip.said],
    }
    if words:
        right["words"] = right["ours"] or in_words(sound, models.agrees) == [clip.said]
    tally.count(kind, clip.source, **right)


def told_apart(models: Models, most: int | None) -> tuple[Tally, Tally]:
    """How often a word was heard as it is, and anything else as one of the words."""
    said, others = clips(most)
    right, wrong = Tally(), Tally()
    for name, among in (("yes, no, stop, go", FOUR), ("ten words", TEN)):
        for clip in said:
            if clip.said in among:
                sound = padded(clip.sound)
                hear(right, name, clip, sound, models, for_words(among), among, words=True)
        for clip in others:
            sound = padded(clip.sound)
            found = stretches(sound, models, for_words(among))
            wrong.count(
                name,
                clip.path.name,
                ours=bool(phrases_in(found)),
                bare=bool(bare(sound, models, among)),
            )
    return right, wrong


def words(models: Models, most: int | None) -> Iterator[str]:
    """As the recordings are: padded with silence, as the bare model's own figures were made."""
    right, wrong = told_apart(models, most)
    yield from right.lines()
    yield "  something else taken for one of them:"
    yield from wrong.lines()


def levels(models: Models, most: int | None) -> Iterator[str]:
    """The ten words softer and softer, in five rooms' noises, and across a room."""
    said, _ = clips(most)
    noises = [(each.label, each.path.name, each.sound) for each in recordings("background_long")]
    measured = read_sound(folder() / "rir" / "seminar_room_clap.flac").astype(float)
    measured = measured[int(np.argmax(np.abs(measured))) :][:8000]
    measured /= np.sqrt(np.sum(measured**2))
    rooms = {f"{metres} m away in a room": response(metres) for metres in METRES}
    tally = Tally()
    for number, clip in enumerate(said):
        sound = clip.sound
        for decibels in LEVELS:
            quiet = in_quiet_room(at_level(sound, decibels))
            hear(tally, f"{decibels} dBFS", clip, quiet, models, for_words(TEN), TEN, words=True)
            if clip.said in FOUR:
                name = f"{decibels} dBFS, of the four"
                hear(tally, name, clip, quiet, models, for_words(FOUR), FOUR)
        for decibels in BESIDE_NOISE:
            for label, name, noise in noises:
                noisy = beside(padded(at_level(sound, -35).round().astype(np.int16)), noise, number)
                mixed = noisy(level_of(at_level(sound, -35)) - decibels)
                kind = f"{decibels} dB over {label.split('_')[0]} {name[-6:-5]}"
                hear(tally, kind, clip, mixed, models, for_words(TEN), TEN, words=True)
        for kind, heard in rooms.items():
            far = in_quiet_room(through(at_level(sound, SPOKEN_AT), heard))
            hear(tally, kind, clip, far, models, for_words(TEN), TEN, words=True)
        far = in_quiet_room(through(at_level(sound, SPOKEN_AT), measured))
        hear(tally, "measured seminar room", clip, far, models, for_words(TEN), TEN, words=True)
    yield from sorted(tally.lines(), key=lambda line: "four" in line)


def beside(sound: Sound, noise: Sound, number: int) -> Callable[[float], Sound]:
    """Lay a sound over a part of a noise; the result takes the noise's level in dBFS."""
    begin = number * 7919 % max(1, len(noise) - len(sound))
    part = np.resize(noise[begin:], len(sound)).astype(float)
    power = np.mean(np.square(part / 32768))

    def mixed(decibels: float) -> Sound:
        scaled = part * 10 ** (decibels / 20) / np.sqrt(power)
        return np.clip(np.round(sound + scaled), -32768, 32767).astype(np.int16)

    return mixed


def digits(models: Models, most: int | None) -> Iterator[str]:
    """Zero to nine, asked for: with the recording's own edges, cut at the word, and at once."""
    tally = Tally()
    phrases = phrases_of("number")
    for clip in people(list(recordings("digits_fsdd")), most):
        cut = cropped(clip.sound)
        for kind, sound in (
            ("digits, padded", padded(clip.sound)),
            ("digits, cropped at the word", in_quiet_room(cut.astype(float))),
            ("digits, from the first sample", padded(cut, before=0)),
        ):
            hear(tally, kind, clip, sound, models, at_moment("number"), phrases, words=True)
    yield from tally.lines()


def cropped(sound: Sound) -> Sound:
    """From the first to the last block within 25 dB of the loudest."""
    whole = sound[: len(sound) // BLOCK_SAMPLES * BLOCK_SAMPLES].astype(float)
    power = np.square(whole).reshape(-1, BLOCK_SAMPLES).mean(1)
    (loud,) = np.nonzero(power > power.max() / 10**2.5)
    return sound[loud[0] * BLOCK_SAMPLES : (loud[-1] + 1) * BLOCK_SAMPLES]
