"""The flat plan of cues one session follows: an exercise laid out for its mode and length."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from voice_coach.exercise.script import AnyStep, Ask, Exercise, FloorStep, Mode, Part, Partner

CLOSE = "close"
"""The part that ends an exercise: one thing heard, one thing appreciated (block B7)."""


class PlannedStep(msgspec.Struct, frozen=True, kw_only=True):
    """A step at its place in one session: who is the speaker, who is asked."""

    step: AnyStep
    part: str
    speaker: Partner
    partner: Partner | None
    """Whom the step is about: the floor's holder, the one asked; None: anyone."""
    switched: bool = False
    """The first cue of a part's second round: the partners have just changed roles."""

    alone: bool = False
    """Practised alone: the one person is both speaker and listener."""

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
    exercise: Exercise, *, mode: Mode, length: str, first: Partner = "a"
) -> tuple[PlannedStep, ...]:
    """Lay an exercise out as the cues of one session, in order.

    Args:
        exercise: the script, building blocks already in place.
        mode: couple or solo.
        length: one of the keys of `exercise.minutes`.
        first: who is the speaker first; ignored alone.
    """
    cues: list[PlannedStep] = []
    drawn: Counter[str] = Counter()
    for part in exercise.couple if mode == "couple" else exercise.solo:
        if part.lengths and length not in part.lengths:
            continue
        speakers: tuple[Partner, ...] = (first, other(first)) if part.each else (first,)
        times = part.times[length] if isinstance(part.times, dict) else part.times
        for time in range(times):
            cards = exercise.cards.get(part.deck, ())
            card = cards[drawn[part.deck] % len(cards)] if cards else ""
            drawn[part.deck] += 1
            for speaker in speakers:
                round_start = len(cues)
                for step in part.steps:
                    if not step.lengths or length in step.lengths:
                        placed = _placed(step, part, card)
                        cues.extend(_cues(placed, part.part, speaker, alone=mode == "solo"))
                changed = speaker != first and time == 0 and len(cues) > round_start
                if changed:
                    cues[round_start] = msgspec.structs.replace(cues[round_start], switched=True)
    return tuple(cues)


def _placed(step: AnyStep, part: Part, card: str) -> AnyStep:
    """A step in its part: under the part's condition, and with the card drawn for it."""
    if not part.when and not card:
        return step
    return msgspec.structs.replace(
        step, when=part.when | step.when, say=step.say.replace("{card}", card)
    )


def _cues(step: AnyStep, part: str, speaker: Partner, *, alone: bool) -> Iterator[PlannedStep]:
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
        yield PlannedStep(step=step, part=part, speaker=speaker, partner=partner, alone=alone)


def without_close(cues: Sequence[PlannedStep]) -> tuple[PlannedStep, ...]:
    """The cues without the close (block B7) at their end."""
    kept = len(cues)
    while kept and cues[kept - 1].part == CLOSE:
        kept -= 1
    return tuple(cues[:kept])
