"""Phrases to look for, written as people say them, and where they occur in what was said.

A phrase is words with a few marks: `a|b` either word; `word?` may be absent; `@list` any word of a
named list, also beside others; `~` up to three words of any kind; `^` only at the beginning; `$`
only at the end. A search looks at each word once and at the phrases that can begin there, so it is
linear.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from voice_coach.listening.words import spell_out

LONGEST_GAP = 3
"""Words that `~` may stand for. More, and two phrases of a long turn are read as one."""


class Hit(NamedTuple):
    """A phrase found at words[start:end], and what it is filed under."""

    start: int
    end: int
    label: str


class _Place(NamedTuple):
    """One place of a phrase."""

    choices: frozenset[str] | None
    """The words that fit; None is a gap."""
    optional: bool


class _Form(NamedTuple):
    """A phrase with its optional words decided: what follows its first word."""

    label: str
    rest: tuple[frozenset[str] | None, ...]
    from_start: bool
    to_end: bool

    def end_at(self, said: Sequence[str], at: int, place: int = 0) -> int | None:
        """Where the form ends if its place number `place` stands at `at`; None if it does not."""
        for number in range(place, len(self.rest)):
            choices = self.rest[number]
            if choices is None:
                ends = (
                    self.end_at(said, at + skipped, number + 1)
                    for skipped in range(LONGEST_GAP + 1)
                )
                return next((end for end in ends if end is not None), None)
            if at >= len(said) or said[at] not in choices:
                return None
            at += 1
        return None if at > len(said) or (self.to_end and at < len(said)) else at


class Phrases:
    """Many phrases under labels, searched together: by first word, then by first and second."""

    def __init__(
        self,
        labelled: Mapping[str, Iterable[str]],
        lists: Mapping[str, frozenset[str]] | None = None,
    ) -> None:
        self._by_word: dict[str, list[_Form]] = {}
        self._by_pair: dict[tuple[str, str], list[_Form]] = {}
        for label, entries in labelled.items():
            for written in entries:
                for first, form in _forms(label, written.split(), lists or {}):
                    self._file(first, form)

    def _file(self, first: frozenset[str], form: _Form) -> None:
        second = form.rest[0] if form.rest else None
        for word in first:
            if second is None:
                self._by_word.setdefault(word, []).append(form)
            else:
                for other in second:
                    self._by_pair.setdefault((word, other), []).append(form)

    def hits(self, said: Sequence[str]) -> Iterator[Hit]:
        """Every occurrence, in order of its first word; several may begin there."""
        last = len(said) - 1
        for start, word in enumerate(said):
            found = self._by_word.get(word, [])
            if start < last:
                found = found + self._by_pair.get((word, said[start + 1]), [])
            for form in found:
                if form.from_start and start:
                    continue
                end = form.end_at(said, start + 1)
                if end is not None:
                    yield Hit(start, end, form.label)

    def found(self, said: Sequence[str]) -> bool:
        """Whether any of them occurs."""
        return next(self.hits(said), None) is not None


def _forms(
    label: str, marks: Sequence[str], lists: Mapping[str, frozenset[str]]
) -> Iterator[tuple[frozenset[str], _Form]]:
    """Every form of a written phrase, the longest first, each with the words it can begin with."""
    from_start, to_end = marks[0] == "^", marks[-1] == "$"
    places: list[_Place] = []
    for mark in marks[from_start : len(marks) - to_end]:
        places.extend(_places(mark, lists))
    wanted = [(True, False) if place.optional else (True,) for place in places]
    for kept in product(*wanted):
        first, *rest = (place.choices for place, keep in zip(places, kept, strict=True) if keep)
        if first is None:
            raise ValueError(f"a phrase cannot begin with a gap: {' '.join(marks)}")
        yield first, _Form(label, tuple(rest), from_start, to_end)


def _places(mark: str, lists: Mapping[str, frozenset[str]]) -> list[_Place]:
    if mark == "~":
        return [_Place(None, optional=False)]
    optional = mark.endswith("?")
    mark = mark.removesuffix("?")
    if "|" in mark or mark.startswith("@"):
        choices: set[str] = set()
        for choice in mark.split("|"):
            choices |= lists[choice[1:]] if choice.startswith("@") else {choice}
        return [_Place(frozenset(choices), optional)]
    return [_Place(frozenset({word}), optional) for word in spell_out(mark)]
