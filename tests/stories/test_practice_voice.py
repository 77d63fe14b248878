"""The practice partner is heard in a voice of its own, or else in the coach's."""

import numpy as np
import pytest

from tests.couples import EXERCISES
from tests.typist import Typist, plan_of
from voice_coach.core.session import Session
from voice_coach.edge.espeak_voice import EspeakVoice
from voice_coach.edge.typed_lines import PipedLines
from voice_coach.edge.virtual_room import VirtualRoom
from voice_coach.errors import VoiceError
from voice_coach.exercise.script import said
from voice_coach.shell.conductor import Conductor, Watchers
from voice_coach.shell.manner import USUAL_MANNER, USUAL_VOICE, practice_voice
from voice_coach.shell.room import Room
from voice_coach.shell.system_voices import chosen_manner
from voice_coach.shell.voices import Voices
from voice_coach.signal.duplex import Duplex


class Remembering:
    """A voice that takes no time and knows what it said."""

    name = "remembering"

    def __init__(self, *, able: bool = True) -> None:
        self.said: list[str] = []
        self._able = able

    def speak(self, text: str, *, rate: float = 1.0):
        if not self._able:
            raise VoiceError("This voice is gone.")
        self.said.append(text)
        return np.zeros(320, dtype=np.int16)

    def prepare(self, texts) -> None:
        """Nothing to prepare."""

    def close(self) -> None:
        """Nothing is open."""


def led(practice_voice) -> Remembering:
    """What the coach's own voice said in a session of mirror practice."""
    plan = plan_of("mirror-practice", "solo")
    coach, typist = Remembering(), Typist(plan)
    performers = [typist, PipedLines(iter(typist))]
    room = VirtualRoom(performers)
    Conductor(
        Session(plan.settings),
        room=Room(source=room, player=room, echo=Duplex("half", tell=print)),
        voices=Voices(coach, practice=practice_voice, worded=plan.worded),
        watchers=Watchers(observers=performers),
    ).run()
    return coach


def practice_lines(count: int) -> list[str]:
    return [said(card) for card in EXERCISES["mirror-practice"].cards["practice-lines"][:count]]


def test_practice_lines_are_the_other_voice_and_nothing_else_is():
    practice = Remembering()
    coach = led(practice)
    assert practice.said == practice_lines(3)
    assert not set(coach.said) & set(practice.said)
    assert any("made up" in text for text in coach.said)


def test_where_there_is_no_other_voice_the_coach_says_them():
    for missing in (None, Remembering(able=False)):
        heard = led(missing).said
        assert [text for text in heard if text in practice_lines(3)] == practice_lines(3)


@pytest.mark.parametrize("voice", [None, "en-us+m7", "en-us+f3"])
def test_the_other_voice_sounds_unlike_the_first(voice):
    text = " ".join(practice_lines(3))
    manner = chosen_manner(voice, None, None)
    one = pitch(EspeakVoice(voice=voice or USUAL_VOICE).speak(text).astype(float))
    other = pitch(EspeakVoice(voice=practice_voice(manner)).speak(text).astype(float))
    assert max(one, other) > 1.3 * min(one, other)


def test_nothing_chosen_is_the_usual_manner():
    assert chosen_manner(None, None, None) == USUAL_MANNER


def pitch(sound) -> float:
    """Strongest repetition of a whole sound between 70 and 400 Hz."""
    middle = sound[:16_000] if len(sound) <= 16_000 else sound[len(sound) // 4 :][:16_000]
    spectrum = np.abs(np.fft.rfft(middle, 65_536)) ** 2
    repetition = np.fft.irfft(spectrum)
    shortest, longest = 16_000 // 400, 16_000 // 70
    return 16_000 / (shortest + int(np.argmax(repetition[shortest:longest])))
