"""Words reduced to what they mean, roughly: endings cut, irregular forms and synonyms joined."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from voice_coach.listening.phrasebook import page, word_set

LIGHT = 0.35
"""What a light word ("get", "thing") counts against a full one."""

_VOWELS = frozenset("aeiouy")

SHORTEST = 3
"""Letters a stem keeps at least."""


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """The stem of one word, joined with its synonyms: "kids" and "children" have one stem."""
    table = _table()
    if word in table:
        return table[word]
    cut = cut_ending(word)
    return table.get(cut, cut)


def cut_ending(word: str) -> str:
    """A word without its ending: walked, walking, walks -> walk; happier -> happi."""
    for ending, put in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            head = word[: len(word) - len(ending)]
            if ending in ("ing", "ed", "er", "est") and _VOWELS.isdisjoint(head):
                continue
            if ending == "s" and head[-1] in "su":
                continue
            return _undouble(head) + put
    return word.removesuffix("e") if len(word) > SHORTEST else word


_ENDINGS = (
    *(("iness", "i"), ("ness", ""), ("ments", ""), ("ment", ""), ("fully", ""), ("ful", "")),
    *(("ations", "at"), ("ation", "at"), ("ingly", ""), ("ings", ""), ("ing", "")),
    *(("iest", "i"), ("ier", "i"), ("ies", "i"), ("ied", "i"), ("ily", "i")),
    *(("edly", ""), ("ely", ""), ("ly", ""), ("ed", ""), ("est", ""), ("ers", ""), ("er", "")),
    *(("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x"), ("es", ""), ("s", "")),
    *(("y", "i"),),
)


def _undouble(head: str) -> str:
    """Stopp -> stop, mak and make alike."""
    if len(head) > SHORTEST and head[-1] == head[-2] and head[-1] not in "lsz":
        return head[:-1]
    return head.removesuffix("e") if len(head) > SHORTEST else head


def content(said: Sequence[str]) -> list[str | None]:
    """For each word its stem, or None where it only holds the sentence together."""
    found = [_content_stem(word) for word in said]
    for index in range(1, len(said)):
        if said[index] != "like":
            continue
        if not _before_wish().isdisjoint(said[max(0, index - 2) : index]):
            found[index] = stem("want")
        elif said[index - 1] in _liking():
            found[index] = stem("enjoy")
    return found


@lru_cache(maxsize=8192)
def _content_stem(word: str) -> str | None:
    return stem(word) if is_content(word) else None


def content_stems(said: Sequence[str]) -> frozenset[str]:
    """The stems of the words that carry meaning."""
    return frozenset(stemmed for stemmed in content(said) if stemmed)


def is_content(word: str) -> bool:
    """Whether a word says what a sentence is about, rather than holding it together."""
    return word not in empty_words()


def weight(stemmed: str) -> float:
    """How much a stem says: a full word 1, a light one `LIGHT`."""
    return LIGHT if stemmed in light_stems() else 1.0


@cache
def _liking() -> frozenset[str]:
    """Words after which "like" is a verb."""
    return word_set(page("word_meanings")["liking"])


@cache
def _before_wish() -> frozenset[str]:
    """Words after which it is a wish."""
    return word_set(page("word_meanings")["before_wish"])


@cache
def empty_words() -> frozenset[str]:
    """Words that hold sentences together: pronouns, articles, fillers, helping verbs."""
    return word_set(page("word_meanings")["empty"])


@cache
def light_stems() -> frozenset[str]:
    """Stems that say little by themselves: get, thing, really."""
    return frozenset(stem(word) for word in word_set(page("word_meanings")["light"]))


@cache
def _table() -> dict[str, str]:
    """Word or stem -> the one stem of its group."""
    meanings = page("word_meanings")
    table: dict[str, str] = {}
    for group in meanings["same"]:
        members = group.split()
        name = cut_ending(members[0])
        for member in members:
            table.setdefault(member, name)
            table.setdefault(cut_ending(member), name)
    for base, forms in meanings["irregular"].items():
        name = table.get(cut_ending(base), cut_ending(base))
        for form in forms.split():
            table.setdefault(form, name)
    return table
