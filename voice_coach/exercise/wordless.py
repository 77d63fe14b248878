"""An exercise without its words: it goes the same way, and says nothing of whom it is for.

For the log of an exercise of somebody's own, which may hold names and anything else. Words become
dashes, so that every length stays; names of steps and parts, and answers of its own, are counted.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

import msgspec

from voice_coach.exercise.script import AnyCard, Ask, Exercise, FloorStep, Part, Say

WORD = re.compile(r"\S+")
PLACE = re.compile(r"\{\w+\}")


def wordless(exercise: Exercise, *, known: Collection[str]) -> tuple[Exercise, dict[str, str]]:
    """The same exercise without words, and how it spells the meanings of the exercise's own.

    Args:
        exercise: the exercise, its blocks and decks in place.
        known: meanings that every exercise knows, in capitals; numbers are known too.
    """
    parts = exercise.couple + exercise.solo
    ids = _counted("step", [step.id for part in parts for step in part.steps])
    names = _counted("part", [part.part for part in parts])
    decks = _counted("deck", exercise.cards)
    own = [
        answer
        for part in parts
        for step in part.steps
        if isinstance(step, Ask)
        for answer in step.answers
        if answer.upper() not in known and answer != "0-10"
    ]
    answers = _own(own)

    def renamed(part: Part) -> Part:
        return msgspec.structs.replace(
            part,
            part=names[part.part],
            notes="",
            deck=decks.get(part.deck, part.deck),
            when=_when(part.when, ids, answers),
            steps=tuple(_bare(step, ids, answers) for step in part.steps),
        )

    bare = msgspec.structs.replace(
        exercise,
        name="own",
        title="-",
        purpose="-",
        about="-",
        notes="",
        origin="",
        licence="",
        watch_for=(),
        couple=tuple(renamed(part) for part in exercise.couple),
        solo=tuple(renamed(part) for part in exercise.solo),
        cards={decks[name]: tuple(map(_bare_card, deck)) for name, deck in exercise.cards.items()},
    )
    return bare, {own.upper(): counted.upper() for own, counted in answers.items()}


def dashes(text: str) -> str:
    """A text with a dash for each word, and its places left in."""
    return WORD.sub(lambda word: "".join(PLACE.findall(word[0])) or "-", text)


def _bare_card(card: AnyCard) -> AnyCard:
    if isinstance(card, str):
        return dashes(card)
    return msgspec.structs.replace(card, say=dashes(card.say), model=dashes(card.model))


def _bare(step: Any, ids: Mapping[str, str], answers: Mapping[str, str]) -> Any:
    changes: dict[str, Any] = {
        "id": ids[step.id],
        "say": dashes(step.say),
        "explain": dashes(step.explain),
        "notes": "",
        "when": _when(step.when, ids, answers),
        "then": ids.get(step.then, step.then),
        "lighter": ids.get(step.lighter, step.lighter),
    }
    if isinstance(step, Ask):
        changes["answers"] = tuple(answers.get(each, each) for each in step.answers)
        changes["otherwise"] = answers.get(step.otherwise, step.otherwise)
        changes["again"] = dashes(step.again)
        changes["on"] = {answers.get(a, a): ids.get(to, to) for a, to in step.on.items()}
    if isinstance(step, Say):
        changes["tells"] = tuple(ids.get(each, each) for each in step.tells)
    if isinstance(step, FloorStep):
        changes["on"] = {did: ids.get(to, to) for did, to in step.on.items()}
        changes["hints"] = tuple(
            msgspec.structs.replace(hint, say=dashes(hint.say)) for hint in step.hints
        )
    return msgspec.structs.replace(step, **changes)


def _when(
    when: Mapping[str, str], ids: Mapping[str, str], answers: Mapping[str, str]
) -> dict[str, str]:
    return {ids.get(asked, asked): answers.get(told, told) for asked, told in when.items()}


def _counted(kind: str, names: Collection[str]) -> dict[str, str]:
    """Each name once, with a number in its place."""
    return {name: f"{kind}-{number}" for number, name in enumerate(dict.fromkeys(names), start=1)}


def _own(answers: Collection[str]) -> dict[str, str]:
    """Answers by their place: they have no digits."""
    return {name: "own" + "i" * number for number, name in enumerate(dict.fromkeys(answers), 1)}
