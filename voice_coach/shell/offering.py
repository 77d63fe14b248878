"""Offers, once, to hear words too: a download that nobody makes without having been asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from voice_coach.errors import KeepsakeError, ModelError
from voice_coach.store.between import Between
from voice_coach.store.between_file import change_between, read_between
from voice_coach.store.model_store import COACH_EN, ModelFacts, ModelStore

OFFER = (
    "I can also follow what you say, to help when a point gets missed and to notice when it gets "
    "heated. That takes one download of {size:.0f} MB. What you say stays on this computer, and "
    "none of it is kept."
)
QUESTION = "Shall I download it now?"
DECLINED = "That's fine: I won't ask again. If you change your mind: voice-coach models install."
WITHOUT = "Then I'll go on without it."


def offer_words(
    home: Path,
    store: ModelStore,
    *,
    tell: Callable[[str], None],
    agrees: Callable[[str], bool],
    install: Callable[[ModelFacts], object],
) -> None:
    """Offer a model that hears words, where there is none; a "no" is remembered.

    Args:
        home: the data folder.
        store: the models on this machine.
        tell: shows a line.
        agrees: asks a question that is answered by yes or no.
        install: downloads a model.
    """
    if read_between(home, tell=tell).no_words or store.preferred != COACH_EN:
        return
    best = store.wordy[0]
    tell(OFFER.format(size=best.size / 1e6))
    if not agrees(QUESTION):
        try:
            change_between(home, Between.without_words, tell=tell)
            tell(DECLINED)
        except KeepsakeError as error:
            tell(error.message)
        return
    try:
        install(best)
    except ModelError as error:
        tell(f"{error.message} {error.hint} {WITHOUT}")
