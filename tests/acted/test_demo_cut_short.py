"""A demo that does not come to its end: what is told of it is there and whole, or nothing is."""

import re
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import soundfile

from voice_coach.store.session_log import read_log


@pytest.fixture
def begun(tmp_path) -> subprocess.Popen[str]:
    """One whose coach has begun to speak."""
    command = [sys.executable, "-m", "voice_coach", "demo", "breathe-together", "--fast"]
    process = subprocess.Popen(
        [*command, "--out", str(tmp_path / "demo.wav")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    while "Coach: " not in process.stdout.readline():
        assert process.poll() is None
    return process


def test_one_that_is_ended_is_a_whole_one_that_ended_early(begun, tmp_path):
    begun.send_signal(signal.SIGTERM)
    told, _ = begun.communicate(timeout=60)
    recording, transcript, log = map(Path, re.findall(r"/\S+", told))
    assert soundfile.info(recording).frames > 0
    assert "[the session ended early]" in transcript.read_text(encoding="utf-8")
    assert not read_log(log).cut_short


def test_one_on_a_full_disk_says_so_and_leaves_no_half_of_one(begun, tmp_path):
    full = (tmp_path / "demo.wav").stat().st_size + 20_000
    resource.prlimit(begun.pid, resource.RLIMIT_FSIZE, (full, full))
    told, complaint = begun.communicate(timeout=60)
    assert begun.returncode == 5, complaint
    assert "cannot be written" in complaint
    assert "Recording: " not in told
    assert not list(tmp_path.glob("*.wav")) + list(tmp_path.glob("*.txt"))
