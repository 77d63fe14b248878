"""What is made for macOS, as far as it can be looked at elsewhere. It was never run there."""

import hashlib

import numpy as np
import pytest
import soundfile

from setup.macos.formula import formula
from voice_coach.signal.sound import finished_prompt
from voice_coach.signal.units import SAMPLE_RATE


def test_the_formula_holds_the_hash_of_its_archive(tmp_path):
    archive = tmp_path / "voice_coach-1.2.3.tar.gz"
    archive.write_bytes(b"source")
    text = formula(archive, "https://example.org/v1.2.3/voice_coach-1.2.3.tar.gz")
    assert hashlib.sha256(b"source").hexdigest() in text
    assert "--require-hashes" in text
    assert "Microphone, Terminal" in text


@pytest.mark.parametrize("address", ["http://example.org/a.tar.gz", "https://example.org/b.tar.gz"])
def test_an_address_of_something_else_is_refused(address, tmp_path):
    archive = tmp_path / "a.tar.gz"
    archive.write_bytes(b"source")
    with pytest.raises(ValueError, match=r"/a\.tar\.gz"):
        formula(archive, address)


@pytest.mark.parametrize("endian", ["BIG", "LITTLE"])
def test_a_prompt_as_its_voices_write_it_is_read(endian, tmp_path):
    """AIFF, and AIFF-C with the bytes turned round, at a rate of their own."""
    path = tmp_path / "prompt.aiff"
    tone = 0.3 * np.sin(np.arange(22_050) * 2 * np.pi * 440 / 22_050)
    soundfile.write(path, tone, 22_050, format="AIFF", subtype="PCM_16", endian=endian)
    wave, rate = soundfile.read(path, dtype="float32")
    sound = finished_prompt(wave, rate)
    assert sound.dtype == np.int16
    assert len(sound) == pytest.approx(SAMPLE_RATE, rel=0.05)
