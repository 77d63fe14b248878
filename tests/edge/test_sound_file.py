"""Sound files of any length, rate and number of channels, and of any honesty."""

import os
import struct
import subprocess
import sys
import warnings
from pathlib import Path

import numpy as np
import pytest
import soundfile

from voice_coach.edge.sound_file import (
    StereoWriter,
    blocks,
    read_sound,
    sound_blocks,
    sound_files,
)
from voice_coach.errors import AudioError
from voice_coach.signal.sound import level_dbfs
from voice_coach.signal.units import BLOCK_SAMPLES, SAMPLE_RATE

TONE = (0.3 * np.sin(np.arange(48_000) / 20)).astype(np.float32)


def written(path: Path, wave, rate: int = 16_000, **more) -> Path:
    soundfile.write(path, wave, rate, **more)
    return path


@pytest.mark.parametrize("rate", [8_000, 16_000, 44_100, 48_000, 96_000])
@pytest.mark.parametrize("channels", [1, 2, 6])
def test_read_in_blocks_it_is_the_same_as_read_whole(tmp_path, rate, channels):
    path = written(tmp_path / "a.wav", np.stack([TONE] * channels, axis=1), rate)
    whole = read_sound(path)
    streamed = list(sound_blocks(path))
    assert {len(block) for block in streamed} == {BLOCK_SAMPLES}
    padded = np.concatenate(list(blocks(whole)))
    assert np.array_equal(np.concatenate(streamed), padded)
    assert len(whole) == pytest.approx(len(TONE) * 16_000 / rate, abs=2)


def test_channels_that_cancel_each_other_out_are_heard(tmp_path):
    path = written(tmp_path / "a.wav", np.stack([TONE, -TONE], axis=1))
    assert level_dbfs(read_sound(path)) == pytest.approx(-13.5, abs=0.5)


def test_what_is_no_number_is_silence_and_nobody_is_warned(tmp_path):
    wave = TONE.copy()
    wave[100:200] = np.nan
    wave[300] = np.inf
    path = written(tmp_path / "a.wav", wave, subtype="FLOAT")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        sound = read_sound(path)
    assert not sound[100:200].any()


def test_a_header_that_promises_gigabytes_takes_no_memory(tmp_path):
    path = written(tmp_path / "a.wav", TONE[:1000])
    raw = bytearray(path.read_bytes())
    raw[40:44] = struct.pack("<I", 0xFFFFFF00)
    raw[4:8] = struct.pack("<I", 0xFFFFFFFF)
    path.write_bytes(raw)
    assert len(read_sound(path)) == pytest.approx(1000, abs=20)


def test_one_sample_a_second_is_refused(tmp_path):
    path = written(tmp_path / "a.wav", TONE[:100], 1)
    with pytest.raises(AudioError, match="1 samples a second"):
        sound_blocks(path)


LONG = """
import re, sys
from pathlib import Path
from voice_coach.edge.sound_file import sound_blocks
count = sum(1 for block in sound_blocks(Path(sys.argv[1])))
status = Path("/proc/self/status").read_text()
print(count, int(re.search(r"VmHWM:\\s*(\\d+)", status)[1]) // 1024)
"""
"""Its own peak: that of `getrusage` begins with what the process had that started it."""


def test_three_quarters_of_an_hour_in_stereo_take_no_more_memory_than_a_minute(tmp_path):
    found = {}
    for minutes in (1, 45):
        path = tmp_path / f"{minutes}.flac"
        with soundfile.SoundFile(path, "w", 8_000, 2, "PCM_16") as file:
            for _ in range(minutes):
                file.write(np.zeros((60 * 8_000, 2), dtype=np.int16))
        told = subprocess.run(
            [sys.executable, "-c", LONG, str(path)], capture_output=True, text=True, check=True
        )
        count, megabytes = map(int, told.stdout.split())
        assert count == minutes * 60 * 50
        found[minutes] = megabytes
    assert found[45] < found[1] + 25


def test_a_thousand_channels_take_no_more_memory_than_one(tmp_path):
    path = tmp_path / "a.wav"
    with soundfile.SoundFile(path, "w", 24_000, 1024, "PCM_U8") as file:
        for _ in range(24):
            file.write(np.zeros((1000, 1024), dtype=np.int16))
    told = subprocess.run(
        [sys.executable, "-c", LONG, str(path)], capture_output=True, text=True, check=True
    )
    count, megabytes = map(int, told.stdout.split())
    assert count == 50
    assert megabytes < 200


def test_a_folder_gives_what_can_be_read_and_nothing_hidden(tmp_path):
    for name in ("a.wav", "b.FLAC", "c.mp3", "d.opus", "._a.wav", "notes.txt"):
        (tmp_path / name).touch()
    found = [each.name for each in sound_files((tmp_path,))]
    assert found == ["a.wav", "b.FLAC", "c.mp3", "d.opus"]


def test_a_name_that_is_no_text_is_a_name(tmp_path):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\n.wav"))
    written(tmp_path / "a.wav", TONE).rename(path)
    assert len(read_sound(path)) == len(TONE)


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
