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

from tests.acted.test_demo import DEMO
from tests.cli.test_bad_input import NO_DEVICES
from tests.pseudo_terminal import OnTerminal
from tests.recorded import FOLDER
from tests.store.packs import a_pack, zipped
from voice_coach.cli.wanted import ASK_FOR_ONE
from voice_coach.edge.espeak_voice import EspeakVoice
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
UNTYPED = {f"voice-coach {' '.join(DEMO)}"}
"""What is typed, whole, in `tests/acted/test_demo.py`: it takes as long as all the others."""

TALK_BEGINS = 12
"""Seconds: the coach has asked whether it is a good time by then."""

NONE_AT_ALL = """
class default:
    device = (-1, -1)

class _lib:
    @staticmethod
    def Pa_GetDeviceCount():
        return 0
"""
NO_EXTRA = "import sys; sys.modules['pyloudnorm'] = None"
"""As for whoever installed voice-coach and nothing more."""


@pytest.fixture(scope="module")
def typed(tmp_path_factory) -> dict[str, subprocess.CompletedProcess[str]]:
    """What came of each command, one after the other in one folder."""
    here = tmp_path_factory.mktemp("somebody-new")
    hidden = tmp_path_factory.mktemp("hidden")
    (hidden / "sounddevice.py").write_text(NO_DEVICES + NONE_AT_ALL, encoding="utf-8")
    (hidden / "sitecustomize.py").write_text(NO_EXTRA, encoding="utf-8")
    said = [np.zeros(16000 * TALK_BEGINS, dtype=np.int16), EspeakVoice().speak("stop")]
    soundfile.write(here / "talk.wav", np.concatenate(said), 16000)
    zipped(a_pack(hidden), here / "evening.zip")
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


NEXT = r"voice-coach [a-z]|--typed|--out|terminal window|Connect a|pip install|VOICE_COACH_RELEASES"
"""What a line of ours says to do next, where something is missing."""


@pytest.mark.parametrize("line", [each for each in LINES if each not in UNTYPED])
def test_it_works_or_says_what_to_do(line, typed):
    done = typed[line]
    told = done.stdout + done.stderr
    assert "Traceback" not in told
    assert "Something broke" not in told
    if done.returncode:
        assert done.returncode in (1, 2, 5, 9), told
        assert re.search(NEXT, told), told
    else:
        assert told.strip()


def test_what_is_typed_elsewhere_is_a_line_of_the_readme():
    assert set(LINES) >= UNTYPED


def test_a_stop_in_a_recording_is_heard(typed):
    told = typed["voice-coach run outside-stress --input talk.wav"].stdout
    [ended] = re.findall(r"00:(\d\d)\.\d  \[the session ended early\]", told)
    assert TALK_BEGINS < int(ended) < TALK_BEGINS + 20, "else it would wait for half a minute"


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


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["run", "outside-stress"], "There is no microphone."),
        (["run", "mirror-dialogue"], "opens at the coach's pace"),
        (["--plain"], "There is no microphone."),
    ],
)
def test_nobody_is_asked_anything_where_nothing_can_come_of_it(words, told, tmp_path):
    hidden = tmp_path / "hidden"
    hidden.mkdir()
    (hidden / "sounddevice.py").write_text(NO_DEVICES + NONE_AT_ALL, encoding="utf-8")
    program = OnTerminal(*words, home=tmp_path / "home", path=hidden)
    assert program.over() in (2, 5)
    shown = program.shown.replace("\r\n", "")
    assert told in shown
    assert shown.startswith(told) or f"Mirror Dialogue {told}" in shown
    assert "?" not in shown
    assert "names" not in shown
