"""What is believed a command in talk, sounds and near-miss words: by moment, an hour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from benchmarks.ears.halves import HALVES, Half, half, people
from benchmarks.ears.hearing import MOMENTS, Models, at_moment, bare, phrases_of, stretches
from benchmarks.recordings import SOUNDS, TALK, padded, recordings
from voice_coach.signal.units import BLOCK_SAMPLES, SAMPLE_RATE

SETS = (
    *TALK,
    *SOUNDS,
    "near_miss_words",
    "read_librispeech_test_other",
    "speakers_librispeech",
    "commands_picovoice_intent",
    "phrases_picovoice_wake",
)


def false_commands(models: Models, most: int | None) -> Iterator[str]:
    """Each phrase believed, then how many an hour at each moment."""
    hours: Counter[Half] = Counter()
    ours: Counter[tuple[str, Half]] = Counter()
    theirs: Counter[tuple[str, Half]] = Counter()
    for name in SETS:
        for recording in people(list(recordings(name)), most):
            sound, side = padded(recording.sound), half(recording.source)
            hours[side] += len(sound) / SAMPLE_RATE / 3600
            for moment in MOMENTS:
                phrases = phrases_of(moment)
                for stretch in stretches(sound, models, at_moment(moment)):
                    if stretch.command and stretch.command.sure:
                        ours[moment, side] += 1
                        yield (
                            f"  {side} {name}/{recording.path.name} {moment}: "
                            f'"{stretch.command.phrase}" ({stretch.command.confidence:.2f})'
                        )
                theirs[moment, side] += len(bare(sound, models, phrases, block=BLOCK_SAMPLES))
    for moment in MOMENTS:
        for name, found in (("ours", ours), ("bare", theirs)):
            yield f"  false, {moment:<8} {name} " + "   ".join(
                f"{side} {found[moment, side]} in {60 * hours[side]:.1f} min, "
                f"{found[moment, side] / hours[side]:.1f} an hour"
                for side in HALVES
                if hours[side]
            )
