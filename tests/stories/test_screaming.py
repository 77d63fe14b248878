"""One partner shouts on and on: the pause ladder, and then the ordinary ending, from sound."""

from collections.abc import Iterable, Sequence

import numpy as np
import pytest

from tests.plans import TWO_TURNS, ana_and_ben
from voice_coach.acted.scenario import Track
from voice_coach.core.actions import AnyAction, EndSession, Listen, ShowHold
from voice_coach.core.events import AnyEvent, UtteranceHeard, VoiceRaised
from voice_coach.edge.espeak_voice import EspeakVoice
from voice_coach.edge.ports import Fact, KeyPressed
from voice_coach.hearing.loading import Loading
from voice_coach.shell.compose import in_room
from voice_coach.shell.replay import replay
from voice_coach.signal.sound import Sound
from voice_coach.signal.units import BLOCK_SAMPLES, samples, seconds

CALM = "On Monday I came home late because the train stood in the rain for an hour, tired."
LOUD = "I have had enough of all this, do you hear me, I have had enough of it."
SOFT = 10 ** (-18 / 20)
"""Calm talk is this much softer than the voice is synthesised, so that shouting does not clip."""
GAP = samples(1.5)
DRAWING_BREATH = samples(0.6)


class Shouter:
    """Talks calmly, then shouts for a while, breath after breath, whatever the coach says.

    Args:
        decibels: how much louder than calmly.
        lasting: how long, in seconds.
        quits: when somebody presses the key "q", in seconds since the shouting began.
    """

    def __init__(self, *, decibels: float, lasting: float, quits: float) -> None:
        voice = EspeakVoice(voice="en-us+f3")
        self._calm = (voice.speak(CALM) * SOFT).astype(np.int16)
        loud = np.clip(voice.speak(LOUD) * SOFT * 10 ** (decibels / 20), -32768, 32767)
        breath = np.zeros(DRAWING_BREATH, dtype=np.int16)
        once = np.concatenate([loud.astype(np.int16), breath])
        self._loud = np.tile(once, 1 + samples(lasting) // len(once))[: samples(lasting)]
        self._quits = samples(quits)
        self._track = Track()
        self._now = 0
        self.shouts_from: int | None = None
        self.told: list[AnyEvent | AnyAction] = []

    def noticed(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        self.told += [event, *actions]
        for each in actions:
            if isinstance(each, Listen) and each.purpose == "turn" and self.shouts_from is None:
                self._begin()

    def _begin(self) -> None:
        at = self._now
        for sound in (self._calm, self._calm, self._loud):
            self._track.rest(GAP, at=self._now)
            self._track.add(sound, at=self._now)
            at += GAP + len(sound)
        self.shouts_from = at - len(self._loud)

    def facts(self, at: int) -> Iterable[Fact]:
        began = self.shouts_from
        if began is not None and at <= began + self._quits < at + BLOCK_SAMPLES:
            yield KeyPressed(key="q")

    def sound(self, at: int, length: int) -> Sound | None:
        self._now = at + length
        return self._track.sound(at, length)

    def when(self, kind: type, **fields) -> list[float]:
        """When something of a kind was told, in seconds since the shouting began."""
        found = [
            each
            for each in self.told
            if isinstance(each, kind)
            and all(getattr(each, name) == value for name, value in fields.items())
        ]
        return [seconds(each.at - self.shouts_from) for each in found]


def shouted(coach_en, *, alone=False, log=None, **how) -> Shouter:
    """A turn in which somebody shouts."""
    plan, shouter = ana_and_ben(TWO_TURNS, log=log), Shouter(**how)
    in_room(plan, [shouter], voice=None, ears=Loading(coach_en, alone=alone))
    return shouter


def test_shouting_takes_the_second_rung_after_three_seconds(coach_en):
    shouter = shouted(coach_en, decibels=12, lasting=5, quits=20)
    (held,) = shouter.when(ShowHold)
    assert 3.0 <= held <= 3.5
    assert shouter.when(ShowHold, reason="breathing") == [held]
    assert len(shouter.when(VoiceRaised)) == 3
    assert shouter.when(UtteranceHeard, meaning="STOP") == [pytest.approx(20.0, abs=0.1)]


def test_two_loud_seconds_hold_nothing_up(coach_en):
    shouter = shouted(coach_en, decibels=20, lasting=2.2, quits=8)
    assert shouter.when(VoiceRaised)
    assert not shouter.when(ShowHold)


def test_screaming_ends_it_and_the_log_is_that_of_a_key_pressed(coach_en, tmp_path):
    screamed, pressed = tmp_path / "screamed.jsonl", tmp_path / "pressed.jsonl"
    shouter = shouted(coach_en, decibels=18, lasting=30, quits=60, log=screamed)
    (ended,) = shouter.when(EndSession, reason="early")
    assert 10.0 < ended <= 15.0
    (stopped,) = shouter.when(UtteranceHeard, meaning="STOP", by="key")
    shouted(coach_en, decibels=18, lasting=30, quits=stopped, log=pressed, alone=True)
    assert screamed.read_bytes() == pressed.read_bytes()
    assert not replay(screamed, block_samples=1600).cut_short


def test_who_practises_alone_screams_at_nobody(coach_en):
    shouter = shouted(coach_en, decibels=18, lasting=16, quits=20, alone=True)
    assert shouter.when(EndSession) == [pytest.approx(20.0, abs=0.1)]
