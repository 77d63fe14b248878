"""Whatever is wrong with what somebody types: an exit code, one line, a next step, no traceback."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile
from click.testing import CliRunner

from voice_coach.cli.main import main

SCENARIO = 'exercise = "outside-stress"\n[names]\na = "Ana"\nb = "Ben"\n'


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """A folder of things that are not what they should be, and the current one."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a-folder").mkdir()
    (tmp_path / "empty").write_bytes(b"")
    (tmp_path / "bytes").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "empty.wav").write_bytes(b"")
    (tmp_path / "text.wav").write_text("RIFF, they said")
    (tmp_path / "cut.wav").write_bytes(b"RIFF\x24\x00\x00\x00WAVEfmt ")
    soundfile.write(tmp_path / "no-sound.wav", np.zeros(0), 16_000)
    soundfile.write(tmp_path / "quiet.wav", np.zeros(8000), 16_000)
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "no-b.toml").write_text(SCENARIO.replace('b = "Ben"\n', ""))
    (tmp_path / "long.toml").write_text(f'length = "long"\n{SCENARIO}')
    (tmp_path / "typo.toml").write_text(f'lenght = "short"\n{SCENARIO}')
    (tmp_path / "elsewhere.toml").write_text(SCENARIO.replace("outside-stress", "outside-stess"))
    (tmp_path / "mute.toml").write_text(
        f'{SCENARIO}[[lines]]\nwho = "a"\nsay = [{{ file = "nowhere.wav" }}]\n'
    )
    return tmp_path


RUN = "run outside-stress --typed"
MODEL = "run outside-stress --input no-sound.wav --model"

