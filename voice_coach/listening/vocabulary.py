"""What a recogniser of few words listens for: cores, and what stands around them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from voice_coach.listening.phrasebook import page, word_set
from voice_coach.listening.reading import NUMBERS


def plain_phrases(meaning: str) -> list[str]:
    """What a recogniser of few words listens for first: the phrases heard best of all, said alone.

    A number is its word; a meaning that the grammar does not know is said as it is spelt.
    """
    if meaning in NUMBERS:
        said: list[str] = page("numbers")["words"][meaning].split()
        return said[:1]
    entry = _entry(meaning)
    return [meaning.lower()] if entry is None else [*entry.get("spoken", ())]


def cores(meaning: str) -> list[str]:
    """The hearts of a meaning that such a recogniser listens for, as they are said."""
    entry = _entry(meaning) or {}
    return [phrase for kind in ("do", "thing", "say") for phrase in entry.get(kind, ())]


def wrapped_phrases(meanings: Collection[str]) -> list[str]:
    """What it listens for where it heard none of those: cores, wrappers, cores often wrapped so.

    And what denies them, so that it is not heard as a wrapper: "please don't" as "please". One core
    of each is enough for that; with six, "what do you mean" was heard as "let's do you mean".
    """
    spoken = page("wrappers")["spoken"]
    found = [*spoken["before"], *spoken["behind"]]
    for meaning in meanings:
        found += [*plain_phrases(meaning), *cores(meaning)]
        entry = page("commands").get(meaning, {})
        for kind in ("do", "thing", "say"):
            for phrase in entry.get(kind, ())[: spoken["wrapped"]]:
                found += [wrapper.replace("...", phrase) for wrapper in spoken[kind]]
        for phrase in entry.get("do", ())[:1]:
            found += [denial.replace("...", phrase) for denial in spoken["denied"]]
    if set(NUMBERS) & set(meanings):
        found += spoken["numbers"]
    return found


def denying_words() -> frozenset[str]:
    """The words that turn round what is said with them, as such a recogniser gives them."""
    return word_set(page("wrappers")["spoken"]["denying"])


def known_meanings() -> tuple[str, ...]:
    """Every meaning of the grammar, in the order of its files."""
    return (*page("commands"), *page("answers"), *page("numbers")["words"])


def _entry(meaning: str) -> dict[str, Any] | None:
    return page("commands").get(meaning) or page("answers").get(meaning)
