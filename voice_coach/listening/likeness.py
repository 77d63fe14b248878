"""What an utterance is most like that the grammar cannot read: the second reading.

People ask for things in ways that no list holds. Each word, pair of words and run of letters of an
utterance speaks for or against every meaning; their sums make a likelihood of each meaning that
counts now, and of talk. It is believed only where it is sure enough, surer of what is hard to undo
(which is never guessed at where somebody has the floor), and never where it would turn round what
was said: whoever says "no need to stop" denies the word that speaks most for an end. The weights
are data (phrases/en/likeness.txt), fitted by `python -m benchmarks.fit_likeness`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise, takewhile
from math import exp
from typing import Any, NamedTuple

from voice_coach.listening.denial import denials
from voice_coach.listening.phrasebook import lines, page, word_set
from voice_coach.listening.reading import grammar
from voice_coach.listening.words import without_stutter

TALK = "TALK"
"""Stands for no meaning at all."""

LONGEST = 12
"""Words of the longest utterance that is read so: 99 in 100 requests and answers are no longer."""

SHORTEST = 2
"""Words of the shortest that are not mumbled; what is shorter, the grammar has in its lists."""

LETTERS = 4
"""Letters in a run; the beginning and the end of a word count as letters."""

APART = (2, 3)
"""How many words apart two words of a pair may stand, beside those that stand together."""

NEVER = 2.0
"""More than anything can be likely."""

REACH = 5
"""Words behind a denial that it may deny."""

MOST_CONTRARY = 0.1
"""How likely the contrary may be."""

MIDDLE, STEP = ord("P"), 0.08
"""A weight is written as one sign: so many steps from the middle one."""

Where = str
"""Of what kind a moment is: somebody has the floor, a question waits, a pause, nothing is asked."""


class Likelihood(NamedTuple):
    """How likely a meaning is, from 0 to 1."""

    meaning: str
    share: float


def marks(said: Sequence[str], where: Where) -> frozenset[str]:
    """What an utterance is seen by: its words, pairs of them, runs of letters, and the moment."""
    said = without_stutter(said)
    found = {f"at {where}", f"long {min(len(said) // 2, LONGEST // 2)}"}
    found.update(f"word {each}" for each in said)
    found.update(f"pair {one} {other}" for one, other in pairwise(("^", *said, "$")))
    for apart in APART:
        found.update(f"near {one} {other}" for one, other in zip(said, said[apart:], strict=False))
    for each in said:
        found.update(f"run {letters}" for letters in _runs(each))
    return frozenset(found)


def _runs(word: str) -> Iterator[str]:
    spelt = f"<{word}>"
    for start in range(len(spelt) - LETTERS + 1):
        yield spelt[start : start + LETTERS]


def place(meanings: Collection[str]) -> Where:
    """The kind of moment at which these count."""
    if "HOLD_FLOOR" in meanings:
        return "floor"
    if not grammar().requests.issuperset(meanings):
        return "paused" if "CONTINUE" in meanings else "asked"
    return "paused" if "CONTINUE" in meanings and "MORE" not in meanings else "open"


def likely(said: Sequence[str], meanings: Collection[str]) -> str | None:
    """What an utterance most likely means among these; None: talk, or there is no telling.

    Args:
        said: its words, which the grammar could not read.
        meanings: what counts now.
    """
    clear = [word for word in said if word not in word_set(_rules()["mumbled"]["words"])]
    if len(clear) < SHORTEST or len(said) > LONGEST:
        return None
    where = place(meanings)
    told_the_other = word_set(_rules()["sure"]["told_the_other"])
    if where == "floor" and not told_the_other.isdisjoint(said):
        return None
    return believed(said, likelihoods(said, meanings), lambda meaning: least(meaning, where))


def believed(
    said: Sequence[str], likely: Sequence[Likelihood], least: Callable[[str], float]
) -> str | None:
    """The likeliest meaning, if it is as likely as it must be and nothing says the contrary.

    Args:
        said: the words.
        likely: how likely each meaning is, the likeliest first.
        least: how likely a meaning must be.
    """
    first, *others = likely
    if first.meaning == TALK or first.share < least(first.meaning):
        return None
    contrary = word_set(_rules()["contraries"].get(first.meaning, ""))
    if any(each.meaning in contrary and each.share > MOST_CONTRARY for each in others):
        return None
    return None if turned_round(said, first.meaning) else first.meaning


def likelihoods(said: Sequence[str], meanings: Collection[str]) -> list[Likelihood]:
    """The meanings that count now, and talk, the likeliest first; together they make 1."""
    names, table = _weights()
    rows = [row for mark in marks(said, place(meanings)) if (row := table.get(mark))]
    sums = [
        (name, STEP * sum(ord(row[at]) - MIDDLE for row in rows))
        for at, name in enumerate(names)
        if name == TALK or name in meanings
    ]
    most = max(value for _, value in sums)
    raised = [(name, exp(value - most)) for name, value in sums]
    whole = sum(value for _, value in raised)
    found = [Likelihood(name, value / whole) for name, value in raised]
    return sorted(found, key=lambda each: (-each.share, each.meaning))


def least(meaning: str, where: Where) -> float:
    """How likely a meaning must be to be believed, from 0 to 1; more than 1: never."""
    rules = _rules()["sure"]
    hard = meaning in word_set(rules["hard_to_undo"])
    if where == "floor" and (hard or meaning in word_set(rules["not_on_a_floor"])):
        return NEVER
    return float(rules["hard" if hard else "else"][where])


def turned_round(said: Sequence[str], meaning: str) -> bool:
    """Whether something in it makes the contrary of a meaning: "there is no need to stop"."""
    rules = _rules()
    if not word_set(rules["never_with"].get(meaning, "")).isdisjoint(said):
        return True
    speaks = word_set(rules["denied"]["words"].get(meaning, ""))
    return any(not speaks.isdisjoint(denied) for denied in _denials(said))


def _denials(said: Sequence[str]) -> Iterator[Sequence[str]]:
    """The words behind each denial that it may deny."""
    rules = _rules()["denied"]
    for denial in denials(said):
        yield said[denial.start : denial.stop - 1 + REACH]
    spent = word_set(rules["spent"])
    for at, word in enumerate(said):
        behind = said[at + 1 : at + 1 + REACH]
        denies = word in word_set(rules["by"])
        if word == "no" and behind:
            denies = behind[0] in word_set(rules["no"])
        if denies and behind and behind[0] not in word_set(rules["begins"]):
            yield list(takewhile(lambda each: each not in spent, behind))


@cache
def _weights() -> tuple[tuple[str, ...], Mapping[str, str]]:
    """The meanings, and for each mark a sign for each of them."""
    (_, names), *rows = (line.split("\t") for line in lines("likeness"))
    return tuple(names.split()), {mark: row for mark, row in rows}


def _rules() -> Mapping[str, Any]:
    return page("likeness")
