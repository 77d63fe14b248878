"""The flat plan one session follows: an exercise's steps, laid out for its mode and length."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from voice_coach.exercise.kept import reading
from voice_coach.exercise.script import (
    AnyCard,
    AnyStep,
    Ask,
    Exercise,
    FloorStep,
    Mode,
    Part,
    Partner,
    model,
    said,
)


class PlannedStep(msgspec.Struct, frozen=True, kw_only=True):
    """A step at its place in one session: who is the speaker, who is asked."""

    step: AnyStep
    part: str
    speaker: Partner
    partner: Partner | None
    """Whom the step is about: the floor's holder, the one asked; None: anyone."""
    switched: bool = False
    """The first step of a part's second round: the partners have just changed roles."""
    closing: bool = False
    """It belongs to a close (block B7), which may be left out."""
    alone: bool = False
    """Practised alone: the one person is both speaker and listener."""
    private: bool = False
    """It belongs to a private part: one of the two is in another room."""

    @property
    def listener(self) -> Partner:
        """The other role. Alone, a person is both."""
        return self.speaker if self.alone else other(self.speaker)

    def names(self, partner: Partner | None) -> dict[str, str]:
        """What a prompt's placeholders stand for here, as the partners' own placeholders."""
        return {
            "speaker": f"{{{self.speaker}}}",
            "listener": f"{{{self.listener}}}",
            "partner": f"{{{partner or self.speaker}}}",
        }


def other(partner: Partner) -> Partner:
    """The other of the two partners."""
    return "b" if partner == "a" else "a"


def plan(
    exercise: Exercise, *, mode: Mode, length: str, first: Partner = "a", kept: int = 0
) -> tuple[PlannedStep, ...]:
    """Lay an exercise out as the steps of one session, in order.

    Args:
        exercise: the script, building blocks already in place.
        mode: couple or solo.
        length: one of the keys of `exercise.minutes`.
        first: who is the speaker first; ignored alone.
        kept: how many things kept last time are read back, after the arrival.
    """
    planned: list[PlannedStep] = []
    drawn: Counter[str] = Counter()
    for part in _parts(exercise, mode, kept):
        if part.lengths and length not in part.lengths:
            continue
        speakers: tuple[Partner, ...] = (first, other(first)) if part.each else (first,)
        times = part.times[length] if isinstance(part.times, dict) else part.times
        for time in range(times):
            cards = exercise.cards.get(part.deck, ())
            card = cards[drawn[part.deck] % len(cards)] if cards else ""
            drawn[part.deck] += 1
            for speaker in speakers:
                start = len(planned)
                for step in part.steps:
                    if not step.lengths or length in step.lengths:
                        placed = _placed(step, part, card)
                        planned.extend(_planned(placed, part, speaker, alone=mode == "solo"))
                changed = speaker != first and time == 0 and len(planned) > start
                if changed:
                    planned[start] = msgspec.structs.replace(planned[start], switched=True)
    return tuple(planned)


def _parts(exercise: Exercise, mode: Mode, kept: int) -> tuple[Part, ...]:
    parts = exercise.couple if mode == "couple" else exercise.solo
    if not kept:
        return parts
    talk = (at for at, part in enumerate(parts) if part.stage != "arrival")
    first = next(talk, len(parts))
    return (*parts[:first], reading(kept), *parts[first:])


def _placed(step: AnyStep, part: Part, card: AnyCard) -> AnyStep:
    """A step in its part: under the part's condition, and with the card drawn for it."""
    if not part.when and not card:
        return step
    text = step.say.replace("{card}", said(card)).replace("{model}", model(card))
    return msgspec.structs.replace(step, when=part.when | step.when, say=text)


def _planned(step: AnyStep, part: Part, speaker: Partner, *, alone: bool) -> Iterator[PlannedStep]:
    asked: tuple[Partner | None, ...]
    match step:
        case _ if alone:
            asked = (speaker,)
        case Ask(of="both"):
            asked = (speaker, other(speaker))
        case Ask(of="anyone"):
            asked = (None,)
        case FloorStep(of="listener") | Ask(of="listener"):
            asked = (other(speaker),)
        case FloorStep() | Ask():
            asked = (speaker,)
        case _:
            asked = (None,)
    for partner in asked:
        yield PlannedStep(
            step=step,
            part=part.part,
            speaker=speaker,
            partner=partner,
            closing=part.stage == "close",
            alone=alone,
            private=part.private,
        )


def without_close(planned: Sequence[PlannedStep]) -> tuple[PlannedStep, ...]:
    """The plan without the close (block B7) at its end."""
    left = len(planned)
    while left and planned[left - 1].closing:
        left -= 1
    return tuple(planned[:left])
