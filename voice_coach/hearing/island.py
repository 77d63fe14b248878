"""A word far louder than what goes on around it: a command over a television.

Where something talks without a break, no silence sets a command apart. What stands out of it by
`OUT_DB`, with less than that before and after, is set apart all the same.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

import numpy as np

from voice_coach.edge.ports import Word
from voice_coach.edge.vosk_recognizer import VoskRecognizer
from voice_coach.hearing.endpoint import Edge, Endpoint
from voice_coach.hearing.voice_activity import with_dither
from voice_coach.signal.sound import Sound, power
from voice_coach.signal.units import BLOCK_SAMPLES, SAMPLE_RATE, Samples, samples

OUT_DB = 14.0
"""How far it stands out. Of 26 commands 20 dB over a programme (half of the people, their words cut
closely) 13 were heard with it and none was mistaken; with 12 dB 10, with 16 dB 8 and 1."""

RISE_DB = 8.0 * BLOCK_SAMPLES / SAMPLE_RATE
"""How fast the level around it is learned where it is louder than thought, 8 dB a second: a word
of 0.6 s lifts it by 5 dB."""

FALL_DB = 10.0 * BLOCK_SAMPLES / SAMPLE_RATE
"""The same where it is softer: the gaps of talk are short."""

BESIDE = samples(0.20)
"""What is softer before and after it lasts so long at least."""

LONGEST = samples(2.5)
"""A longer one is no command."""

GOES_ON = samples(0.5)
"""So long after it talk must still go on: else silence is about to set it apart, which is surer."""

AMID = samples(2.0)
"""So long before it the talk must have gone on already, for `MOSTLY` of the time: the first word
after a silence stands out of nothing but the silence."""

MOSTLY = 0.8

EDGE = samples(0.12)
"""Sound before and after it that belongs to it: the first and last consonants are soft."""


LEAD = [np.zeros(BLOCK_SAMPLES, dtype=np.int16)] * (samples(0.4) // BLOCK_SAMPLES)
"""Room that the recogniser is given before and after it."""


class Islands:
    """Follows the sound, and hears what stands out of it by itself.

    In the midst of unknown talk a recogniser takes a command for more of the same.
    """

    def __init__(self, recognizer: VoskRecognizer) -> None:
        self._recognizer = recognizer
        self._end = Endpoint(BESIDE)
        self._around: float | None = None
        self._over: Edge | None = None
        """The latest, while it is not known whether talk goes on."""
        self._recent: deque[Sound] = deque(maxlen=(LONGEST + GOES_ON) // BLOCK_SAMPLES)
        self._before: deque[bool] = deque(maxlen=AMID // BLOCK_SAMPLES)
        """Whether somebody talked, block by block, until it began."""
        self._amid = False

    def hear(self, sound: Sound, at: Samples, *, voiced: bool) -> Edge | None:
        """Take a block.

        Returns:
            What stood out, if it was short enough for a command, `GOES_ON` after its end.
        """
        self._recent.append(sound)
        level = 10 * float(np.log10(power(sound) + 1))
        around = level if self._around is None else self._around
        self._around = around + min(RISE_DB, max(-FALL_DB, level - around))
        out = voiced and level > around + OUT_DB
        edge = self._end.hear(at=at, length=len(sound), voiced=out)
        if edge and edge.kind == "started":
            self._amid = sum(self._before) >= MOSTLY * AMID // BLOCK_SAMPLES
        self._before.append(voiced)
        if edge and edge.kind == "ended" and edge.ended - edge.started <= LONGEST - EDGE:
            self._over = edge if self._amid else None
        if not self._over or at + len(sound) - self._over.ended < GOES_ON:
            return None
        over, self._over = self._over, None
        return over

    def words(self, island: Edge, now: Samples, phrases: Iterable[str]) -> tuple[Word, ...]:
        """What a closed recogniser makes of it.

        Args:
            island: what stood out.
            now: the moment that the latest block ended.
            phrases: the grammar.
        """
        first = (now - island.started + EDGE) // BLOCK_SAMPLES
        last = (now - island.ended - EDGE) // BLOCK_SAMPLES
        self._recognizer.allow(phrases)
        for number, block in enumerate([*LEAD, *list(self._recent)[-first : -last or None], *LEAD]):
            self._recognizer.accept(with_dither(block, number * BLOCK_SAMPLES))
        return self._recognizer.finish()
