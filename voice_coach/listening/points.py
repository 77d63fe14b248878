"""The points of a turn: the stretches of it that can each be given back or missed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from voice_coach.listening.feelings import feeling_words
from voice_coach.listening.phrasebook import page, word_set
from voice_coach.listening.polarity import acts
from voice_coach.listening.stems import content, is_content, weight
from voice_coach.listening.words import spell_out, words

LEAST = 1.0
"""How much meaning a stretch needs to be a point of its own: a full word and a light one."""

PLENTY = 3
"""Words that do as well, if they say anything: "i hardly see you"."""

LONG = 6
"""Words after which a clause has likely been said."""

NOUN_WITHIN = 3
"""Words before a subject among which "the" or "all" make it part of a noun: "the way you talk"."""

_SENTENCE = re.compile(r"[^.?!;:\n]+")
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_EDGE = " ,-–—\"'()\t\r"
"""What is cut from the edges of a point."""


class _Token(NamedTuple):
    """A word as it stands in a text, and the words it stands for."""

    start: int
    end: int
    words: tuple[str, ...]


def split_points(said: str) -> list[str]:
    """Cut a turn into its points: slices of the text as it was said, joining words left out.

    Cuts at the end of a sentence, before "and", "but", "because" where a new subject follows, and
    where a new subject acts without any such word, if there is something to lose on either side.
    """
    points = []
    for sentence in _SENTENCE.finditer(said):
        begin, weighed = sentence.start(), 0.0
        for start, end, after in _pieces(said, *sentence.span()):
            piece = _meaning(said[start:end])
            if weighed >= LEAST and piece >= LEAST:
                points.append(said[begin:after])
                begin, weighed = start, 0.0
            weighed += piece
        points.append(said[begin : sentence.end()])
    trimmed = (point.strip(_EDGE) for point in points)
    return [point for point in trimmed if words(point)]


def _pieces(said: str, begin: int, end: int) -> Iterator[tuple[int, int, int]]:
    """(start, end, end of the piece before) of what stands between beginnings of clauses."""
    tokens = [
        _Token(*found.span(), spell_out(found.group().lower().replace("’", "'")))
        for found in _TOKEN.finditer(said, begin, end)
    ]
    start = before = begin
    clause = _Clause()
    for at, token in enumerate(tokens):
        joined = token.words[0] in _words("joins") and (
            _subject_follows(tokens, at + 1, clause.acts)
            or _parts(tokens, at)
            or (clause.acts and _deed_follows(tokens, at + 1))
        )
        if joined or (clause.acts and not clause.waits and _acts_anew(tokens, at, clause.full)):
            yield start, token.start, before
            before = token.start if said[start : token.start].strip() else before
            start, clause = (tokens[at + 1].start if joined else token.start), _Clause()
        clause.follow(token.words, tokens[at - 1].words[-1] if at else "")
    yield start, end, before


class _Clause:
    """What has been said since a clause began."""

    def __init__(self) -> None:
        self.acts = False
        """Whether somebody does something in it."""
        self.depends = False
        """Whether it hangs on another, as it begins with "when"."""
        self.waits = False
        """Whether it is not said yet who does what: after "when", "what", "that"."""
        self._begun = 0

    def follow(self, said: Sequence[str], before: str) -> None:
        """Take in the words of one more token, and the word before it."""
        if said[0] in _words("dependent") and before != "a":  # not: "for a while"
            self.waits = True
            self.depends = self.depends or not self._begun
        elif any(map(acts, said)):
            self.acts, self.waits = True, False
        self._begun += 1

    @property
    def full(self) -> bool:
        """Whether it has likely been said: another must come, or it has been long."""
        return self.depends or self._begun >= LONG


def _parts(tokens: Sequence[_Token], at: int) -> bool:
    """Whether a word sets what follows against what went before: "but", unless "nothing but"."""
    before = tokens[at - 1].words[-1] if at else ""
    goes_on = at + 1 < len(tokens)
    return tokens[at].words[0] == "but" and goes_on and before not in _words("of_nouns")


def _subject_follows(tokens: Sequence[_Token], at: int, acted: bool) -> bool:
    """Whether a subject comes next, or after a word or two such as "sometimes", "every month"."""
    coming = [token.words[0] for token in tokens[at : at + 3]]
    if coming and coming[0] in _words("counting"):
        return len(coming) > 2 and coming[2] in _words("subjects")  # a time: "last week i"
    if coming and coming[0] in _adverbs():
        return len(coming) > 1 and coming[1] in _words("subjects")
    if not coming or _for_a_purpose(tokens, at):
        return False
    if coming[0] in _words("subjects"):
        is_noun = coming[0] in _words("determiners") and len(tokens[at].words) == 1
        return not is_noun or _noun_acts(tokens, at + 1)
    if coming[0] in _words("a_noun"):
        return _noun_acts(tokens, at + 1)
    return acted and is_content(coming[0]) and not acts(coming[0]) and _acts_next(tokens, at + 1)


def _deed_follows(tokens: Sequence[_Token], at: int) -> bool:
    """Whether the same person did another thing: "you got drunk and danced with my cousin"."""
    coming = [word for token in tokens[at : at + 2] for word in token.words]
    if len(coming) < 2 or coming[1] in _words("joins"):
        return False
    if coming[0] in _words("being") or coming[0] in _fixed():
        return coming[1] == "not"
    return _tells(coming[0])


def _for_a_purpose(tokens: Sequence[_Token], at: int) -> bool:
    """Whether "so" tells what for: "so we could pay"."""
    told = [word for token in tokens[at - 1 : at + 2] for word in token.words]
    return told[0] == "so" and not _words("purposes").isdisjoint(told[2:3])


def _noun_acts(tokens: Sequence[_Token], at: int) -> bool:
    """Whether the noun that begins here does something: "kids cried", not "kids and the school"."""
    told = [word for token in tokens[at : at + NOUN_WITHIN] for word in token.words]
    if told and (told[0] in _words("being") or told[0] == "'s"):
        return True
    for count, word in enumerate(told):
        if word in _words("joins") or word in _words("actors"):
            return False
        if count and (acts(word) or word == "'s"):
            return True
    return len(told) >= NOUN_WITHIN


def _tells(word: str) -> bool:
    """Whether a word can only be a verb, as it tells what somebody does or did."""
    told = word.endswith(("ed", "s")) and acts(word)
    return told or word in _past() or word in _words("being") or word in _fixed() or word == "'s"


def _acts_next(tokens: Sequence[_Token], at: int) -> bool:
    """Whether a verb comes next: after "and dinner", "goes cold"."""
    return at < len(tokens) and any(map(acts, tokens[at].words[:1]))


def _acts_anew(tokens: Sequence[_Token], at: int, full: bool) -> bool:
    """Whether somebody begins to act here of whom nothing was said before: "i cried he left".

    After a clause that depends, another must come: "when i left the house you cried".
    """
    first = tokens[at].words[0]
    if at == 0 or first not in _words("subjects"):
        return False
    coming = [word for token in tokens[at : at + 3] for word in token.words][1:3]
    if first not in _words("actors"):
        coming = coming[first in _words("determiners") :][:1]
        if not coming or acts(tokens[at - 1].words[-1]) or not _tells(coming[0]):
            return False
    if coming and coming[0] in _adverbs():
        coming = coming[1:]
    before = [token.words[-1] for token in tokens[max(0, at - NOUN_WITHIN) : at]]
    if not coming or not (acts(coming[0]) or coming[0] == "'s"):
        return False
    to_you = before[-1] == "you" and not _before_object().isdisjoint(before[-2:-1])
    ended = is_content(before[-1]) or before[-1] in _words("done_to") | _words("spans") or to_you
    ended = ended or (full and before[-1] not in _hanging())
    if not ended or before[-1] in feeling_words() or before[-1] in _adverbs():
        return False
    if before[-1] in _words("thinking") or before[-1] in _words("wishing"):
        return False
    return _goes_on().isdisjoint(before[-1:] if full else _unplaced(tokens, at))


def _unplaced(tokens: Sequence[_Token], at: int) -> Iterator[str]:
    """The words before, without the "the" of a place: who acts after "in the sink" acts anew."""
    for here in range(max(0, at - NOUN_WITHIN), at):
        before = tokens[here - 1].words[-1] if here else ""
        if tokens[here].words[-1] != "the" or before not in _before_object() | {"in"}:
            yield tokens[here].words[-1]


def _meaning(text: str) -> float:
    """How much a stretch says; enough for a point if it says anything in many words."""
    said = words(text)
    meaning = sum(weight(stemmed) for stemmed in content(said) if stemmed)
    return max(meaning, LEAST) if meaning and len(said) >= PLENTY else meaning


@cache
def _adverbs() -> frozenset[str]:
    """Words that may stand between a subject and its verb, or before both."""
    return word_set(page("retelling")["adverbs"])


@cache
def _goes_on() -> frozenset[str]:
    """Words after which somebody's acting belongs to what was said: "the way you", "i told you"."""
    return word_set(page("frames")["says"]) | _words("of_nouns")


@cache
def _hanging() -> frozenset[str]:
    """Words that no clause ends with."""
    lists = (
        "determiners",
        "a_noun",
        "dependent",
        "negators",
        "joins",
        "being",
        "actors",
        "of_nouns",
    )
    return frozenset().union(_before_object(), _fixed(), {"in", "or", "to"}, *map(_words, lists))


@cache
def _before_object() -> frozenset[str]:
    """Words after which "you" has something done to it: "for you"."""
    return word_set(page("retelling")["before_object"])


@cache
def _words(name: str) -> frozenset[str]:
    return word_set(page("word_meanings")[name])


@cache
def _past() -> frozenset[str]:
    """What irregular verbs are where they tell what was: "made"."""
    return word_set(page("retelling")["past"])


@cache
def _fixed() -> frozenset[str]:
    """Helping verbs: "can", "would"."""
    return word_set(page("retelling")["fixed"])
