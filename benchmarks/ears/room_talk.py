"""A word said several times running; commands over a talk programme; room noise taken for talk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from benchmarks.ears.halves import Tally, half, people
from benchmarks.ears.hearing import (
    QUIET_ROOM,
    Models,
    at_level,
    at_moment,
    bare,
    in_quiet_room,
    level_of,
    listen,
    phrases_in,
    phrases_of,
    stretches,
)
from benchmarks.ears.words import CLIPS, cropped
from benchmarks.recordings import recordings
from voice_coach.core.events import SpeechEnded, SpeechStarted
from voice_coach.edge.sound_file import blocks
from voice_coach.hearing.ears import Ears
from voice_coach.signal.sound import Sound
from voice_coach.signal.units import BLOCK_SAMPLES, samples

GAPS = (0.05, 0.2, 0.4)
PROGRAMME = "read_librispeech_test_other"
OVER = (30, 20, 10)


def repeat(models: Models, most: int | None) -> Iterator[str]:
    """The word "stop" on somebody's floor: once, and two and three times with these gaps."""
    tally = Tally()
    phrases = phrases_of("floor")
    for clip in people([each for each in recordings(CLIPS) if each.said == "stop"], most):
        word = cropped(clip.sound).astype(float)
        for times, gap in ((1, 0.0), *((times, gap) for times in (2, 3) for gap in GAPS)):
            pause = np.zeros(samples(gap))
            said = np.concatenate([part for _ in range(times) for part in (word, pause)])
            sound = in_quiet_room(said)
            found = phrases_in(stretches(sound, models, at_moment("floor")))
            tally.count(
                f"stop, {times} x, {gap:.2f} s between",
                clip.source,
                ours=bool(found) and set(found) == {"stop"},
                bare="stop" in bare(sound, models, phrases),
            )
    yield from tally.lines()


def programme() -> np.ndarray:
    """Readers talking without a break, as floats."""
    return np.concatenate([cropped(each.sound) for each in recordings(PROGRAMME)]).astype(float)


def television(models: Models, most: int | None) -> Iterator[str]:
    """Commands said over a talk programme."""
    yield from over_programme(models, most).lines()


def over_programme(models: Models, most: int | None, over: Sequence[int] = OVER) -> Tally:
    """Commands said without and over a talk programme so many decibels below them."""
    tally = Tally()
    talk = programme()
    phrases = phrases_of("gotit")
    wanted = [each for each in recordings(CLIPS) if each.said in ("yes", "no", "stop")]
    for number, clip in enumerate(people(wanted, most)):
        word = at_level(cropped(clip.sound).astype(float), -26)
        begin = number * samples(6) % (len(talk) - samples(8))
        behind = talk[begin : begin + samples(4.5) + len(word)]
        for below in (None, *over):
            scene = np.random.default_rng(number).normal(0, QUIET_ROOM, len(behind))
            if below is not None:
                scene += behind * 10 ** ((-26 - below - level_of(behind)) / 20)
            scene[samples(3) : samples(3) + len(word)] += word
            sound = np.clip(np.round(scene), -32768, 32767).astype(np.int16)
            found = phrases_in(stretches(sound, models, at_moment("gotit")))
            kind = "without it" if below is None else f"{below} dB above a talk programme"
            tally.count(
                f"yes, no, stop {kind}",
                clip.source,
                ours=any(each.split()[0] == clip.said for each in found),
                bare=any(each.split()[0] == clip.said for each in bare(sound, models, phrases)),
            )
    return tally


def noise(models: Models, most: int | None) -> Iterator[str]:
    """For how much of a minute of each room's noise somebody is believed to talk."""
    for each in recordings("background_long"):
        sound: Sound = np.resize(each.sound, samples(60))
        ears, talking, on = Ears(model=models.ours), 0, False
        ears.listen(listen("floor"))
        for number, block in enumerate(blocks(sound)):
            for event in ears.hear(block, number * BLOCK_SAMPLES):
                on = (on or isinstance(event, SpeechStarted)) and not isinstance(event, SpeechEnded)
            talking += on * len(block)
        yield (
            f"  {half(each.source)} {each.path.name}: "
            f"taken for talk {100 * talking / len(sound):.0f} % of a minute"
        )
