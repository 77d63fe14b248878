"""Over the coach's own voice in a measured room, a command stops it and nothing else does."""

from collections.abc import Iterator
from contextlib import closing

import numpy as np
import pytest

from benchmarks.barge_in import BACKCHANNELS, VOICES, Interjection, led
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


def test_a_command_over_the_coach_stops_it(coach_voice, room):
    """Nearly always: of eighteen, one is not understood (benchmarks/barge_in.py)."""
    said = [
        Interjection(name=phrase, sound=EspeakVoice(voice=name).speak(phrase))
        for name in VOICES
        for phrase in ("hold on", "skip this")
    ]
    every = [led([one], coach_voice, room) for one in said]
    stopped = [one for one in every if one.stopped_by]
    assert len(stopped) >= len(said) - 1
    assert all(one.from_last[0] < 500 for one in stopped)


def test_what_a_listener_says_meanwhile_does_not(coach_voice, room):
    voice = EspeakVoice(voice="en-gb+m3")
    said = [Interjection(name=each, sound=voice.speak(each)) for each in BACKCHANNELS]
    people = led(said, coach_voice, room)
    assert people.played == len(BACKCHANNELS)
    assert people.stopped_by == []
