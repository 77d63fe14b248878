"""When an exchange grows heated: signs over a window, and voices over one another.

One sign is a nudge, never a verdict: what triggers a pause is several of them together, or words
that are hot by themselves (exercises.md B5; finding 6). Nobody is ever told whose signs they were.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from voice_coach.signal.units import Samples, samples

Sensitivity = Literal["off", "relaxed", "standard", "strict"]
"""How soon the coach pauses by itself. Off: only when it is asked to."""

WINDOW = samples(60)
"""How long a sign counts (B5: two within sixty seconds)."""

LATEST_JUDGED = 3
"""Of these last utterances judged by their words, enough must be warm: a false alarm is forgotten
after a few calm ones."""

NEAR = samples(0.5)
"""Signs of different kinds this close are of one moment: a loud blaming line is one line."""

SUSTAINED = samples(3)
"""Shouting that lasts this long is the second rung at once (B5 gives no length; a joyful moment is
shorter, and screaming is over ten seconds in C.4)."""


class Threshold(msgspec.Struct, frozen=True, kw_only=True):
    """What counts at one sensitivity."""

    moments: int
    """Heated moments within the window that make a pause."""
    decibels: float
    """A voice raised less than this above its own calm is not counted. Acted anger was 21 dB above
    neutral, acted joy 14: loudness finds a raised voice, not anger (docs/voice.md)."""
    overlap: Samples
    """Shorter talk over one another is not counted (B2: 1.2 s)."""


THRESHOLDS = {
    "relaxed": Threshold(moments=3, decibels=15.0, overlap=samples(2.0)),
    "standard": Threshold(moments=2, decibels=10.0, overlap=samples(1.2)),
    "strict": Threshold(moments=1, decibels=8.0, overlap=samples(0.8)),
}


class Sign(msgspec.Struct, frozen=True, kw_only=True):
    """Something that may belong to a quarrel."""

    kind: Literal["words", "voice", "overlap"]
    started: Samples
    ended: Samples
    utterance: int = 0
    """For words: which of the judged utterances it was."""


class Heat:
    """Collects the signs of the running exercise."""

    def __init__(self, sensitivity: Sensitivity) -> None:
        self._threshold = THRESHOLDS.get(sensitivity)
        self._signs: list[Sign] = []
        self._judged = 0

    def forget(self) -> None:
        """Start anew: there was a pause."""
        self._signs.clear()

    def worded(
        self, heat: Literal["calm", "warm", "hot"], *, started: Samples, ended: Samples
    ) -> bool:
        """Words were judged. True if it is time to pause."""
        self._judged += 1
        if heat == "calm" or not self._threshold:
            return False
        if heat == "hot":
            return True
        return self._add(Sign(kind="words", started=started, ended=ended, utterance=self._judged))

    def raised(self, at: Samples, decibels: float, lasting: Samples) -> bool:
        """A voice was raised, or still is. True if it is time to pause."""
        if not self._threshold or decibels < self._threshold.decibels:
            return False
        began = at - lasting
        self._signs = [
            sign for sign in self._signs if sign.kind != "voice" or sign.ended < began
        ]  # the same shout is one sign
        return self._add(Sign(kind="voice", started=began, ended=at))

    def sustained(self, decibels: float, lasting: Samples) -> bool:
        """Whether this is more than a voice raised for a moment: shouting."""
        threshold = self._threshold
        return threshold is not None and decibels >= threshold.decibels and lasting >= SUSTAINED

    def overlapped(self, at: Samples, lasting: Samples) -> bool:
        """Both talked at once. True if it is time to pause."""
        if not self.counts(lasting):
            return False
        return self._add(Sign(kind="overlap", started=at - lasting, ended=at))

    def counts(self, overlap: Samples) -> bool:
        """Whether talk over one another is long enough to be more than a back-channel."""
        return self._threshold is not None and overlap >= self._threshold.overlap

    def _add(self, new: Sign) -> bool:
        assert self._threshold
        oldest = self._judged - LATEST_JUDGED
        self._signs = [
            sign
            for sign in self._signs
            if new.ended - sign.ended <= WINDOW
            and (sign.kind != "words" or sign.utterance > oldest)
        ]
        self._signs.append(new)
        if all(sign.kind == "overlap" for sign in self._signs):
            return False  # lively talk overlaps; alone it is the floor guard's business (B2)
        return len(self._moments()) >= self._threshold.moments

    def _moments(self) -> list[list[Sign]]:
        """The signs, those of one moment together."""
        moments: list[list[Sign]] = []
        for sign in sorted(self._signs, key=lambda each: each.ended):
            if moments and _joins(sign, moments[-1]):
                moments[-1].append(sign)
            else:
                moments.append([sign])
        return moments


def _joins(sign: Sign, moment: list[Sign]) -> bool:
    """Whether a sign is of a moment: close to it, and of a kind it does not have yet."""
    latest = max(each.ended for each in moment)
    return sign.kind not in {each.kind for each in moment} and sign.started - latest <= NEAR


class FloorGuard:
    """Protects the floor from talk over one another, in the same words both ways (block B2)."""

    def __init__(self) -> None:
        self._count = 0
        self._latest: Samples = 0

    def overlapped(self, at: Samples) -> Literal["let be", "tone", "words"]:
        """Both talked at once for a while: what the coach does about it.

        The first time nothing, the second within a minute a tone, the third a sentence; then it
        counts anew, so that nobody is told again and again.
        """
        self._count = self._count + 1 if at - self._latest <= WINDOW else 1
        self._latest = at
        if self._count >= 3:
            self._count = 0
            return "words"
        return "tone" if self._count == 2 else "let be"
