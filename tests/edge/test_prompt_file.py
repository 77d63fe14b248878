"""No prompt, and so no name that is spoken, is left on the disk."""

import os
import subprocess
import sys
import time

import pytest

from voice_coach.edge.prompt_file import LEFT_BEHIND_SECONDS, prompt_file, remove_left_behind
from voice_coach.edge.pyttsx3_voice import Pyttsx3Voice

SPEAKING = """
import os, signal, sys, threading
from voice_coach.edge.pyttsx3_voice import Pyttsx3Voice
voice = Pyttsx3Voice()
voice.speak("Zebediah, is now a good time?")
voice.prepare(f"Zebediah, this is line number {number}." for number in range(100))
os.kill(os.getpid(), int(sys.argv[1]))
threading.Event().wait(30)
"""


@pytest.mark.parametrize("number", [9, 15, 1])
def test_however_a_program_that_speaks_ends_it_leaves_no_sound(number, tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", SPEAKING, str(number)],
        env={**os.environ, "TMPDIR": str(tmp_path)},
        check=False,
    )
    assert done.returncode == -number
    assert list(tmp_path.iterdir()) == []


def test_a_prompt_in_the_making_has_no_place_on_the_disk(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with prompt_file() as path:
        path.write_bytes(b"sound")
        assert path.read_bytes() == b"sound"
        assert list(tmp_path.iterdir()) == []
    assert not path.exists()


def test_what_a_crash_of_the_first_version_left_is_removed(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    old, young = tmp_path / "voice-coach-a1b2", tmp_path / "voice-coach-c3d4"
    for folder in (old, young, tmp_path / "somebody-elses"):
        folder.mkdir()
        (folder / "1.wav").write_bytes(b"names")
    long_ago = time.time() - LEFT_BEHIND_SECONDS - 60
    os.utime(old, (long_ago, long_ago))
    remove_left_behind()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["somebody-elses", young.name]


def test_a_fresh_worker_speaks_at_the_pace_asked_for():
    """Measured in the sound: the same line, by workers that have just started."""
    line = "Take your time. Say it as you would really say it, in your own words."
    lengths = []
    for pace in (160, 160, 200):
        voice = Pyttsx3Voice(words_per_minute=pace)
        lengths.append(len(voice.speak(line)))
        voice.close()
    assert lengths[0] == pytest.approx(lengths[1], rel=0.02)
    assert lengths[2] < 0.9 * lengths[0]
