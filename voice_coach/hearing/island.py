"""A word far louder than what goes on around it: a command over a television.

Where something talks without a break, no silence sets a command apart. What stands out of the loud
parts of that talk by `OUT_DB`, with nothing that does just before and after, is set apart all the
same. In the midst of unknown talk a recogniser takes a command for more of the same, so it is given
what stands out by itself.

Every number here was chosen on half of the people (`benchmarks/ears/halves.py`): 13 commands, cut
closely, each over four parts of a programme that it lay 20 dB above.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

import numpy as np

from voice_coach.edge.ports import Word
from voice_coach.edge.vosk_recognizer import VoskRecognizer
from voice_coach.hearing.endpoint import Edge, Endpoint
from voice_coach.hearing.voice_activity import with_dither
from voice_coach.signal.sound import Sound, power
from voice_coach.signal.units import BLOCK_SAMPLES, Samples, samples

OUT_DB = 9.0
"""How far it stands out. Of 52 commands 46 were heard with 7 to 10 dB, 44 with 12; in 16 minutes of
talk and sounds 6 things stood out by 7 dB, 3 by 9 and 2 by 12."""

AROUND = samples(2.0)
"""So much of the latest voiced sound that did not stand out is what goes on around it."""

LEARNED = samples(1.0)
"""From so much of it on it is known: the first word after a silence stands out of nothing."""

LOUD_PART = 0.9
"""Share of it that is softer than its loud parts. Talk goes up and down by 25 dB from sound to
sound: with 0.75, 7 things in those 16 minutes stood out by 10 dB, with 0.9 two."""

BESIDE = samples(0.20)
"""What is softer before and after it lasts so long at least."""

LONGEST = samples(2.5)
"""A longer one is no command: somebody louder talks now, and is what goes on."""

GOES_ON = samples(0.5)
"""So long after it talk must still go on: else silence is about to set it apart, which is surer."""

FAINT_DB = 15.0
"""What lies this far below its loudest block is no part of it, as a loud sound of the programme
just before or after: how long it was tells a word from a syllable (`OUT_SHARE`)."""

LEAD = [np.zeros(BLOCK_SAMPLES, dtype=np.int16)] * (samples(0.4) // BLOCK_SAMPLES)
"""Room that the recogniser is given before and after it."""

BESIDES = ((samples(0.08), samples(0.16)), (samples(0.16), samples(0.12)))
"""Sound before and after it that may belong to it. The first and last consonants are no louder than
the talk around it, so where they begin and end is not known: with the first of these 39 of the 52
were heard, with the second 38, with either 46."""

KEPT = LONGEST + GOES_ON + max(map(max, BESIDES))


class Islands:
    """Follows the sound, and hears what stands out of it by itself."""

    def __init__(self, recognizer: VoskRecognizer) -> None:
        self._recognizer = recognizer
        self._end = Endpoint(BESIDE)
        self._began: Samples = 0
        self._around: deque[float] = deque(maxlen=AROUND // BLOCK_SAMPLES)
        """Levels of voiced blocks, in decibels."""
        self._recent: deque[tuple[Samples, Sound]] = deque(maxlen=KEPT // BLOCK_SAMPLES)
        """When each block began, and the block."""
        self._latest: Edge | None = None
        """While nobody has taken it."""

    def hear(self, sound: Sound, at: Samples, *, voiced: bool) -> bool:
        """Take a block.

        Returns:
            Whether something stood out, and ended `GOES_ON` ago.
        """
        now = at + len(sound)
        self._recent.append((at, sound))
        level = _level(sound)
        out = voiced and self._stands_out(level)
        if voiced and not out:
            self._around.append(level)
        edge = self._end.hear(at=at, length=len(sound), voiced=out)
        if edge and edge.kind == "started":
            self._began = edge.started
        elif edge:
            self._latest = self._loud(edge)
        elif self._end.speaking and now - self._began > LONGEST:
            self._around.clear()
            self._end.reset()
        return self._latest is not None and now - self._latest.ended >= GOES_ON

    def take(self) -> Edge | None:
        """What stood out last, if it was not taken yet."""
        latest, self._latest = self._latest, None
        return latest

    def reset(self) -> None:
        """The ears were closed."""
        self._end.reset()
        self._recent.clear()
        self._latest = None

    def words(self, island: Edge, phrases: Iterable[str]) -> Iterator[tuple[Word, ...]]:
        """What a closed recogniser makes of it, with a little and with more of the sound beside it.

        Args:
            island: what stood out.
            phrases: the grammar.
        """
        self._recognizer.allow(phrases)
        for before, after in BESIDES:
            part = self._between(island.started - before, island.ended + after)
            for number, block in enumerate([*LEAD, *part, *LEAD]):
                self._recognizer.accept(with_dither(block, number * BLOCK_SAMPLES))
            yield self._recognizer.finish()

    def _stands_out(self, level: float) -> bool:
        if len(self._around) < LEARNED // BLOCK_SAMPLES:
            return False
        known = sorted(self._around)
        return level > known[int(LOUD_PART * len(known))] + OUT_DB

    def _loud(self, edge: Edge) -> Edge:
        """From its first to its last loud block."""
        levels = [_level(each) for each in self._between(edge.started, edge.ended)]
        loud = [at for at, level in enumerate(levels) if level > max(levels) - FAINT_DB]
        return Edge(
            kind="ended",
            started=edge.started + loud[0] * BLOCK_SAMPLES,
            ended=edge.started + (loud[-1] + 1) * BLOCK_SAMPLES,
        )

    def _between(self, started: Samples, ended: Samples) -> list[Sound]:
        """The blocks between two moments, as far as there were any and they are kept."""
        return [sound for at, sound in self._recent if started <= at < ended]


def _level(sound: Sound) -> float:
    return 10 * float(np.log10(power(sound) + 1))
