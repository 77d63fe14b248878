"""Phrases to look for, written as people say them, and where they occur in what was said.

A phrase is words with a few marks: `a|b` either word; `word?` may be absent; `@list` any word of a
named list, also beside others; `~` up to three words of any kind; `^` only at the beginning; `$`
only at the end. A search looks at each word once and at the phrases that can begin there, so it is
linear.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from voice_coach.listening.words import spell_out

LONGEST_GAP = 3
"""Words that `~` may stand for. More, and two phrases of a long turn are read as one."""


class Hit(NamedTuple):
    """A phrase found at words[start:end], and what it is filed under."""

    start: int
    end: int
    label: str


class _Part(NamedTuple):
    """One place of a phrase."""

    choices: frozenset[str] | None
    """The words that fit; None is a gap."""
    optional: bool


class Phrase:
    """One phrase, ready to be compared."""

    def __init__(self, written: str, lists: Mapping[str, frozenset[str]] | None = None) -> None:
        marks = written.split()
        self.from_start = marks[0] == "^"
        self.to_end = marks[-1] == "$"
        self._parts: list[_Part] = []
        for mark in marks[self.from_start : len(marks) - self.to_end]:
            self._parts.extend(_parts(mark, lists or {}))

    def first_words(self) -> frozenset[str]:
        """Every word this phrase can begin with."""
        found: frozenset[str] = frozenset()
        for part in self._parts:
            found |= part.choices or frozenset()
            if not part.optional:
                break
        return found

    def end_at(self, said: Sequence[str], start: int) -> int | None:
        """Where the phrase ends if it begins at `start`; None if it does not."""
        if self.from_start and start:
            return None
        return self._match(said, start, 0)

    def _match(self, said: Sequence[str], at: int, part_number: int) -> int | None:
        if part_number == len(self._parts):
            return None if self.to_end and at < len(said) else at
        part = self._parts[part_number]
        if part.choices is None:
            for skipped in range(LONGEST_GAP + 1):
                end = self._match(said, at + skipped, part_number + 1)
                if end is not None:
                    return end
            return None
        if at < len(said) and said[at] in part.choices:
            end = self._match(said, at + 1, part_number + 1)
            if end is not None:
                return end
        return self._match(said, at, part_number + 1) if part.optional else None


class Phrases:
    """Many phrases under labels, searched together."""

    def __init__(
        self,
        labelled: Mapping[str, Iterable[str]],
        lists: Mapping[str, Iterable[str]] | None = None,
    ) -> None:
        sets = {name: frozenset(entries) for name, entries in (lists or {}).items()}
        self._by_first: dict[str, list[tuple[str, Phrase]]] = {}
        for label, entries in labelled.items():
            for written in entries:
                phrase = Phrase(written, sets)
                for first in phrase.first_words():
                    self._by_first.setdefault(first, []).append((label, phrase))

    def hits(self, said: Sequence[str]) -> Iterator[Hit]:
        """Every occurrence, in order of its first word; several phrases may begin there."""
        for start, word in enumerate(said):
            for label, phrase in self._by_first.get(word, ()):
                end = phrase.end_at(said, start)
                if end is not None:
                    yield Hit(start, end, label)

    def found(self, said: Sequence[str]) -> bool:
        """Whether any of them occurs."""
        return next(self.hits(said), None) is not None


def _parts(mark: str, lists: Mapping[str, frozenset[str]]) -> list[_Part]:
    if mark == "~":
        return [_Part(None, optional=False)]
    optional = mark.endswith("?")
    mark = mark.removesuffix("?")
    if "|" in mark or mark.startswith("@"):
        choices: set[str] = set()
        for choice in mark.split("|"):
            choices |= lists[choice[1:]] if choice.startswith("@") else {choice}
        return [_Part(frozenset(choices), optional)]
    return [_Part(frozenset({word}), optional) for word in spell_out(mark)]
