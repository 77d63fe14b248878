"""What is done to every sound that comes from elsewhere."""

import numpy as np
import pytest

from voice_coach.signal.sound import (
    LEAD_SAMPLES,
    PEAK_LIMIT,
    PROMPT_LEVEL_DBFS,
    TAIL_SAMPLES,
    PlayedSound,
    finished_prompt,
    level_dbfs,
    louder,
    to_sound,
)
from voice_coach.signal.units import SAMPLE_RATE

TONE = (0.5 * np.sin(np.arange(SAMPLE_RATE) * 0.2)).astype(np.float32)


def test_a_recording_with_sound_on_one_of_its_channels_is_as_loud_as_that():
    left, right = np.zeros(4, dtype=np.float32), np.full(4, 0.5, dtype=np.float32)
    for channels in ((left, right), (right, left)):
        assert to_sound(np.stack(channels, axis=1), SAMPLE_RATE).tolist() == [16384] * 4


def test_what_is_louder_than_full_scale_is_clipped_and_not_wrapped_around():
    assert to_sound(np.array([2, -2], dtype=np.float32), SAMPLE_RATE).tolist() == [32767, -32768]


@pytest.mark.parametrize("gain", [0.1, 1.0])
def test_every_prompt_is_as_loud_as_the_last(gain):
    assert level_dbfs(finished_prompt(TONE * gain, SAMPLE_RATE)) == pytest.approx(
        PROMPT_LEVEL_DBFS, abs=0.5
    )


def test_a_prompt_with_one_loud_sound_is_softer_rather_than_clipped():
    sharp = TONE * 0.01
    sharp[8000] = 1.0
    prompt = finished_prompt(sharp, SAMPLE_RATE)
    assert np.abs(prompt).max() == pytest.approx(PEAK_LIMIT * 32767, abs=1)


def test_the_silence_around_a_prompt_is_cut_to_a_breath():
    silence = np.zeros(SAMPLE_RATE, dtype=np.float32)
    prompt = finished_prompt(np.concatenate([silence, TONE, silence]), SAMPLE_RATE)
    assert len(prompt) == pytest.approx(LEAD_SAMPLES + len(TONE) + TAIL_SAMPLES, abs=10)
    assert not len(finished_prompt(silence, SAMPLE_RATE))


@pytest.mark.parametrize("decibels", [8.0, -8.0])
def test_a_prompt_can_be_louder_or_quieter(decibels):
    prompt = finished_prompt(TONE, SAMPLE_RATE)
    changed = louder(prompt, decibels)
    assert level_dbfs(changed) - level_dbfs(prompt) == pytest.approx(decibels, abs=0.1)


def test_louder_never_clips_and_silence_stays_silence():
    loud = to_sound(TONE, SAMPLE_RATE)
    assert np.abs(louder(loud, 12.0)).max() == pytest.approx(PEAK_LIMIT * 32767, abs=1)
    assert not louder(np.zeros(5, dtype=np.int16), 12.0).any()
    assert len(louder(np.zeros(0, dtype=np.int16), 12.0)) == 0


# --- What was played, kept until it is heard --------------------------------------------------


def numbered(first: int, count: int) -> np.ndarray:
    return np.arange(first, first + count, dtype=np.int16)


def test_what_was_played_is_handed_out_in_order_and_silence_while_it_is_late():
    played = PlayedSound()
    assert not played.take(320).any()
    played.add(numbered(1, 200))
    assert not played.take(320).any(), "not enough yet"
    played.add(numbered(201, 440))
    assert played.take(320).tolist() == numbered(1, 320).tolist()
    assert played.take(320).tolist() == numbered(321, 320).tolist()


def test_where_blocks_of_the_microphone_were_lost_the_latest_counts():
    played = PlayedSound()
    for _ in range(PlayedSound.AT_MOST // 320):
        played.add(numbered(1, 320))
    played.add(numbered(5000, 320))
    assert played.take(320).tolist() == numbered(5000, 320).tolist()
    assert not played.take(320).any()