WRONG = {
    # what is typed: exit code, what the message names, what the hint offers
    "rum": (2, '"rum"', "voice-coach --help"),
    "run outside-stess --typed": (2, '"outside-stess"', "Did you mean outside-stress?"),
    "run exercises --typed": (2, '"exercises"', "voice-coach list"),
    "run a-folder --typed": (2, '"a-folder"', "voice-coach list"),
    "show miror-dialogue": (2, '"miror-dialogue"', "Did you mean mirror-dialogue?"),
    "demo mirrordialogue --fast": (2, '"mirrordialogue"', "Did you mean mirror-dialogue?"),
    "run --lenght short": (2, "--lenght", "voice-coach run --help"),
    "run outside-stress mirror-dialogue": (2, "mirror-dialogue", "voice-coach run --help"),
    "run partner-late --typed": (2, "only for one person", "add --solo"),
    f"{RUN} --guide": (2, "--guide is for a session by voice", "Leave out --typed"),
    f"{RUN} --captions": (2, "--captions is for a session by voice", "Leave out --typed"),
    "show mood-word --language ../..": (2, "the name of no language", "--language de"),
    f"{RUN} --length long": (2, '"long"', "short, standard"),
    "show outside-stress --length long": (2, '"long"', "short, standard"),
    f"{RUN} --names Ana": (2, "two names", "--names Ana,Ben"),
    f"{RUN} --names Ana,Ben,Cem": (2, "two names", "--names Ana,Ben"),
    f"{RUN} --names ,": (2, "two names", "--names Ana,Ben"),
    f"{RUN} --names Ana,ANA": (2, "different", "--names Ana,Ben"),
    f"{RUN} --names {{a}},Ben": (2, "braces", "--names Ana,Ben"),
    f"{RUN} --names {'A' * 41},Ben": (2, "40 letters", "--names Ana,Ben"),
    f"{RUN} --names A\x1b[31m,Ben": (2, "control", "--names Ana,Ben"),
    f"{RUN} --solo --names Ana,Ben": (2, "one name", "--solo --names Ana"),
    f"{RUN} --input no-sound.wav": (2, "--typed and --input", "out"),
    f"{RUN} --hear everything": (2, "everything", "voice-coach run --help"),
    f"{RUN} --log a-folder": (2, "a-folder", "voice-coach run --help"),
    f"{RUN} --log nowhere/log.jsonl": (7, "nowhere/log.jsonl", "--log"),
    f"{RUN} --log empty/log.jsonl": (7, "empty/log.jsonl", "--log"),
    "run bytes.toml --typed": (3, "bytes.toml", "UTF-8"),
    "run nowhere.toml --typed": (3, "nowhere.toml", "name"),
    "check a-folder": (2, "a-folder", "voice-coach check --help"),
    f"{MODEL} nobodys-model": (2, "nobodys-model", "models list"),
    f"{MODEL} vosk-model-small-en-us-0.15": (4, "not installed", "models install"),
    f"{MODEL} a-folder": (4, "am/final.mdl", "models install"),
    f"{MODEL} bytes": (2, "is a file", "models install --from"),
    "models verify vosk-model-small-en-us-0.15": (4, "not installed", "models install"),
    "models install --from bytes": (4, "SHA-256", "Fetch"),
    "run outside-stress --input nowhere.wav": (5, "nowhere.wav", "WAV"),
    "run outside-stress --input empty.wav": (5, "empty.wav", "WAV"),
    "run outside-stress --input text.wav": (5, "text.wav", "WAV"),
    "run outside-stress --input cut.wav": (5, "cut.wav", "WAV"),
    "run outside-stress --input no-sound.wav": (5, "no sound", "not empty"),
    "run outside-stress --input a-folder": (2, "a-folder", "voice-coach run --help"),
    "hear nowhere.wav": (5, "nowhere.wav", "WAV"),
    "hear bytes": (5, "bytes", "WAV"),
    "hear a-folder": (5, "no sound file", "WAV"),
    "hear text.wav --grammar ,": (2, "grammar", "--grammar"),
    "hear quiet.wav --expecting dinner": (2, "dinner", "yesno"),
    "hear quiet.wav --grammar xyzzy": (6, "xyzzy", "word"),
    "replay nowhere.jsonl": (7, "nowhere.jsonl", "name"),
    "replay empty": (7, "line 1", "voice-coach run --log"),
    "replay bytes": (7, "line 1", "voice-coach run --log"),
    "replay a-folder": (2, "a-folder", "voice-coach replay --help"),
    "replay empty --block 0": (2, "0", "voice-coach replay --help"),
    "demo --fast --out demo.mp3": (2, "demo.mp3", "demo.wav"),
    "demo --fast --out demo.wav --log demo.txt": (2, "demo.txt", "--log"),
    "demo --fast --out nowhere/demo.wav": (5, "nowhere/demo.wav", "--out"),
    "demo --fast --scenario nowhere.toml": (3, "nowhere.toml", "name"),
    "demo --fast --scenario bytes.toml": (3, "bytes.toml", "one that works"),
    "demo --fast --scenario typo.toml": (3, "lenght", "one that works"),
    "demo --fast --scenario no-b.toml": (3, "names", "[names]"),
    "demo --fast --scenario long.toml": (3, '"long"', "what the exercise has"),
    "demo --fast --scenario elsewhere.toml": (2, '"outside-stess"', "Did you mean"),
    "demo mirror-dialogue --fast --scenario typo.toml": (2, "scenario", "out"),
}


@pytest.mark.parametrize("typed", WRONG, ids=lambda typed: typed.replace("\x1b", "ESC"))
def test_it_is_told_in_one_line_with_a_next_step(folder, typed):
    code, named, offered = WRONG[typed]
    result = CliRunner().invoke(main, typed.split(" "), prog_name="voice-coach")
    assert result.exit_code == code, result.output
    message, hint = result.stderr.splitlines()
    assert named in message
    assert offered in hint
    assert result.stdout == ""


def test_a_recording_a_scenario_names_and_nobody_has(folder):
    arguments = ["demo", "--fast", "--scenario", "mute.toml"]
    result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert result.exit_code == 5
    assert "nowhere.wav" in result.stderr


NAMES = ["Zoë,Åsa", "أمير,ليلى", "木村,李", "O'Neil,de la Cruz", "🙂,Ben", "A" * 40 + ",%s"]


