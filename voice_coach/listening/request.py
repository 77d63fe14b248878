"""What somebody wants of the coach: a whole utterance read by one small grammar.

Words of danger are no request: what they call for is another's to decide (`safety`).

An utterance is a request, or an answer, only if all of it is: one core ("stop"), or several of one
meaning, and wrappers around it ("um, can we ... please, for a moment"), and perhaps a clause that
tells why. Sentences that merely contain a core are talk. Who corrects an answer means
the last one (`correction`). The grammar is data: phrases/en, commands.toml, answers.toml,
wrappers.toml. What it cannot read is compared with what people have said before (`likeness`).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from voice_coach.listening.breath import milder
from voice_coach.listening.correction import corrections, without_light_words
from voice_coach.listening.hedge import hedged
from voice_coach.listening.likeness import likely
from voice_coach.listening.reading import OWN, grammar
from voice_coach.listening.safety import find_safety_cue
from voice_coach.listening.words import words

MOST_WORDS = 30
"""A longer utterance is talk."""

SAFE = frozenset(
    ("STOP", "PAUSE", "MINUTE", "TIME_OUT", "REPEAT", "SLOWER", "SHORTER", "LIGHTER", "PASS")
)
"""What somebody asks for stays so whatever was asked of them."""

ENDS_OR_HOLDS = frozenset(("STOP", "PAUSE"))
"""Where an utterance may be one of these or an answer, no question keeps anybody from it."""

ELSEWHERE = ("YIELD",)
"""What it says is known, and is never guessed to be an answer where it does not count."""


def meaning_of(text: str, meanings: Collection[str], *, closed: bool = False) -> str | None:
    """What an utterance means among the meanings that count now; None if it is talk.

    Args:
        text: all of what was said between two silences, or typed.
        meanings: what counts. One that the grammar does not know, such as a script's own answer,
            is said as it is spelt.
        closed: the words come from a recogniser that knows no others: only wrappers and cores
            that are listened for count.
    """
    said = words(text)
    asked_of_fear = "SOMETIMES" in meanings and not closed
    if danger := find_safety_cue(text):
        return "SOMETIMES" if asked_of_fear and danger.kind == "partner_danger" else None
    found = by_rule(said, meanings, closed=closed)
    if closed:
        return found
    if asked_of_fear:
        return found if found in SAFE else hedged(said) or found
    if found or by_rule(said, ELSEWHERE):
        return found
    return likely(said, meanings)


def by_rule(said: Sequence[str], meanings: Collection[str], *, closed: bool = False) -> str | None:
    """What the grammar makes of words that hold no sign of danger."""
    if not 0 < len(said) <= MOST_WORDS:
        return None
    found = _read(said, meanings, closed)
    if closed:
        return found
    found = _corrected(said, meanings) or found
    return found or _read(without_light_words(said), meanings, closed)


def _corrected(said: Sequence[str], meanings: Collection[str]) -> str | None:
    """The answer that is left when another one is taken back: "no, wait, yes"."""
    known = grammar()
    for before, after in corrections(said):
        found = _read(after, meanings, closed=False)
        if found is None or not known.is_answer(found):
            continue
        taken_back = _read(before, meanings, closed=False) if before else found
        if taken_back and known.is_answer(taken_back):
            return found
    return None


def _read(said: Sequence[str], meanings: Collection[str], closed: bool) -> str | None:
    """What the grammar makes of these words, all of them."""
    known = grammar()
    best: tuple[int, ...] | None = None
    found = halted = None
    least = fewest = MOST_WORDS
    for reading, units in known.readings(said, meanings, closed):
        if reading.frame in ("do", "thing") or not reading.meanings:
            continue
        meaning = known.meant(reading.meanings)
        if reading.only is not None and known.kind(meaning) not in reading.only:
            continue
        several = len(reading.meanings) > 1
        lessened = milder(reading.meanings) is not None
        mixed = not reading.meanings.isdisjoint(known.answers) and not lessened
        if several and (reading.gaps or mixed):
            continue  # "yes no" answers nothing; "I don't want" to pause asks for nothing
        several = several and not lessened
        order = (
            bool(reading.gaps) or known.kind(meaning) != OWN,  # what was asked for goes first
            several,
            reading.gaps,
            units,
            known.asks(meaning),
            reading.rough * known.asks(meaning),
            known.rank(meaning),
        )
        if meaning in ENDS_OR_HOLDS and not reading.gaps and not several and units < least:
            halted, least = meaning, units
        if best is None or order < best:
            best, found, fewest = order, meaning, units
    return halted if found in known.answers and halted and least <= fewest else found
