"""One partner raises their voice and blames: the pause ladder, from sound to breath."""

from collections.abc import Iterable, Sequence

import numpy as np
import pytest

from tests.plans import TWO_TURNS, ana_and_ben
from voice_coach.acted.scenario import Track
from voice_coach.core.actions import AnyAction, Listen, ShowHold
from voice_coach.core.events import AnyEvent
from voice_coach.edge.espeak_voice import EspeakVoice
from voice_coach.edge.ports import Fact, InputEnded
from voice_coach.hearing.loading import Loading
from voice_coach.shell.compose import in_room
from voice_coach.shell.understanding import Understanding
from voice_coach.signal.sound import Sound
from voice_coach.signal.units import samples, seconds
from voice_coach.store.contacts import load_contacts

CALM = (
    "On Monday I came home late because the train stood in the rain for an hour.",
    "Then I cooked the soup that we had planned, and I sat down to read for a while.",
    "In the evening it was quiet, and I watered the plants by the window.",
)
BLAME = ("You never listen to me, not even once.", "You always leave everything to me again.")
QUIET = 10 ** (-8 / 20)
"""Calm talk is this much softer than the voice is synthesised, so that shouting does not clip."""
RAISED = 10 ** (12 / 20)
GAP = samples(1.5)
"""Silence between two lines."""


class Partner:
    """Talks calmly, then blames twice at the top of their voice; blames again at the next turn.

    Leaves when the coach has held the exercise a second time.
    """

    def __init__(self) -> None:
        voice = EspeakVoice(voice="en-us+f3")
        self._calm = [self._at(voice.speak(line), QUIET) for line in CALM]
        self._blame = [self._at(voice.speak(line), QUIET * RAISED) for line in BLAME]
        self._track = Track()
        self._now = 0
        self._turns = 0
        self._holds = 0
        self.lines_ended: list[int] = []

    def _at(self, sound: Sound, gain: float) -> Sound:
        return np.clip(sound * gain, -32768, 32767).astype(np.int16)

    def noticed(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        for action in actions:
            if isinstance(action, Listen) and action.purpose == "turn" and self._turns < 2:
                self._talk()
            if isinstance(action, ShowHold):
                self._track.drop(at=self._now)
                self._holds += 1

    def _talk(self) -> None:
        self._turns += 1
        at = self._now
        for sound in [*(self._calm if self._turns == 1 else []), *self._blame]:
            self._track.rest(GAP, at=self._now)
            self._track.add(sound, at=self._now)
            at += GAP + len(sound)
            if any(sound is each for each in self._blame):
                self.lines_ended.append(at)

    def facts(self, at: int) -> Iterable[Fact]:
        return [InputEnded()] if self._holds == 2 else []

    def sound(self, at: int, length: int) -> Sound | None:
        self._now = at + length
        return self._track.sound(at, length)


class Holds:
    """When the exercise was held, and why."""

    def __init__(self) -> None:
        self.held: list[tuple[str, int]] = []

    def noticed(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        self.held += [(each.reason, each.at) for each in actions if isinstance(each, ShowHold)]


@pytest.mark.parametrize(("hear", "within"), [("words", 0.5), ("commands", 2.0)])
def test_two_raised_blaming_lines_lead_to_a_breath_and_two_more_to_breathing(
    tmp_path, coach_en, hear, within
):
    plan = ana_and_ben(TWO_TURNS)
    understanding = Understanding(
        names=plan.names,
        solo=False,
        lines=plan.lines,
        place=load_contacts(tmp_path).here(),
        show=lambda text: None,
    )
    partner, holds = Partner(), Holds()
    words = hear == "words"
    in_room(
        plan,
        [partner],
        voice=None,
        ears=Loading(
            coach_en,
            hear=hear,
            **({"understand": understanding.understand} if words else {}),
        ),
        understanding=understanding if words else None,
        observers=[holds],
    )
    reasons = [reason for reason, _ in holds.held]
    assert reasons == ["breath", "breathing"]
    for (_, held), ended in zip(holds.held, partner.lines_ended[1::2], strict=True):
        assert seconds(held - ended) <= within
