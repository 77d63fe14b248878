"""A command over a television: heard where it stands out, and nothing else is."""

import numpy as np
import pytest

from voice_coach.core.actions import Listen
from voice_coach.core.events import UtteranceHeard
from voice_coach.edge.espeak_voice import EspeakVoice
from voice_coach.edge.sound_file import blocks
from voice_coach.edge.vosk_recognizer import SpeechModel
from voice_coach.exercise.meanings import SAFE_WORDS
from voice_coach.hearing.ears import Ears
from voice_coach.signal.units import samples

PROGRAMME = "and later on in the evening we shall see some rain over all the hills near the coast "


@pytest.fixture(scope="module")
def model(coach_en):
    return SpeechModel(coach_en)


def scene(command: str | None, decibels: float) -> np.ndarray:
    """Talk without a break, and after four seconds a command so far above it."""
    talk = EspeakVoice(voice="en-us+f3").speak(PROGRAMME * 3).astype(float)
    quieter = talk * 10 ** (-decibels / 20)
    if command:
        said = EspeakVoice(voice="en-gb+m3").speak(command)
        quieter[samples(4) : samples(4) + len(said)] += said
    noise = np.random.default_rng(3).normal(0, 8, len(quieter))
    return np.clip(quieter + noise, -32768, 32767).astype(np.int16)


def meant(model: SpeechModel, sound: np.ndarray) -> list[str]:
    ears = Ears(model=model)
    meanings = (*SAFE_WORDS, "YIELD", "HOLD_FLOOR")
    ears.listen(Listen(at=0, partner="a", purpose="turn", step="x", meanings=meanings))
    events = [
        event
        for number, block in enumerate(blocks(sound))
        for event in ears.hear(block, number * len(block))
    ]
    return [each.meaning for each in events if isinstance(each, UtteranceHeard) and each.meaning]


def test_a_command_over_a_programme_is_heard(model):
    assert meant(model, scene("stop", 24)) == ["STOP"]


def test_a_programme_commands_nothing(model):
    assert meant(model, scene(None, 24)) == []
    assert meant(model, scene(None, 0)) == []
