"""What somebody said, in words, and what follows from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from voice_coach.core.events import AnyEvent
from voice_coach.signal.units import Samples


class Utterance(msgspec.Struct, frozen=True, kw_only=True):
    """Words somebody said. Never stored, never logged."""

    text: str
    """Lower case, no punctuation but apostrophes."""
    started: Samples
    ended: Samples
    confidence: float = 1.0
    """The lowest of its words', in [0, 1]; how much it means depends on who heard them."""


Understand = Callable[[Utterance, Samples], Sequence[AnyEvent]]
"""What becomes of an utterance: facts of the session, stamped with the moment given."""


def not_understood(utterance: Utterance, now: Samples) -> Sequence[AnyEvent]:
    """Nothing follows from an utterance: nobody follows the words."""
    return ()
