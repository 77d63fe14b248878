"""Sound files in and out."""

import numpy as np
import pytest
import soundfile

from voice_coach.edge.sound_file import StereoWriter, blocks, read_sound, sound_files
from voice_coach.errors import AudioError
from voice_coach.signal.units import BLOCK_SAMPLES, SAMPLE_RATE


def tone(value: int, length: int = BLOCK_SAMPLES) -> np.ndarray:
    return np.full(length, value, dtype=np.int16)


def test_the_coach_is_left_and_the_partners_are_right(tmp_path):
    with StereoWriter(tmp_path / "both.wav") as writer:
        writer.write(tone(1), tone(2))
        writer.write(tone(3), tone(4))
    both, rate = soundfile.read(tmp_path / "both.wav", dtype="int16")
    assert rate == SAMPLE_RATE
    assert both[:, 0].tolist() == [1] * BLOCK_SAMPLES + [3] * BLOCK_SAMPLES
    assert both[:, 1].tolist() == [2] * BLOCK_SAMPLES + [4] * BLOCK_SAMPLES


@pytest.mark.parametrize("rate", [8000, 44_100, 48_000])
def test_a_file_of_any_rate_lasts_as_long_as_before(tmp_path, rate):
    wave = np.sin(np.arange(rate) * 2 * np.pi * 440 / rate) * 0.5
    soundfile.write(tmp_path / "tone.flac", wave, rate)
    sound = read_sound(tmp_path / "tone.flac")
    assert len(sound) == pytest.approx(SAMPLE_RATE, abs=2)
    assert np.argmax(np.abs(np.fft.rfft(sound))) == pytest.approx(440, abs=1)


def test_the_last_block_is_filled_up_and_silence_may_follow():
    got = list(blocks(tone(7, BLOCK_SAMPLES + 1), quiet_after=2))
    assert [len(each) for each in got] == [BLOCK_SAMPLES] * 4
    assert [int(np.count_nonzero(each)) for each in got] == [BLOCK_SAMPLES, 1, 0, 0]


def test_a_folder_stands_for_its_sounds_in_order_of_name(tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    for name in ("b.wav", "c.FLAC", "notes.txt", "d.ogg", "a.wav"):
        (folder / name).touch()
    alone = tmp_path / "z.wav"
    found = [path.name for path in sound_files((alone, folder))]
    assert found == ["z.wav", "a.wav", "b.wav", "c.FLAC", "d.ogg"]


@pytest.mark.parametrize(("name", "told"), [("none.wav", "no such file"), ("x.wav", "can read")])
def test_what_is_no_sound_says_so(tmp_path, name, told):
    (tmp_path / "x.wav").write_text("not a sound", encoding="utf-8")
    with pytest.raises(AudioError, match=told):
        read_sound(tmp_path / name)
