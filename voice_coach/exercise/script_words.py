"""What the lines of a script may hold: how many words, which words, and which places for names."""

from __future__ import annotations

import difflib
import re
import string
from collections.abc import Collection, Iterator

from voice_coach.exercise.script import MAX_PROMPT_WORDS, PLACEHOLDERS

WORDING = re.compile(
    r"\b(therap\w*|treat\w*|heal(?:s|ed|ing|er)?|cure\w*|diagnos\w*|disorder|patient)\b", re.I
)
"""Words a tool like this must not use (exercises.md C.7)."""


CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]")
"""What is no letter: it would order a terminal about, or turn text around."""

BRACES = "names in braces, such as {speaker}, and nothing else in them"


def line_problems(text: str) -> Iterator[str]:
    """What is wrong with one line the coach says."""
    if len(text.split()) > MAX_PROMPT_WORDS:
        yield f"{MAX_PROMPT_WORDS} words at most, not {len(text.split())}"
    yield from word_problems(text)
    if not _plain(text):
        yield BRACES
        return
    for name in places(text):
        if name == "card":
            yield "a deck in its part, for {card} to be drawn from"
        elif name not in PLACEHOLDERS:
            known = nearest(name, sorted(PLACEHOLDERS), "{{{}}}")
            yield f"{known}, not {{{name}}}"


def strange_places(text: str, allowed: Collection[str]) -> Iterator[str]:
    """What is wrong with the places of a line that may hold these and no others."""
    if not _plain(text):
        yield BRACES
        return
    for name in places(text):
        if name not in allowed:
            yield f"no {{{name}}}"


def places(text: str) -> list[str]:
    """The names in a line's braces, each once."""
    found = (name for _, name, _, _ in string.Formatter().parse(text) if name is not None)
    return list(dict.fromkeys(found))


def _plain(text: str) -> bool:
    """Whether the braces of a line are closed, and hold names alone."""
    try:
        found = list(string.Formatter().parse(text))
    except ValueError:
        return False
    return not any(form or conversion for _, _, form, conversion in found)


def letter_problems(text: str) -> Iterator[str]:
    """What no text may hold, whoever reads it."""
    if CONTROLS.search(text):
        yield "letters only: there is a control character in it"


def word_problems(text: str) -> Iterator[str]:
    """What a text must not hold: no letters, and words that a tool like this must not use."""
    yield from letter_problems(text)
    for found in WORDING.finditer(text):
        yield f'another word than "{found[0]}": this is practice, nothing more'


def nearest(name: str, known: Collection[str], written: str = '"{}"') -> str:
    """Which of the known names was probably meant; where none is like it, all of them.

    Args:
        name: what somebody wrote.
        known: what could have been written.
        written: how a name is written.
    """
    near = difflib.get_close_matches(name, known, n=1)
    if near or len(known) == 1:
        return written.format((near or list(known))[0])
    return f"one of {', '.join(written.format(each) for each in known)}"
