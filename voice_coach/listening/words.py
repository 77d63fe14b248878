"""Words as everything in this folder reads them: lower case, contractions spelt out.

"You're" and "you are" are then one thing, in what is said and in the phrase lists alike. Any text
is accepted; the work grows with its length and with nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")

LONGEST_STUTTER = 3
"""Words that somebody may begin again with: "it's like it's like"."""

_WHOLE = {
    "won't": "will not",
    "can't": "can not",
    "cannot": "can not",
    "shan't": "shall not",
    "ain't": "is not",
    "let's": "let us",
    "gonna": "going to",
    "wanna": "want to",
    "gotta": "got to",
    "kinda": "kind of",
    "sorta": "sort of",
    "dunno": "do not know",
    "gimme": "give me",
    "lemme": "let me",
    "cos": "because",
    "cuz": "because",
    "ok": "okay",
    "anymore": "any more",
    "u": "you",
    "ur": "your",
    "ya": "you",
    "im": "i am",
    "ive": "i have",
    "youre": "you are",
    "youve": "you have",
    "youll": "you will",
    "theyre": "they are",
    "dont": "do not",
    "doesnt": "does not",
    "didnt": "did not",
    "cant": "can not",
    "wont": "will not",
    "isnt": "is not",
    "arent": "are not",
    "wasnt": "was not",
    "werent": "were not",
    "havent": "have not",
    "hasnt": "has not",
    "couldnt": "could not",
    "wouldnt": "would not",
    "shouldnt": "should not",
    "thats": "that is",
    "whats": "what is",
    "mum": "mother",
    "mom": "mother",
    "dad": "father",
}
"""Spellings with one reading. "Well", "were" or "ill" may be words of their own: they stay."""

_ENDINGS = {"'m": "am", "'re": "are", "'ve": "have", "'ll": "will", "'d": "would"}

_IS_AFTER = frozenset(
    _WORD.findall(
        "he she it that this what who where there here how when why everyone everybody someone "
        "somebody nobody everything nothing something one"
    )
)
"""Words after which "'s" is "is"; after others it is a possessive."""


@lru_cache(maxsize=4096)
def spell_out(word: str) -> tuple[str, ...]:
    """One lower-case word -> the words it stands for."""
    if whole := _WHOLE.get(word):
        return tuple(whole.split())
    head, _, _ = word.rpartition("'")
    if not head:  # no contraction, or what is left of one
        return (word,)
    ending = word[len(head) :]
    if ending == "'t" and head.endswith("n"):
        return (head[:-1], "not")
    if ending in _ENDINGS:
        return (*spell_out(head), _ENDINGS[ending])
    if ending == "'s":
        return (head, "is") if head in _IS_AFTER else (head, "'s")
    return (word,)


def words(text: str) -> list[str]:
    """The words of a text, in order: "You're late, Sam's" -> you are late sam 's."""
    found: list[str] = []
    for word in _WORD.findall(text.lower().replace("’", "'")):
        found.extend(spell_out(word))
    return found


def without_stutter(said: Sequence[str]) -> list[str]:
    """Words without those said again at once: "you you feel" -> you feel."""
    kept: list[str] = []
    for word in said:
        again = word in kept[-LONGEST_STUTTER:]
        kept.append(word)
        if not again:
            continue
        for length in range(1, LONGEST_STUTTER + 1):
            if kept[-length:] == kept[-2 * length : -length]:
                del kept[-length:]
                break
    return kept
