"""What turns round a request that stands behind it: "no need to stop", "too early for a break"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from voice_coach.listening.pattern import Pattern, parts_of
from voice_coach.listening.phrasebook import page, word_set


def denials(said: Sequence[str]) -> list[range]:
    """Each denial: the numbers of its words, and of the word behind it."""
    phrases, passed_on = _phrases()
    found = []
    for start, word in enumerate(said):
        for phrase in phrases.get(word, ()):
            for end in phrase.ends(said, start):
                while end < len(said) and said[end] in passed_on:
                    end += 1  # "no need to take a break"
                found.append(range(start, end + 1))
    return found


@cache
def _phrases() -> tuple[Mapping[str, Sequence[Pattern]], frozenset[str]]:
    """What denies, by its first word, and the words that pass it on."""
    denying = page("wrappers")["denying"]
    parts = parts_of(denying["parts"])
    by_word: dict[str, list[Pattern]] = {}
    for written in denying["phrases"]:
        pattern = Pattern.of(written, parts)
        for word in pattern.firsts()[0]:
            by_word.setdefault(word, []).append(pattern)
    return by_word, word_set(denying["passed_on"])
