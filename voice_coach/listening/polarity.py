"""Which words of a sentence are turned round by a "not" before them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from voice_coach.listening.phrasebook import page, word_set
from voice_coach.listening.stems import cut_ending, is_content

SCOPE = 6
"""Meaningful words a "not" reaches at most; then a new thought has begun, "but" or not."""

REACH_BACK = 6
"""Words before a "not", in its clause, that it may be about: "going out was never my thing"."""

COMPARED = 1
"""The same after "rather ... than": "than go out on fridays" denies the going, not the fridays."""


def polarities(said: Sequence[str]) -> list[int]:
    """For each word 1 if it is said, -1 if denied, 0 if that cannot be told.

    A "not", "never", "nobody", "without" or "stopped ...-ing" turns round what follows in its
    clause; two of them cancel. What stands before it in the clause, what is wished for, and what it
    is "weeks since", may be meant either way. After "rather" or "prefer", what follows "than" is
    denied. A denial ends where somebody begins to act: "nobody came i felt foolish", "i do not
    sleep you snore"; but not after "i do not think", which denies what is thought.
    """
    result: list[int] = []
    begun = 0
    wishing, openers = _words("wishing"), _words("clause_openers") | {"and"}
    sign, reach, compared = 1, 0, False
    nobody_acts = False
    for index, word in enumerate(said):
        following = said[index + 1] if index + 1 < len(said) else ""
        if word in openers and _opens_clause(word, following):
            sign, reach, compared = 1, 0, False
            begun = index
        elif sign < 0 and _another_acts(said, index, nobody_acts):
            sign, reach, nobody_acts = 1, 0, False
        if _long_since(said, index):
            sign, reach, result[-1] = 0, SCOPE, 0
        elif word in wishing:
            sign, reach = 0, SCOPE
        elif denies(said, index):
            sign, reach = -(sign or 1), SCOPE
            nobody_acts = word in _words("denying_subjects")
            for before in range(max(begun, index - REACH_BACK), index):
                result[before] = min(result[before], 0)
        elif word in ("rather", "prefer"):
            compared = True
        elif compared and (word == "than" or (word == "to" and following.endswith("ing"))):
            sign, reach, compared = -1, COMPARED, False
        result.append(sign)
        if sign != 1 and is_content(word):
            reach -= 1
            if reach <= 0:
                sign = 1
    return result


def denies(said: Sequence[str], index: int) -> bool:
    """Whether the word at `index` turns others round, and means nothing by itself."""
    word = said[index]
    if word not in _may_deny():
        return False
    following = said[index + 1 : index + 3]
    if word in _words("negators"):
        return not _words("not_denying").intersection(following[:1])
    if word in ("instead", "rather"):
        return following[:1] in (["of"], ["than"])
    if word == "used":
        return following[:1] == ["to"]
    if word in ("gave", "give", "given"):
        return following[:1] == ["up"]
    around = (*following, *said[max(0, index - 3) : index])
    return word in _words("enders") and any(each.endswith("ing") for each in around)


def _long_since(said: Sequence[str], index: int) -> bool:
    """Whether it is long since something was: "weeks since we talked" says that we do not."""
    return said[index] == "since" and index > 0 and said[index - 1] in _words("spans")


def _another_acts(said: Sequence[str], index: int, nobody_acts: bool) -> bool:
    """Whether somebody begins to act here of whom nothing was denied."""
    before = said[index - 1]
    if said[index] not in _words("actors") or not is_content(before):
        return False
    verb = said[index + 1] if index + 1 < len(said) else ""
    return nobody_acts or (acts(verb) and before not in _words("thinking"))


def acts(word: str) -> bool:
    """Whether a word after "i" or "you" is a verb: "you snore", "they are"."""
    return word in _verbs() or cut_ending(word) in _verbs()


def _opens_clause(word: str, following: str) -> bool:
    """Whether a joining word begins a clause: "and" only before a subject."""
    return word != "and" or following in _words("subjects")


@cache
def _verbs() -> frozenset[str]:
    """Verbs, and what is left of regular ones without their endings."""
    verbs = page("retelling")
    bases = word_set(verbs["bases"]) | _words("doing")
    known = bases | word_set(verbs["past"]) | word_set(verbs["fixed"])
    return known | {cut_ending(base) for base in bases} | _words("being")


@cache
def _may_deny() -> frozenset[str]:
    """Every word that can turn others round; most words are passed over by one look."""
    return _words("negators") | _words("enders") | {"instead", "rather", "given"}


@cache
def _words(name: str) -> frozenset[str]:
    return word_set(page("word_meanings")[name])
