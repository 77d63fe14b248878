"""Devices with odd names, as ALSA's own configuration allows them; no sound server is needed."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

CONFIGURATION = b"""
</usr/share/alsa/alsa.conf>
pcm."mikrof\xf3n" { type null }
pcm.plain { type null }
pcm.!default { type null }
ctl.!default { type empty }
"""


@pytest.fixture
def run(tmp_path):
    """Runs a command where one of three devices has a name that is no text."""
    (tmp_path / "alsa.conf").write_bytes(CONFIGURATION)

    def command(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "voice_coach", *arguments],
            env={**os.environ, "ALSA_CONFIG_PATH": str(tmp_path / "alsa.conf")},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            cwd=Path(__file__).parent,
        )

    return command


def test_a_device_whose_name_is_no_text_is_listed_with_the_others(run):
    done = run("devices")
    assert done.returncode == 0, done.stderr
    assert "mikrof?n  (44100 Hz)" in done.stdout
    assert "plain  (44100 Hz)" in done.stdout


def test_choosing_it_says_what_is_wrong_with_it(run):
    done = run("hear", "--microphone", "mikrof?n")
    assert done.returncode == 5, done.stderr
    assert "its name is no text" in done.stderr


@pytest.mark.parametrize("wanted", ["²", "٣", "99", "-1", "nosuch", "\udcff"])
def test_what_is_the_name_of_no_device_is_said(wanted, run):
    done = run("hear", f"--microphone={wanted}")
    assert done.returncode == 5, done.stderr
    assert "There is no microphone" in done.stderr
