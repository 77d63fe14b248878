"""A raised voice, known early: two readers take turns calmly, then one of them is louder."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import numpy as np

from benchmarks.ears.halves import HALVES, Tally, half
from benchmarks.ears.hearing import QUIET_ROOM, Models, at_level, listen
from benchmarks.recordings import recordings
from voice_coach.core.actions import Listen
from voice_coach.core.events import VoiceRaised
from voice_coach.edge.sound_file import blocks
from voice_coach.exercise.script import Partner
from voice_coach.hearing.ears import Ears
from voice_coach.signal.sound import Sound
from voice_coach.signal.units import SAMPLE_RATE, samples

CALM_AT = -40.0
"""Level of calm talk, in dBFS, so that what is 18 dB louder does not clip."""

LOUDER = (0, 6, 12, 15, 18)
PIECES = 4
"""Words and pauses as they are read, some ten seconds each; twenty seconds for each of the two."""


PARTNERS: tuple[Partner, Partner] = ("a", "b")


def turn(partner: Partner) -> Listen:
    return msgspec.structs.replace(listen("floor"), partner=partner)


def room(sound: np.ndarray, seed: int) -> Sound:
    noise = np.random.default_rng(seed).normal(0, QUIET_ROOM, len(sound) + samples(0.6))
    noise[: len(sound)] += sound
    return np.clip(np.round(noise), -32768, 32767).astype(np.int16)


def raised(models: Models, most: int | None) -> Iterator[str]:
    """Of clips of some twelve seconds after forty of calm talk: told by the end of the clip."""
    tally = Tally()
    for name in HALVES:
        people = [
            at_level(each.sound, CALM_AT)
            for each in recordings("speakers_librispeech")
            if half(each.source) == name
        ]
        source = next(
            each.source for each in recordings("speakers_librispeech") if half(each.source) == name
        )
        for number, person in enumerate(people[:most]):
            other = people[(number + 1) % len(people)]
            split = len(person) // 2
            calm = [person[:split], other, person[split:], other][:PIECES]
            for decibels in LOUDER:
                ears, at, told = Ears(model=models.ours), 0, False
                for index, piece in enumerate([*calm, person * 10 ** (decibels / 20)]):
                    ears.listen(turn(PARTNERS[index % 2]))
                    for block in blocks(room(piece, index)):
                        heard = ears.hear(block, at)
                        at += len(block)
                        told |= any(isinstance(each, VoiceRaised) for each in heard)
                tally.count(f"{decibels:+d} dB, told as raised", source, ours=told)
            seconds = sum(map(len, calm)) / SAMPLE_RATE
            if not number:
                yield f"  {name}: {len(people)} people, calm talk before it {seconds:.0f} s"
    yield from tally.lines()
