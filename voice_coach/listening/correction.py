"""Where an utterance begins anew, and the words that only colour it: wrappers.toml."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from voice_coach.listening.pattern import Pattern
from voice_coach.listening.phrasebook import page, word_set


def corrections(said: Sequence[str]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """What stands before and behind each place where a word is taken back, the last place first.

    "yes, no wait, no" is "yes" and "no".
    """
    for at in reversed(range(len(said))):
        marks = _marks("anywhere") + (_marks("behind") if at else ())
        for end in {end for each in marks for end in each.ends(said, at)}:
            if end < len(said):
                yield said[:at], said[end:]


def without_light_words(said: Sequence[str]) -> list[str]:
    """Words without those that may stand anywhere and change nothing: "um", "really", "please"."""
    light = word_set(page("wrappers")["light"]["words"])
    return [word for word in said if word not in light]


@cache
def _marks(where: str) -> tuple[Pattern, ...]:
    return tuple(Pattern.of(each, {}) for each in page("wrappers")["corrections"][where])
