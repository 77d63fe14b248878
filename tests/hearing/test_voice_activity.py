"""Whether somebody speaks, block by block."""

import subprocess
import sys

import numpy as np
import pytest

from voice_coach.edge.espeak_voice import EspeakVoice
from voice_coach.edge.sound_file import blocks
from voice_coach.hearing.voice_activity import VoiceActivity, with_dither
from voice_coach.signal.units import BLOCK_SAMPLES, SAMPLE_RATE

LINE = "I was thinking about the week at the lake, and how quiet it was in the morning."


def share(sound: np.ndarray) -> float:
    """How much of it is taken for speech."""
    ears = VoiceActivity()
    verdicts = [ears.voiced(with_dither(block, at)) for at, block in enumerate(blocks(sound))]
    return float(np.mean(verdicts))


@pytest.mark.parametrize("voice", ["en-us", "en-gb+m3", "en-us+f3"])
@pytest.mark.parametrize("gain", [1.0, 0.1])
def test_talk_is_speech(voice, gain):
    assert share((EspeakVoice(voice=voice).speak(LINE) * gain).astype(np.int16)) > 0.8


@pytest.mark.parametrize("loudness", [0, 8, 300])
def test_a_quiet_or_a_rushing_room_is_not(loudness):
    noise = np.random.default_rng(3).normal(0, loudness, 20 * SAMPLE_RATE)
    assert share(noise.round().astype(np.int16)) < 0.02


def test_dither_is_a_trace_and_always_the_same_at_the_same_moment():
    silence = np.zeros(BLOCK_SAMPLES, dtype=np.int16)
    at = 3 * SAMPLE_RATE + 640
    assert np.array_equal(with_dither(silence, at), with_dither(silence, at % SAMPLE_RATE))
    assert 0 < np.abs(with_dither(silence, at)).max() <= 12
    loud = np.full(BLOCK_SAMPLES, 32767, dtype=np.int16)
    assert with_dither(loud, at).min() > 32000


@pytest.mark.parametrize("voice", ["en-gb+m3", "en-us+f3"])
def test_the_softest_talk_is_in_one_piece(voice):
    """What has begun goes on although it is hardly speech by itself."""
    soft = EspeakVoice(voice=voice).speak(LINE) * 0.003
    sound = (soft + np.random.default_rng(1).normal(0, 8, len(soft))).astype(np.int16)
    ears = VoiceActivity()
    verdicts = [ears.voiced(with_dither(block, at)) for at, block in enumerate(blocks(sound))]
    assert np.count_nonzero(np.diff(verdicts)) <= 2


def test_it_computes_on_one_thread_and_asks_that_of_nothing_else():
    """Four threads would wait for one another through most of a session's processor time."""
    code = (
        "import os, numpy\n"
        "from voice_coach.hearing.voice_activity import VoiceActivity\n"
        "before = dict(os.environ), len(os.listdir('/proc/self/task'))\n"
        "VoiceActivity().voiced(numpy.zeros(320 * 4, dtype='int16'))\n"
        "assert before == (dict(os.environ), len(os.listdir('/proc/self/task')))\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
