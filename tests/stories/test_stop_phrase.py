"""A private sentence ends a session, by voice, as an ordinary ending."""

import numpy as np
import pytest

from voice_coach.core.settings import SessionSettings
from voice_coach.edge.espeak_voice import EspeakVoice
from voice_coach.edge.sound_file import blocks
from voice_coach.edge.virtual_room import Recording
from voice_coach.hearing.loading import Loading
from voice_coach.shell.compose import in_room
from voice_coach.shell.plan import SessionPlan
from voice_coach.signal.units import SAMPLE_RATE
from voice_coach.store.script_files import ScriptFiles

PHRASE = "i think i left the oven on"


def ended_after(said: str, coach_en, stop_phrases: tuple[str, ...]):
    """How a session for one ends in which this is said after five seconds, and when (seconds)."""
    scripts = ScriptFiles()
    plan = SessionPlan(
        settings=SessionSettings(
            exercise=scripts.load("breathe-together"), lines=scripts.lines(), mode="solo"
        ),
        names={"a": "", "b": ""},
    )
    quiet = np.zeros(5 * SAMPLE_RATE, dtype=np.int16)
    sound = np.concatenate([quiet, EspeakVoice(voice="en-gb+f2").speak(said), quiet])
    ears = Loading(coach_en, stop_phrases=stop_phrases)
    ending = in_room(plan, [Recording(blocks(sound))], voice=None, ears=ears)
    return ending.reason, ending.at / SAMPLE_RATE


def test_it_ends_the_session(coach_en):
    reason, at = ended_after(PHRASE, coach_en, (PHRASE,))
    assert reason == "early"
    assert at < 8


@pytest.mark.parametrize(
    "said", ["i think i left the office late", "we should clean the oven on sunday"]
)
def test_talk_like_it_does_not(coach_en, said):
    assert ended_after(said, coach_en, (PHRASE,))[1] > 30


def test_a_sentence_the_model_cannot_hear_is_left_out(coach_en):
    assert ended_after(PHRASE, coach_en, ("flibbertigibbet went home early",))[1] > 30
