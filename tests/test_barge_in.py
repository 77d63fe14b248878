"""Over the coach's own voice in a measured room, a command stops it and nothing else does."""

from collections.abc import Iterator
from contextlib import closing

import numpy as np
import pytest

from benchmarks.barge_in import BACKCHANNELS, Interjection, led
from voice_coach.edge.espeak_voice import EspeakVoice
from voice_coach.edge.pyttsx3_voice import Pyttsx3Voice
from voice_coach.edge.sound_file import read_sound


@pytest.fixture(scope="module")
def coach_voice() -> Iterator[Pyttsx3Voice]:
    with closing(Pyttsx3Voice(fallback=EspeakVoice())) as voice:
        yield voice


@pytest.fixture(scope="module")
def room(samples) -> np.ndarray:
    return read_sound(samples / "audio" / "rir" / "seminar_room_clap.flac")


@pytest.mark.parametrize("phrase", ["hold on", "say that again", "skip this"])
@pytest.mark.parametrize("voice", ["en-us+f3", "en-gb+m3", "en-us+m7"])
def test_a_command_over_the_coach_stops_it(coach_voice, room, voice, phrase):
    said = Interjection(name=phrase, sound=EspeakVoice(voice=voice).speak(phrase))
    people = led([said], coach_voice, room)
    assert people.stopped_by == [phrase]
    assert people.from_last[0] < 500


def test_what_a_listener_says_meanwhile_does_not(coach_voice, room):
    voice = EspeakVoice(voice="en-gb+m3")
    said = [Interjection(name=each, sound=voice.speak(each)) for each in BACKCHANNELS]
    people = led(said, coach_voice, room)
    assert people.played == len(BACKCHANNELS)
    assert people.stopped_by == []
