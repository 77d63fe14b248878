"""Looks at a line that was rendered for keeps: is it whole, as loud as the others, the right words?

Whoever hears a kept line hears it for years, so a bad one is made again, or named.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from importlib.util import find_spec

import numpy as np

from voice_coach.edge.adding import how_to_add
from voice_coach.edge.ports import Transcriber
from voice_coach.errors import UsageError
from voice_coach.hearing.grammar import plain
from voice_coach.signal.sound import PEAK_LIMIT, QUIET, Sound, limited
from voice_coach.signal.units import SAMPLE_RATE, samples, seconds

LOUDNESS = -20.0
"""LUFS (ITU-R BS.1770-4) that every line has, within `LOUDNESS_WITHIN`."""

LOUDNESS_WITHIN = 1.0

MEASURED = samples(3.0)
"""A shorter line is measured said over and over: loudness is counted in pieces of 0.4 s."""

AT_PACE = 160
LETTER_SECONDS, LINE_SECONDS = 0.09, 0.15
"""How long a line lasts at `AT_PACE`: so much a letter, and so much by itself. Fitted to 35 lines
by espeak-ng and two voices of flite, which are all within 0.8 and 1.3 of it."""

SHORTEST, LONGEST = 0.6, 1.6
"""A line's length, in parts of what is expected."""

SAME_LETTERS = 0.55
"""How alike the letters said and heard must be, in [0, 1] (difflib's ratio). Of those 35 lines by
flite, coach-en's own were 0.62 and more alike; any other line's 0.50 and less."""

QUIET_BEFORE, QUIET_AFTER = samples(0.1), samples(0.2)
"""Most silence at either end."""

FLAT = 6
"""So many samples in a row at the highest value are a peak that was cut off."""

EXTRA = "pyloudnorm"
"""The package that measures loudness: the extra `voice-coach[render]` by its own name."""


def check_extra() -> None:
    """See that loudness can be measured here.

    Raises:
        UsageError: a package is missing.
    """
    if not find_spec("pyloudnorm"):
        raise UsageError("Looking at each line needs one more package.", how_to_add(EXTRA))


def loudness(sound: Sound) -> float:
    """In LUFS; -inf for silence."""
    import pyloudnorm

    if not len(sound):
        return float("-inf")
    times = -(-MEASURED // len(sound))
    wave = np.tile(sound.astype(np.float64) / 32768, times)
    return float(pyloudnorm.Meter(SAMPLE_RATE).integrated_loudness(wave))


def levelled(sound: Sound) -> Sound:
    """A line at `LOUDNESS`, or as near to it as it comes; peaks too high for that are turned down.

    That takes from its loudness in turn, so it is done once more.
    """
    for _ in range(2):
        now = loudness(sound)
        if not np.isfinite(now):
            return sound
        wave = sound.astype(np.float64) * 10 ** ((LOUDNESS - now) / 20)
        sound = np.round(limited(wave, PEAK_LIMIT * 32767)).astype(np.int16)
    return sound


def finished_line(text: str, sound: Sound, pace: int) -> tuple[Sound, bool]:
    """A line as it is played, and whether it is good, its words apart: those are not heard back."""
    line = levelled(sound)
    return line, not any(wrong_with(text, line, pace=pace, ear=None))


def wrong_with(text: str, sound: Sound, *, pace: int, ear: Transcriber | None) -> Iterator[str]:
    """What is wrong with a line, in words; nothing: it is good.

    Args:
        text: what it should say.
        sound: as it is played.
        pace: words a minute it was asked for at.
        ear: hears words; None: they are not checked.
    """
    loud = np.flatnonzero(np.abs(sound.astype(np.int32)) > QUIET * 32768)
    if not len(loud):
        yield "silent"
        return
    if _cut_off(sound):
        yield "clipped"
    off = loudness(sound) - LOUDNESS
    if abs(off) > LOUDNESS_WITHIN:
        yield f"{abs(off):.1f} LU too {'loud' if off > 0 else 'soft'}"
    if loud[0] > QUIET_BEFORE or len(sound) - loud[-1] > QUIET_AFTER:
        yield "silence at an end"
    long = seconds(len(sound)) / expected_seconds(text, pace)
    if not SHORTEST <= long <= LONGEST:
        yield f"{long:.1f} times as long as expected"
    if ear and not _heard(text, sound, ear):
        yield "not understood"


def expected_seconds(text: str, pace: int) -> float:
    """How long a line should last."""
    letters = sum(letter.isalnum() for letter in text)
    return (LETTER_SECONDS * letters + LINE_SECONDS) * AT_PACE / pace


def _cut_off(sound: Sound) -> bool:
    """Whether a peak is flat: samples at full scale, or in a row at the highest there is."""
    size = np.abs(sound.astype(np.int32))
    highest = int(size.max())
    if highest >= 32767:
        return True
    at_top = (size == highest).astype(np.int32)
    return bool(np.convolve(at_top, np.ones(FLAT, dtype=np.int32)).max() >= FLAT)


def _heard(text: str, sound: Sound, ear: Transcriber) -> bool:
    quiet = np.zeros(samples(0.3), dtype=np.int16)
    words = ear.transcribe(np.concatenate([quiet, sound, quiet]))
    heard = plain(" ".join(word.text for word in words))
    said, got = ("".join(filter(str.isalnum, each)) for each in (plain(text), heard))
    alike = difflib.SequenceMatcher(None, said, got, autojunk=False).ratio()
    return not said or alike >= SAME_LETTERS
