"""Answers that hedge, to a question that few answer with a plain yes, such as one about fear.

"Sometimes", "a bit", "I watch his face" are no "no" (`Ask.sometimes`). Only a denial that nothing
takes back is one. The words are in phrases/en/answers.toml, [SOMETIMES].
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal

from voice_coach.listening.pattern import Pattern
from voice_coach.listening.phrasebook import page, word_set

LONGEST_LEAD = 3
"""Words before a denial that begins an answer: "honestly no"."""


def hedged(said: Sequence[str]) -> Literal["SOMETIMES", "NO"] | None:
    """What an answer means that is no plain yes or no; None: there is no telling."""
    words = page("answers")["SOMETIMES"]
    heard = set(said)
    denied = _found("denials", said) or list(said[-1:]) in (["no"], ["never"])
    denied = denied or any(word in word_set(words["denies"]) for word in said[:LONGEST_LEAD])
    if denied and not heard & word_set(words["takes_back"]):
        return "NO"
    return "SOMETIMES" if heard & word_set(words["signs"]) or _found("owns", said) else None


def _found(which: str, said: Sequence[str]) -> bool:
    return any(each.ends(said, at) for each in _patterns(which) for at in range(len(said)))


@cache
def _patterns(which: str) -> tuple[Pattern, ...]:
    return tuple(Pattern.of(each, {}) for each in page("answers")["SOMETIMES"][which])
