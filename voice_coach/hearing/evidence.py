"""When a hit of the closed recogniser may be believed.

A command counts only when it stands alone: a stretch of speech bounded by silence is one phrase,
and nothing else. "We never get a pause" is talk, "pause" is a command. The same phrase several
times running is that phrase: loud and again is how people stop something.

Every number here was chosen on half of the people and sources (`benchmarks/ears/halves.py`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from typing import Protocol

import msgspec

from voice_coach.edge.vosk_recognizer import UNKNOWN
from voice_coach.hearing.grammar import Grammar
from voice_coach.listening.vocabulary import denying_words
from voice_coach.signal.units import Samples, samples

MIN_CONFIDENCE = 0.7
"""Lowest confidence believed of a command of one word that nobody asked for. Of the twelve "stop"
of four people, near, soft and four metres away, all came in at 0.96 or more; on material of
others, wrong results at 0.7 were no more than before (docs/models.md)."""

MIN_PHRASE_CONFIDENCE = 0.8
"""The same for a phrase of several words, asked for or not: "best" came in as "that's it" at 0.70,
a talk programme as "I'm done" at 0.67."""

MIN_EXPECTED_CONFIDENCE = 0.65
"""The same for an answer of one word that was asked for. Of 27 real ones 25 passed it; "find" came
in as "five" at 0.63."""

MIN_UNSURE_CONFIDENCE = 0.45
"""From here on an answer that was asked for is asked back."""

MIN_ALONE_CONFIDENCE = 0.3
"""The same where somebody gave a grammar of their own, with no competitors in it: of 94 real words
among ten the lowest was 0.48."""

SURE = 0.9
"""So sure a phrase may have a little beside it."""

FIRST_SYLLABLE, NEXT_SYLLABLE = samples(0.22), samples(0.13)
"""What a phrase lasts at least. Said alone the shortest of 120 real words of one syllable lasted
0.30 s; of words cut out of talk, "was" came in as a "pause" of 0.18 s, "liked" as a "lighter" of
0.27 s."""

ASKED_SHORTER = 0.65
"""How much shorter an answer that was asked for may be: digits said fast last 0.18 s."""

OUT_SHARE = 0.5
"""How much of that must stand out of other talk. Of 104 real words 20 and 30 dB above a programme
all did for 0.14 s or more, a syllable cut from a "stop" for 0.10 s."""

MAX_REST = samples(0.6)
"""What a phrase may leave unexplained of its stretch: breath and room, at most 0.49 s in 120 real
commands. Crying and talk go on for seconds."""

MAX_SURE_REST = samples(1.5)
"""The same for a sure phrase."""

FAINT_DB = 12.0
"""What lies this far below the phrase is the room, and no part of what was said."""


FEWEST_WORDS = 2
"""A request of one word is the closed recogniser's: among so many phrases a scrap of reading came
in as "what"."""

MIN_WRAPPED_CONFIDENCE = 0.7
"""Lowest mean confidence of the words of a request with what people wrap around it: two ways to say
one thing, "can we stop" and "can you stop", share what speaks for either. With these three nothing
false was believed in 30 minutes of talk and sounds."""

MIN_WRAPPED_WORD = 0.45
"""Lowest confidence of a word of it."""

NO_WORD = 0.6
"""One word of it less sure than this may be none: a breath came in as "to"."""

FEWEST_SURE_WORDS = 3
"""So many other words are needed where one was misheard: "let's do you mean" was "what do you
mean"."""

MIN_SURE_WORD = 0.8
"""Lowest confidence of each of these."""


class HeardWord(Protocol):
    """What is needed of a recognised word."""

    @property
    def text(self) -> str:
        """The word, or a whole phrase the model knows as one."""

    @property
    def start(self) -> int:
        """Its first sample."""

    @property
    def end(self) -> int:
        """One past its last sample."""

    @property
    def confidence(self) -> float:
        """In [0, 1]."""


class Command(msgspec.Struct, frozen=True, kw_only=True):
    """A phrase that was heard, and believed or nearly so."""

    meaning: str
    phrase: str
    confidence: float
    sure: bool = True
    """Whether to act on it. If not, it is likely enough to be asked back."""


Level = Callable[[int, int], float]
"""How loud the sound between two samples of the recogniser's stream was, in decibels."""


def interpret(
    words: Sequence[HeardWord],
    grammar: Grammar,
    *,
    voiced: Samples,
    expected: Collection[str] = (),
    alone: bool = False,
    wrapped: bool = False,
    level: Level | None = None,
) -> Command | None:
    """Decide whether a stretch of speech bounded by silence was a command.

    Args:
        words: what the closed grammar made of the whole stretch, unknown speech included.
        grammar: what counts now.
        voiced: how long the stretch was, in samples.
        expected: the meanings that were asked for; they are believed sooner than others are.
        alone: whether the grammar holds nothing but what is expected.
        wrapped: whether it holds what people wrap around a request, too.
        level: how loud a part was; None: nothing beside the phrase is overlooked.
    """
    if level:
        words = without_room(words, grammar.phrases, level)
    found = repeated(words, grammar)
    if not found and wrapped:
        found = repeated(without_doubtful(words), grammar) or but_for_one(words, grammar)
    if not found:
        return None
    phrase, meaning, hits = found
    confidence = max(_confidence(hit, wrapped) for hit in hits)
    lasted = max(hit[-1].end - hit[0].start for hit in hits)
    asked = meaning in expected
    if lasted < shortest(phrase) * (ASKED_SHORTER if asked else 1):
        return None
    explained = words[-1].end - words[0].start
    if voiced > explained + (MAX_SURE_REST if confidence >= SURE else MAX_REST):
        return None
    least = MIN_WRAPPED_CONFIDENCE if wrapped else _least(phrase, asked=asked, alone=alone)
    if confidence >= least:
        return Command(meaning=meaning, phrase=phrase, confidence=confidence)
    if asked and confidence >= MIN_UNSURE_CONFIDENCE:
        return Command(meaning=meaning, phrase=phrase, confidence=confidence, sure=False)
    return None


