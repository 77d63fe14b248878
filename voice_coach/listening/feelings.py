"""Feelings that are named, and judgements told as feelings ("I feel ignored")."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import msgspec

from voice_coach.listening.phrase import Hit, Phrases
from voice_coach.listening.phrasebook import page, word_set
from voice_coach.listening.words import words

JUDGEMENT = "judgement"
"""The family of what is told as a feeling and is a story about the other."""

LOOK_BACK = 4
"""Words between "I feel" and the feeling: "i feel really quite sad and lonely"."""

KIND_WITHIN = 6
"""Words in which "I feel like you ..." may turn out kind."""


class Feeling(msgspec.Struct, frozen=True, kw_only=True):
    """One feeling named."""

    word: str
    """As it was said; for "I feel like you ..." the words that give it away."""
    family: str
    """"lonely", "angry", "afraid", ... or `JUDGEMENT`."""
    is_judgement: bool
    """Whether it tells what the other does rather than what one feels."""


def find_feelings(text: str) -> tuple[Feeling, ...]:
    """Every feeling and judgement named in a text, in order.

    Whose feeling it is, and whether it is denied, is not told.
    """
    said = words(text)
    found: dict[int, Feeling] = {}
    for start, end in _opinions(said):
        told = " ".join(said[start + 1 : end])
        found[start] = Feeling(word=told, family=JUDGEMENT, is_judgement=True)
    for hit in _named().hits(said):
        kind, family = hit.label.split(".")
        if kind == "clear" or (kind == "framed" and _is_framed(said, hit.start)):
            feeling = Feeling(word=said[hit.start], family=family, is_judgement=False)
        elif kind == JUDGEMENT and _is_felt(said, hit.start):
            told = " ".join(said[hit.start : hit.end])
            feeling = Feeling(word=told, family=JUDGEMENT, is_judgement=True)
        else:
            continue
        found.setdefault(hit.start, feeling)
    return tuple(found[start] for start in sorted(found))


def _opinions(said: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where "I feel like you ..." stands and is no kindness."""
    reached = 0
    for hit in _opinion_phrases().hits(said):
        if hit.start >= reached and not _turns_kind(said, hit):
            reached = hit.end
            yield hit.start, hit.end


def _turns_kind(said: Sequence[str], hit: Hit) -> bool:
    return _kind_phrases().found(said[hit.start + 1 : hit.end + KIND_WITHIN])


def _is_framed(said: Sequence[str], at: int) -> bool:
    """Whether "I feel ..." or "it makes me ..." leads up to this word."""
    before = _leading_word(said, at)
    if before is None:
        return False
    if said[before] in _frame("verbs"):
        return True
    return before > 0 and said[before - 1] in _frame("caused")


def _is_felt(said: Sequence[str], at: int) -> bool:
    """Whether "I feel ..." leads up to this word."""
    before = _leading_word(said, at)
    return before is not None and said[before] in _frame("feel")


def _leading_word(said: Sequence[str], at: int) -> int | None:
    """The last word before `at` that is no "so", "really" or "and"."""
    for index in range(at - 1, max(-1, at - 2 - LOOK_BACK), -1):
        if said[index] not in _frame("between") and said[index] not in _felt_words():
            return index
    return None


@cache
def _named() -> Phrases:
    book = page("feelings")
    labelled: dict[str, Sequence[str]] = {
        f"{kind}.{family}": entries.split()
        for kind in ("clear", "framed")
        for family, entries in book[kind].items()
    }
    judged = book[JUDGEMENT]
    labelled[f"{JUDGEMENT}.{JUDGEMENT}"] = [*judged["words"].split(), *judged["phrases"]]
    return Phrases(labelled)


@cache
def _felt_words() -> frozenset[str]:
    book = page("feelings")
    named = [*book["clear"].values(), *book["framed"].values(), book[JUDGEMENT]["words"]]
    return word_set(named)


@cache
def feeling_words() -> Mapping[str, str]:
    """Every word that names a feeling by itself, and its family."""
    clear = page("feelings")["clear"]
    return {word: family for family, entries in clear.items() for word in entries.split()}


@cache
def _opinion_phrases() -> Phrases:
    return Phrases({JUDGEMENT: page("feelings")[JUDGEMENT]["opinions"]})


@cache
def _kind_phrases() -> Phrases:
    return Phrases({"kind": page("feelings")[JUDGEMENT]["kind"]})


@cache
def _frame(name: str) -> frozenset[str]:
    return word_set(page("feelings")["frame"][name])
