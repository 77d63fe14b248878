"""What slips into a reply that was to give something back: advice, defence, blame, a question.

Told only of a reply that is no mirror, or of what a mirror puts in that nobody had said: a good
mirror may hold the very words ("you'd like me to call first").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from voice_coach.listening.frame import gives_back
from voice_coach.listening.heat import judge_heat
from voice_coach.listening.mirror import Reflection
from voice_coach.listening.reply_act import asked, marks
from voice_coach.listening.words import without_stutter, words

Slip = Literal["advised", "defended", "blamed", "asked"]

_BLAMES = frozenset({"criticism", "contempt", "threat", "dismissal"})
_DEFENDS = ("argues", "retorts")
_ADVISES = ("directs", "orders")
_HINTS = ("advises", "informs")
"""Softer marks of advice, which a good mirror holds as well."""


def find_slip(reply: str, reflection: Reflection) -> Slip | None:
    """The first of these that a reply holds, the gravest first.

    Args:
        reply: what the listener answered.
        reflection: how it was judged (`judge_reflection`).
    """
    if reflection.act == "mirror" or gives_back(words(reply)):
        return _slip(reflection.added, softly=False)
    return _slip((reply,), softly=True)


def _slip(texts: Iterable[str], *, softly: bool) -> Slip | None:
    for text in texts:
        found = marks(without_stutter(words(text)))
        kinds = judge_heat(text).kinds if softly else frozenset()
        if not kinds.isdisjoint(_BLAMES):
            return "blamed"
        if "defensiveness" in kinds or _any(found, _DEFENDS):
            return "defended"
        if _any(found, (*_ADVISES, *_HINTS) if softly else _ADVISES):
            return "advised"
        if softly and asked(found) > found["checking"]:
            return "asked"
    return None


def _any(found: Mapping[str, int], names: Iterable[str]) -> bool:
    return any(found[name] for name in names)
