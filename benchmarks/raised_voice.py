"""Whether a raised voice is told, and ordinary speech is not.

    python -m benchmarks.raised_voice

People reading (sixteen speakers, and two with ten sentences each), heard as one partner's turn.
As it is: how far the loudest second lies above their median second. Then the last third of each
recording, repeated for fifteen seconds and made louder by so many decibels: how often and how soon
it is told, found to go on for three seconds, and taken for a scream of ten. Louder recordings
stand in for raised voices; no recordings of couples arguing may be had.
"""

from itertools import cycle, islice

import numpy as np

from benchmarks.figures import told
from benchmarks.recordings import recordings
from voice_coach.edge.sound_file import blocks
from voice_coach.hearing.loudness import KNOWN_AFTER, MOMENT, RAISED_DB, TOLD_UNTIL, Loudness
from voice_coach.hearing.voice_activity import VoiceActivity
from voice_coach.signal.sound import Sound
from voice_coach.signal.units import BLOCK_SAMPLES, SAMPLE_RATE, samples

BESIDE = (6.0, 10.0, 12.0, 15.0, 18.0)


def voiced(sound: Sound) -> list[Sound]:
    activity = VoiceActivity()
    return [block for block in blocks(sound) if activity.voiced(block)]


def turns() -> list[list[Sound]]:
    """The voiced blocks of each person."""
    people: dict[str, list[Sound]] = {}
    for recording in recordings("speakers_librispeech", "read_librispeech_test_other"):
        name = recording.path.name.split("-")[0]
        people.setdefault(name, []).extend(voiced(recording.sound))
    return [each for each in people.values() if len(each) > 1.6 * KNOWN_AFTER]


def louder(block: Sound, decibels: float) -> Sound:
    return np.clip(block * 10 ** (decibels / 20) / 8, -32768, 32767).astype(np.int16)


def main() -> None:
    people = turns()
    peaks = []
    for spoken in people:
        power = [float(np.mean(np.square(block, dtype=float))) for block in spoken]
        moments = 10 * np.log10(np.convolve(power, np.ones(MOMENT) / MOMENT, "valid"))
        peaks.append(float(moments.max() - np.median(moments)))
    print(
        f"{len(people)} people, as they are: loudest second {told(peaks, 'dB')}; "
        f"raised from {RAISED_DB} dB; highest {max(peaks):.1f} dB"
    )
    for decibels in BESIDE:
        waits: list[list[float]] = [[], [], []]
        for spoken in people:
            loudness, split = Loudness(), len(spoken) * 2 // 3
            loudness.turn_to("a")
            for block in spoken[:split]:
                loudness.hear(louder(block, 0), voiced=True)
            loudness.finish()
            for wait, stage in zip(waits, stages(loudness, spoken[split:], decibels), strict=True):
                wait += stage
        raised, shouted, screamed = waits
        print(
            f"{decibels:+.0f} dB: told for {len(raised)} of {len(people)}, "
            f"after {told(raised, 's of voice')}; for three seconds {len(shouted)}, "
            f"after {told(shouted, 's')}; as a scream {len(screamed)}, after {told(screamed, 's')}"
        )


def stages(loudness: Loudness, spoken: list[Sound], decibels: float) -> list[list[float]]:
    """Seconds of voice until it is raised, has been so for three seconds, is a long scream."""
    found: list[list[float]] = [[], [], []]
    long_enough = islice(cycle(spoken), samples(15) // BLOCK_SAMPLES)
    for number, block in enumerate(long_enough, 1):
        raised = loudness.hear(louder(block, decibels), voiced=True)
        if raised:
            stage = 2 if raised.screaming else int(raised.lasting >= TOLD_UNTIL)
            found[stage].append(number * BLOCK_SAMPLES / SAMPLE_RATE)
    return [each[:1] for each in found]


if __name__ == "__main__":
    main()
