"""A blaming sentence turned into the beginning of one that can be heard (exercises.md E03).

"You always forget the bins" -> "you forget the bins", for "When you forget the bins, I feel ...".
English only, and careful: what it cannot turn well it does not turn.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from voice_coach.listening.frame import others_words, taken_back
from voice_coach.listening.phrase import Phrases
from voice_coach.listening.phrasebook import page, word_set
from voice_coach.listening.words import words

LONGEST = 10
"""Words of theirs that are given back: a prompt has at most 35 with its own."""


def gentle_opening(text: str) -> str | None:
    """What "you always ..." or "you never ..." tells of, without "always" and "never".

    The first of them that can be turned; None if there is none.
    """
    said = words(text)
    for hit in _phrases().hits(said):
        if others_words(said, hit.start) or taken_back(said, hit.start):
            continue
        rest = _clause(said[hit.end :])
        verb = _verb(hit.label, said[hit.start + 1], rest)
        if rest and verb is not None:
            return " ".join(["you", *verb, *("I" if word == "i" else word for word in rest)])
    return None


def _clause(rest: Sequence[str]) -> list[str]:
    """The words up to the next thought."""
    ends = _list("ends")
    stop = next((index for index, word in enumerate(rest) if word in ends), len(rest))
    clause = list(rest[:stop])
    return clause if len(clause) <= LONGEST else []


def _verb(label: str, second: str, rest: Sequence[str]) -> list[str] | None:
    """What stands between "you" and the rest; None if that cannot be told."""
    if label.startswith("you_are") or label.startswith("you_have"):
        return [second, "not"] if label.endswith("never") else [second]
    if label == "you_always":
        return []
    return ["don't"] if rest and rest[0] in _list("verbs") else None


@cache
def _phrases() -> Phrases:
    openings = page("cues")["openings"]
    return Phrases({label: [phrase] for label, phrase in openings.items()})


@cache
def _list(name: str) -> frozenset[str]:
    if name == "verbs":
        return word_set(page("retelling")["bases"]) | word_set(page("cues")["more_verbs"])
    return word_set(page("cues")[name])
