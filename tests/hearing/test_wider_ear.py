"""The second hearing, for requests as people make them."""

import numpy as np
import pytest

from voice_coach.edge.espeak_voice import EspeakVoice
from voice_coach.edge.vosk_recognizer import SpeechModel
from voice_coach.hearing.grammar import CommandPhrases
from voice_coach.hearing.wider_ear import LONGEST_REQUEST, WiderEar
from voice_coach.signal.units import samples

VOICE = EspeakVoice(voice="en-gb+m3")


@pytest.fixture(scope="module")
def ear(coach_en) -> WiderEar:
    ear = WiderEar(SpeechModel(coach_en), CommandPhrases.load())
    ear.expect(("PAUSE", "STOP", "REPEAT", "YIELD", "PASS"))
    return ear


def meant(ear: WiderEar, said: str, *, after: int = 0) -> str | None:
    """What it makes of something said after so many samples of quiet that count as talk."""
    room = np.random.default_rng(2).normal(0, 8, samples(0.4)).astype(np.int16)
    voice = VOICE.speak(said)
    sound = np.concatenate([room, voice, room])
    command = ear.command(sound, voiced=len(voice) + after, expected=())
    return command.meaning if command else None


def test_a_request_of_several_words_is_understood(ear):
    assert meant(ear, "please stop") == "STOP"


@pytest.mark.parametrize(
    "said",
    [
        "my mother never gave us a break",
        "he always says we should slow down",
        "i asked you to stop yesterday",
    ],
)
def test_talk_that_holds_such_words_is_talk(ear, said):
    assert meant(ear, said) is None


def test_one_word_is_left_to_the_first_hearing(ear):
    assert meant(ear, "pause") is None


def test_a_long_stretch_is_talk(ear):
    assert meant(ear, "please stop", after=LONGEST_REQUEST) is None


def test_where_nothing_counts_nothing_is_heard(coach_en):
    deaf = WiderEar(SpeechModel(coach_en), CommandPhrases.load())
    deaf.expect(())
    assert meant(deaf, "please stop") is None
