"""Question decks: those that come with the project, and the order their cards are drawn in."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from importlib.resources import files

import msgspec

from voice_coach.exercise.script import AnyCard, Card, Exercise
from voice_coach.store.toml_file import decoded


class Deck(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A question deck as its file gives it."""

    about: str
    """What it is for."""
    cards: tuple[AnyCard, ...]


def deck_names() -> list[str]:
    """The decks that come with the project."""
    folder = files("voice_coach") / "decks"
    return sorted(each.name.removesuffix(".toml") for each in folder.iterdir())


def deck(name: str) -> tuple[AnyCard, ...]:
    """The cards of one of them."""
    file = files("voice_coach") / "decks" / f"{name}.toml"
    return decoded(file.read_bytes(), Deck).cards


def shuffled(exercise: Exercise, draw: int) -> Exercise:
    """The exercise with its decks in another order: the same order for the same `draw`.

    A deck with levels is turned by one card a draw: none comes twice before all have come.
    """
    cards = {
        name: _climbing(name, deck, draw)
        if any(isinstance(card, Card) for card in deck)
        else tuple(random.Random(f"{name} {draw}").sample(deck, len(deck)))
        for name, deck in exercise.cards.items()
    }
    return msgspec.structs.replace(exercise, cards=cards)


def _climbing(name: str, deck: Sequence[AnyCard], draw: int) -> tuple[AnyCard, ...]:
    """One card of each level, the easiest first, then the next of each."""
    levels: dict[int, list[AnyCard]] = {}
    for card in random.Random(name).sample(deck, len(deck)):
        levels.setdefault(card.level if isinstance(card, Card) else 1, []).append(card)
    turned = [
        level[draw % len(level) :] + level[: draw % len(level)]
        for _, level in sorted(levels.items())
    ]
    rounds = itertools.zip_longest(*turned)
    return tuple(card for each in rounds for card in each if card is not None)
