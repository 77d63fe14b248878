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
    phrases: tuple[Pattern, ...]
    optional: bool


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
            ends = frozenset(end for at in ends for end in _ends(place, said, at))
        return ends

    def firsts(self) -> tuple[frozenset[str], bool]:
        """The words it may begin with, and whether it may be nothing at all."""
        words: set[str] = set()
        for place in self.places:
            within = [phrase.firsts() for phrase in place.phrases]
            words |= place.words.union(*(first for first, _ in within))
            if not place.optional and not any(empty for _, empty in within):
                return frozenset(words), False
        return frozenset(words), True


def parts_of(written: Mapping[str, Sequence[str]]) -> Parts:
    """Named lists as a file gives them; each may use those before it."""
    parts: dict[str, tuple[Pattern, ...]] = {}
    for name, phrases in written.items():
        parts[name] = tuple(Pattern.of(phrase, parts) for phrase in phrases)
    return parts


def _ends(place: _Place, said: Sequence[str], at: int) -> Iterator[int]:
    if place.optional:
        yield at
    if at < len(said) and said[at] in place.words:
        yield at + 1
    for phrase in place.phrases:
        yield from phrase.ends(said, at)


def _places(mark: str, parts: Parts) -> Iterator[_Place]:
    choices, optional = mark.removesuffix("?").split("|"), mark.endswith("?")
    if choices == [mark] and not mark.startswith("<"):
        for word in spell_out(mark):
            yield _Place(frozenset((word,)), (), optional=False)
        return
    words = {choice for choice in choices if not choice.startswith("<")}
    phrases = [each for choice in choices if choice not in words for each in parts[choice[1:-1]]]
    several = {word for word in words if len(spell_out(word)) > 1}
    phrases += [Pattern.of(word, parts) for word in several]
    yield _Place(frozenset(words - several), tuple(phrases), optional)
