"""A phrase as a translator writes it, and where it may end in what was said.

Words with a few marks: `a|b` either; `word?` perhaps; `<part>` any entry of a named list of
phrases, also beside others. Matching looks at each word a bounded number of times.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from voice_coach.listening.words import spell_out

Parts = Mapping[str, "tuple[Pattern, ...]"]
"""Named lists of phrases that others may use."""


class _Place(msgspec.Struct, frozen=True):
    """One place of a phrase: a word of these, or a phrase of these."""

    words: frozenset[str]
    phrases: Mapping[str, tuple[Pattern, ...]]
    """The phrases that may begin with a word: only these need to be tried where it was said."""
    firsts: frozenset[str]
    """The words it may begin with."""
    optional: bool

    @staticmethod
    def of(words: frozenset[str], phrases: Sequence[Pattern], optional: bool) -> _Place:
        """The place that these may fill; a phrase that may be nothing makes it optional."""
        by_first: dict[str, tuple[Pattern, ...]] = {}
        for phrase in phrases:
            firsts, nothing = phrase.firsts()
            optional = optional or nothing
            for word in firsts:
                by_first[word] = (*by_first.get(word, ()), phrase)
        return _Place(words, by_first, words.union(by_first), optional)


class Pattern(msgspec.Struct, frozen=True):
    """A phrase with its choices."""

    places: tuple[_Place, ...]

    @staticmethod
    def of(written: str, parts: Parts) -> Pattern:
        """The phrase that is written so.

        Raises:
            KeyError: it names a part that does not exist.
        """
        return Pattern(tuple(place for mark in written.split() for place in _places(mark, parts)))

    def ends(self, said: Sequence[str], start: int) -> frozenset[int]:
        """Where it may end if it begins at word number `start`; empty if it does not."""
        ends = frozenset((start,))
        for place in self.places:
            ends = frozenset([end for at in ends for end in _ends(place, said, at)])
            if not ends:
                break
        return ends

    def firsts(self) -> tuple[frozenset[str], bool]:
        """The words it may begin with, and whether it may be nothing at all."""
        words: set[str] = set()
        for place in self.places:
            words |= place.firsts
            if not place.optional:
                return frozenset(words), False
        return frozenset(words), True

    def needs(self) -> frozenset[str]:
        """The words that it cannot be said without."""
        only = (place for place in self.places if not place.optional and not place.phrases)
        return frozenset(word for place in only if len(place.words) == 1 for word in place.words)


def parts_of(written: Mapping[str, Sequence[str]]) -> Parts:
    """Named lists as a file gives them; each may use those before it."""
    parts: dict[str, tuple[Pattern, ...]] = {}
    for name, phrases in written.items():
        parts[name] = tuple(Pattern.of(phrase, parts) for phrase in phrases)
    return parts


def _ends(place: _Place, said: Sequence[str], at: int) -> Iterator[int]:
    if place.optional:
        yield at
    if at < len(said) and (word := said[at]) in place.firsts:
        if word in place.words:
            yield at + 1
        for phrase in place.phrases.get(word, ()):
            yield from phrase.ends(said, at)


def _places(mark: str, parts: Parts) -> Iterator[_Place]:
    choices, optional = mark.removesuffix("?").split("|"), mark.endswith("?")
    if choices == [mark] and not mark.startswith("<"):
        for word in spell_out(mark):
            yield _Place.of(frozenset((word,)), (), optional=False)
        return
    words = {choice for choice in choices if not choice.startswith("<")}
    phrases = [each for choice in choices if choice not in words for each in parts[choice[1:-1]]]
    several = {word for word in words if len(spell_out(word)) > 1}
    phrases += [Pattern.of(word, parts) for word in several]
    yield _Place.of(frozenset(words - several), phrases, optional)
