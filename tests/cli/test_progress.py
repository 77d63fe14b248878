"""How far something is: seen on a terminal, and nowhere else."""

import subprocess
import sys

import numpy as np
import pytest
import soundfile

from tests.pseudo_terminal import OnTerminal
from voice_coach.acted.rehearsal import Gone
from voice_coach.cli.hear import _in_files
from voice_coach.cli.progress import ERASE, WIDTH, Progress
from voice_coach.core.events import ClockAdvanced
from voice_coach.edge.sound_file import lasting
from voice_coach.hearing.stretches import TAIL_BLOCKS
from voice_coach.signal.units import samples

SLOW = """
import time
from voice_coach.cli.progress import PATIENCE_SECONDS, Progress
from voice_coach.edge.outputs import text_only
with text_only(), Progress(100) as progress:
    progress.reached(10)
    print("EARLY", flush=True)
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        pass
    progress.reached(50)
    progress.show("a line")
    progress.reached(75)
    progress.reached(200)
print("OVER")
"""


def test_a_bar_is_drawn_from_the_third_second_on_and_is_gone_at_the_end(tmp_path):
    program = OnTerminal(home=tmp_path, command=[sys.executable, "-c", SLOW])
    assert program.over() == 0
    before, _, after = program.shown.partition("EARLY")
    assert "#" not in before
    drawn = [each for each in after.split(ERASE) if "%" in each]
    assert [each.count("#") for each in drawn] == [WIDTH // 2, round(WIDTH * 0.75), WIDTH]
    assert "75%" in after
    assert f"{ERASE}a line" in after.replace("\r\n", "\n")
    assert after.rstrip().endswith(f"{ERASE}OVER")
    assert "?25l" not in program.shown


def test_where_stderr_is_no_terminal_there_is_none():
    done = subprocess.run([sys.executable, "-c", SLOW], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert done.stdout == "EARLY\na line\nOVER\n"


class Noted(Progress):
    """Notes what is reached."""

    def __init__(self) -> None:
        super().__init__(3.0)
        self.noted: list[float] = []

    def reached(self, done: float) -> None:
        self.noted.append(done)


def test_what_was_heard_of_files_is_how_far_it_is(tmp_path):
    files = (tmp_path / "one.wav", tmp_path / "two.wav")
    for seconds, path in enumerate(files, start=1):
        soundfile.write(path, np.zeros(16000 * seconds), 16000)
    assert [lasting(path) for path in files] == [1.0, 2.0]
    noted = Noted()

    def deaf(sound):
        return iter([None for _ in sound][:0])

    assert list(_in_files(files, deaf, noted)) == []
    assert noted.noted == sorted(noted.noted)
    assert noted.noted[0] == 0.02
    assert noted.noted[-1] == pytest.approx(3.0 + 2 * TAIL_BLOCKS * 0.02)  # silence after each


def test_a_file_that_says_nothing_of_its_length_is_none(tmp_path):
    (tmp_path / "no.wav").write_text("no sound", encoding="utf-8")
    assert lasting(tmp_path / "no.wav") == 0.0
    assert lasting(tmp_path / "nowhere.wav") == 0.0


@pytest.mark.parametrize(("minute", "share"), [(0, 0.0), (5, 0.5), (10, 1.0), (20, 2.0)])
def test_of_a_session_its_time_is_how_far_it_is(minute, share):
    shares: list[float] = []
    Gone(10, shares.append).noticed(ClockAdvanced(at=samples(minute * 60)), [])
    assert shares == [share]