def _confidence(hit: Sequence[HeardWord], wrapped: bool) -> float:
    """The lowest of a phrase; of a request the mean, or nothing where a word is too unsure."""
    lowest = min(word.confidence for word in hit)
    if not wrapped:
        return lowest
    if lowest < MIN_WRAPPED_WORD:
        return 0.0
    sizes = [len(word.text.split()) for word in hit]
    sure = sum(size * word.confidence for size, word in zip(sizes, hit, strict=True))
    return sure / sum(sizes)


def _least(phrase: str, *, asked: bool, alone: bool) -> float:
    if alone:
        return MIN_ALONE_CONFIDENCE
    if " " in phrase:
        return MIN_PHRASE_CONFIDENCE
    return MIN_EXPECTED_CONFIDENCE if asked else MIN_CONFIDENCE


def without_doubtful(words: Sequence[HeardWord]) -> Sequence[HeardWord]:
    """The words without the one that may be none; all where more may be, or few would be left."""
    kept = {UNKNOWN, *denying_words()}  # "please don't stop" is no "please stop"
    sure = [word for word in words if word.confidence >= NO_WORD or word.text in kept]
    return sure if FEWEST_WORDS <= len(sure) == len(words) - 1 else words


def but_for_one(
    words: Sequence[HeardWord], grammar: Grammar
) -> tuple[str, str, list[Sequence[HeardWord]]] | None:
    """The sure words of a request of which one was misheard, and its meaning.

    None where different words in its place would mean different things, or nothing. A word that
    denies is never taken for misheard.
    """
    said = _parts(words)
    phrases = [each for each in map(str.split, grammar.phrases) if len(each) == len(said)]
    found: dict[str | None, Sequence[HeardWord]] = {}
    for place, word in enumerate(words):
        sure = [*words[:place], *words[place + 1 :]]
        if not _may_be_misheard(word) or not _are_sure(sure):
            continue
        at = len(_parts(words[:place]))
        for phrase in phrases:
            if (phrase[:at], phrase[at + 1 :]) == (said[:at], said[at + 1 :]):
                found[grammar.meaning_of(phrase)] = sure
    if len(found) != 1:
        return None
    [(meaning, rest)] = found.items()
    return (" ".join(_parts(rest)), meaning, [rest]) if meaning else None


def _may_be_misheard(word: HeardWord) -> bool:
    return " " not in word.text and word.text not in {UNKNOWN, *denying_words()}


def _are_sure(words: Sequence[HeardWord]) -> bool:
    enough = len(_parts(words)) >= FEWEST_SURE_WORDS
    return enough and all(each.confidence >= MIN_SURE_WORD for each in words)


def _parts(words: Sequence[HeardWord]) -> list[str]:
    return [part for word in words for part in word.text.split()]


def without_room(
    words: Sequence[HeardWord], phrases: Collection[str], level: Level
) -> Sequence[HeardWord]:
    """The words without what is far softer than a sure phrase among them."""
    parts = {part for phrase in phrases for part in (phrase, *phrase.split())}
    loud = [
        level(word.start, word.end)
        for word in words
        if word.text in parts and word.confidence >= SURE
    ]
    if not loud:
        return words
    least = max(loud) - FAINT_DB
    return [word for word in words if word.text in parts or level(word.start, word.end) > least]


def repeated(
    words: Sequence[HeardWord], grammar: Grammar
) -> tuple[str, str, list[Sequence[HeardWord]]] | None:
    """The one request the words are, its meaning, and each time it was said; None for all else."""
    texts = [word.text for word in words]
    for size in range(1, len(words) + 1):
        once = texts[:size]
        if texts != once * (len(words) // size):
            continue
        if meaning := grammar.meaning_of(once):
            hits = [words[begin : begin + size] for begin in range(0, len(words), size)]
            return " ".join(once), meaning, hits
    return None


def shortest(phrase: str) -> Samples:
    """How long it takes to say a phrase, at least."""
    return FIRST_SYLLABLE + (syllables(phrase) - 1) * NEXT_SYLLABLE


def syllables(phrase: str) -> int:
    """About how many syllables a phrase has, by its spelling; one at least."""
    return max(1, sum(map(_syllables, phrase.split())))


def _syllables(word: str) -> int:
    spoken = re.sub(r"(?<=[^aeiouyl])es?$|(?<=[aeiouy]l)es?$", "", word.lower())
    return max(1, len(re.findall(r"[aeiouy]+", spoken)))
