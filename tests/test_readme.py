"""Every command of the README, typed in its order by somebody new, on a machine without devices."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile

from tests.cli.test_bad_input import NO_DEVICES
from tests.recorded import FOLDER
from voice_coach.cli.choosing import ASK_FOR_ONE
from voice_coach.exercise.script import chosen_length
from voice_coach.store.between import Between
from voice_coach.store.script_files import RECOMMENDED, ScriptFiles

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
FENCES = re.findall(r"^```\n(.*?)^```", README, re.M | re.S)
LINES = [
    line.split("  ")[0]
    for fence in FENCES
    for line in fence.splitlines()
    if line.startswith("voice-coach")
]
UNTYPED = {
    "voice-coach demo outside-stress --fast",
    "voice-coach voices render outside-stress -o evening --licence CC0-1.0 --credit Ana",
}
"""They take as long as all the others together. The scenario is rehearsed in tests/acted, and
another one acted whole; a few lines are rendered in tests/shell."""

TALK_SECONDS = 3

NONE_AT_ALL = """
class default:
    device = (-1, -1)

class _lib:
    @staticmethod
    def Pa_GetDeviceCount():
        return 0
"""


@pytest.fixture(scope="module")
def typed(tmp_path_factory) -> dict[str, subprocess.CompletedProcess[str]]:
    """What came of each command, one after the other in one folder."""
    here = tmp_path_factory.mktemp("somebody-new")
    hidden = tmp_path_factory.mktemp("hidden")
    (hidden / "sounddevice.py").write_text(NO_DEVICES + NONE_AT_ALL, encoding="utf-8")
    soundfile.write(here / "talk.wav", np.zeros(16000 * TALK_SECONDS), 16000)
    shutil.copy(FOLDER / "outside-stress.jsonl", here / "session.jsonl")
    environment = {
        **os.environ,
        "VOICE_COACH_HOME": str(here / "home"),
        "PYTHONPATH": os.pathsep.join([str(hidden), str(ROOT)]),
    }
    return {
        line: subprocess.run(
            [sys.executable, "-m", "voice_coach", *shlex.split(line)[1:]],
            cwd=here,
            env=environment,
            input="y\n" * 9,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        for line in LINES
        if line not in UNTYPED
    }


@pytest.mark.parametrize("line", [each for each in LINES if each not in UNTYPED])
def test_it_works_or_says_what_to_do(line, typed):
    done = typed[line]
    told = done.stdout + done.stderr
    assert "Traceback" not in told
    assert "Something broke" not in told
    if done.returncode:
        assert done.returncode in (1, 2, 5), told
        assert re.search(r"voice-coach [a-z]|--typed|--out|terminal window|Connect a", told), told
    else:
        assert told.strip()


def test_most_of_them_need_no_device(typed):
    failed = [line for line, done in typed.items() if done.returncode]
    assert len(failed) < len(typed) / 2, failed


def test_no_door_is_closed_to_somebody_new():
    scripts = ScriptFiles()
    named = [shlex.split(line) for line in LINES if line.startswith("voice-coach run")]
    assert len(named) > 5
    for words in named:
        names = [each for each in words[2:3] if not each.startswith("--")]
        exercise = scripts.load(names[0] if names and names[0] != ASK_FOR_ONE else RECOMMENDED)
        assert "--solo" in words or Between().opens(exercise.level), words
        if "--length" in words:
            assert chosen_length(exercise, words[words.index("--length") + 1])