@pytest.mark.parametrize("names", NAMES)
def test_names_of_many_kinds(names):
    result = CliRunner().invoke(main, [*RUN.split(), "--names", names], input="yes\n")
    assert result.exit_code == 0, result.output
    for name in names.split(","):
        assert f"{name}, is now good for you?" in result.output


# --- In a process of its own: what a machine lacks, and where output cannot go --------------


def command(*arguments: str, missing: Path | None = None, **environment: str):
    """Run a command. `missing` is a folder of modules that stand in for broken ones."""
    paths = [str(missing)] if missing else []
    if "PYTHONPATH" in os.environ:
        paths.append(os.environ["PYTHONPATH"])
    return subprocess.run(
        [sys.executable, "-m", "voice_coach", *arguments],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths), **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture
def no_portaudio(tmp_path) -> Path:
    """What `import sounddevice` does on a machine without PortAudio."""
    (tmp_path / "sounddevice.py").write_text('raise OSError("PortAudio library not found")\n')
    return tmp_path


@pytest.mark.parametrize("arguments", ["run outside-stress", "hear", "devices"])
def test_no_portaudio(no_portaudio, arguments):
    done = command(*arguments.split(), missing=no_portaudio)
    assert done.returncode == 5, done.stderr
    message, hint = done.stderr.splitlines()
    assert "PortAudio" in message
    assert "libportaudio2" in hint


NO_DEVICES = """
def _exit_handler(): pass

class PortAudioError(Exception):
    pass

def query_devices(device=None, kind=None):
    raise PortAudioError("Error querying device -1")
"""


@pytest.fixture
def no_devices(tmp_path) -> Path:
    """What `sounddevice` answers on a machine without a microphone."""
    (tmp_path / "sounddevice.py").write_text(NO_DEVICES)
    return tmp_path


@pytest.mark.parametrize("arguments", ["run outside-stress", "run"])
def test_no_microphone_is_one_line_that_offers_typing(no_devices, arguments):
    done = command(*arguments.split(), missing=no_devices)
    assert done.returncode == 5, done.stderr
    (message,) = done.stderr.splitlines()
    assert message.startswith("There is no microphone.")
    assert "--typed" in message


def test_no_microphone_to_hear_with(no_devices):
    done = command("hear", missing=no_devices)
    assert done.returncode == 5
    assert "voice-coach hear FILE.wav" in done.stderr


@pytest.mark.parametrize("arguments", ["demo --fast", "run outside-stress --input sound.wav"])
def test_no_voice_engine(tmp_path, monkeypatch, arguments):
    monkeypatch.chdir(tmp_path)
    soundfile.write("sound.wav", np.zeros(16_000), 16_000)
    (tmp_path / "pyttsx3.py").write_text("def init():\n    raise RuntimeError('no libespeak')\n")
    before = {each.name for each in tmp_path.iterdir()}
    done = command(*arguments.split(), missing=tmp_path, PATH=str(tmp_path))
    assert done.returncode == 6, done.stderr
    message, hint = done.stderr.splitlines()
    assert "voice engine" in message
    assert "espeak-ng" in hint
    assert done.stdout == ""
    assert {each.name for each in tmp_path.iterdir()} - {"__pycache__"} == before


@pytest.mark.parametrize("arguments", [["list"], [*RUN.split(), "--names", "Ana,Ben"]])
def test_output_that_cannot_be_written(arguments):
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "voice_coach", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.splitlines()[0] == "No space left on device."
    assert "Traceback" not in done.stderr


def test_a_terminal_that_cannot_show_a_name():
    done = command(*RUN.split(), "--names", "أمير,Ben", PYTHONIOENCODING="ascii")
    assert done.returncode == 0, done.stderr
    assert "is now good for you?" in done.stdout


def test_debug_shows_where():
    done = command("--debug", "run", "outside-stess")
    assert done.returncode == 1
    assert "Traceback" in done.stderr
