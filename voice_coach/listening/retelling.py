"""A point in the speaker's own words, told of them: "i feel alone" -> "Ana feels alone".

So the coach can name what may have been missed without giving it words of its own. English only,
and careful: what it cannot turn well it does not turn.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from voice_coach.listening.phrase import Phrases
from voice_coach.listening.phrasebook import page, word_set

LONGEST = 20
"""Words a point may have: a prompt has at most 35 with its own."""

SHORTEST = 3
"""Words a point must have: fewer name nothing."""

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")

HAD_OR_WOULD = "'d"

_CONTRACTED = {
    "i'm": ("i", "am"),
    "i've": ("i", "have"),
    "i'll": ("i", "will"),
    "i'd": ("i", HAD_OR_WOULD),
    "you're": ("you", "are"),
    "you've": ("you", "have"),
    "you'll": ("you", "will"),
    "you'd": ("you", HAD_OR_WOULD),
    "we're": ("we", "are"),
    "we've": ("we", "have"),
    "we'll": ("we", "will"),
    "we'd": ("we", "would"),
}

_TURNED = {
    "am": "is",
    "are": "is",
    "were": "was",
    "have": "has",
    "do": "does",
    "don't": "doesn't",
    "haven't": "hasn't",
    "aren't": "isn't",
    "weren't": "wasn't",
    "go": "goes",
}
"""Verbs with a third person of their own."""

_OBJECTS = {"me": "{i}", "my": "{i}'s", "mine": "{i}'s", "myself": "themself", "us": "you two"}
_OBJECTS |= {"your": "{you}'s", "yours": "{you}'s", "yourself": "themself", "our": "your"}
_OBJECTS |= {"ours": "yours", "ourselves": "yourselves"}


def retell(point: str, *, speaker: str, listener: str) -> str | None:
    """Tell a point of the two by name; None if that cannot be done well.

    Args:
        point: what the speaker said, as a recogniser gives it.
        speaker: the name for "i".
        listener: the name for "you".
    """
    told = _split(point)
    if not SHORTEST <= len(told) <= LONGEST or _is_untellable(told):
        return None
    turned = _turn(told)
    if turned is None:
        return None
    named = (word.replace("{i}", speaker).replace("{you}", listener) for word in turned)
    return " ".join(named)


def _turn(told: Sequence[str]) -> list[str] | None:
    """Every word in the third person; None at the first that cannot be turned with certainty."""
    turned: list[str] = []
    verb_due = False
    subject = False  # the last subject was one of the two
    present = False  # and its verb took an "s"
    for index, word in enumerate(told):
        before = told[index - 1] if index else ""
        if verb_due and word not in _words("adverbs") and word != "not":
            verb = _third_person(told, index)
            if verb is None:
                return None
            turned.append(verb)
            verb_due, present = False, verb != word and word in _words("bases")
        elif word == "i" or (word == "you" and _acts(told, index)):
            if before in _words("asks"):
                return None
            turned.append("{i}" if word == "i" else "{you}")
            verb_due = subject = True
        elif word == "you":
            is_noun = told[max(0, index - 2) : index] == ["a", "thank"]
            turned.append("you" if is_noun else "{you}")
        elif word == "we":
            turned.append("you two")
            subject = present = False
        elif subject and before in _words("joins") and word in _TURNED:
            turned.append(_TURNED[word])
        elif present and before in _words("joins") and word in _words("bases"):
            if not _words("verb_follows").intersection(told[index + 1 : index + 2]):
                return None
            turned.append(_with_s(word))
        else:
            present = present and not (before == "to" and word in _words("bases"))
            turned.append(_OBJECTS.get(word, word))
    return None if verb_due else turned


def _acts(told: Sequence[str], index: int) -> bool:
    """Whether "you" does something here, rather than having it done."""
    if index and told[index - 1] in _words("before_object"):
        return False
    for position in range(index + 1, len(told)):
        if told[position] not in _words("adverbs"):
            return _third_person(told, position) is not None
    return False


def _third_person(told: Sequence[str], index: int) -> str | None:
    """The verb at `index` as it goes with a name; None if it is no verb we know."""
    word = told[index]
    if word == HAD_OR_WOULD:
        following = told[index + 1] if index + 1 < len(told) else ""
        return "had" if _is_past(following) or following in ("been", "better") else "would"
    if word in _TURNED:
        return _TURNED[word]
    if _is_past(word) or word in _words("fixed"):
        return word
    return _with_s(word) if word in _words("bases") else None


def _is_past(word: str) -> bool:
    return word in _words("past") or (word.endswith("ed") and word not in _words("bases"))


def _with_s(verb: str) -> str:
    """Go -> goes, carry -> carries, push -> pushes, feel -> feels."""
    if verb.endswith("y") and verb[-2] not in "aeou":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")


def _is_untellable(told: Sequence[str]) -> bool:
    """A question, a filler, talk about talk: turned round, it would sound wrong."""
    if told[0] in _words("asks") or not _words("never").isdisjoint(told):
        return True
    return _phrases().found(told)


def _split(point: str) -> list[str]:
    found: list[str] = []
    for word in _WORD.findall(point.lower().replace("’", "'")):
        found.extend(_CONTRACTED.get(word, (word,)))
    return found


@cache
def _phrases() -> Phrases:
    return Phrases({"never": page("retelling")["never_phrases"]})


@cache
def _words(name: str) -> frozenset[str]:
    return word_set(page("retelling")[name])
