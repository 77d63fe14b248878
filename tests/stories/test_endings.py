"""However a session is broken off, it ends politely if it can, and its log can be read."""

import os
import pty
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import numpy as np
import pytest
import soundfile

from tests.pseudo_terminal import holds
from voice_coach.shell.replay import replay
from voice_coach.store.keepsakes import Keepsake, Keepsakes
from voice_coach.store.session_log import read_log

PROGRAM = [sys.executable, "-m", "voice_coach"]
GOODBYE = "[the session ended early]"


@pytest.fixture
def quiet(tmp_path) -> Path:
    """Five minutes without a word."""
    path = tmp_path / "quiet.wav"
    soundfile.write(path, np.zeros(300 * 16_000, dtype=np.int16), 16_000)
    return path


@contextmanager
def running(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    """A session that has begun: its third line has been shown."""
    process = subprocess.Popen(
        [*PROGRAM, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    for _ in range(3):
        assert process.stdout.readline()
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.fixture(params=["typed", "recorded", "acted"])
def session(request, tmp_path) -> list[str]:
    log = ["--log", str(tmp_path / "log")]
    if request.param == "typed":
        return ["run", "outside-stress", "--typed", *log]
    if request.param == "acted":
        return ["demo", "--fast", "--out", str(tmp_path / "demo.wav"), *log]
    quiet = request.getfixturevalue("quiet")
    return ["run", "outside-stress", "--input", str(quiet), *log]


def test_ctrl_c_ends_it_politely_and_the_log_is_complete(session, tmp_path):
    with running(*session) as process:
        process.send_signal(signal.SIGINT)
        shown, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    assert errors == ""
    assert GOODBYE in shown
    assert not replay(tmp_path / "log", block_samples=1600).cut_short


def test_killed_it_leaves_a_log_up_to_its_last_event(session, tmp_path):
    with running(*session) as process:
        process.kill()
        process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL
    log = tmp_path / "log"
    assert len(read_log(log).entries) >= 3
    assert replay(log, block_samples=1600).cut_short


def test_a_reader_that_leaves_ends_it_quietly(session, tmp_path):
    with running(*session) as process:
        assert process.stdout
        process.stdout.close()
        if process.stdin and "--typed" in session:
            process.stdin.write("yes\n" * 20)
        process.stdin.close()
        assert process.stderr
        errors = process.stderr.read()
        process.stdin = process.stdout = None
        process.wait(timeout=60)
    assert errors == ""
    assert len(read_log(tmp_path / "log").entries) >= 3


def on_a_terminal(
    *arguments: str, keys: list[tuple[bytes, bytes]], missing: Path
) -> tuple[str, int]:
    """Run a command on a terminal; type each of `keys` once its first part has been shown."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*PROGRAM, *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join([str(missing), os.environ.get("PYTHONPATH", "")]),
            "VOICE_COACH_HOME": str(missing),
            "TERM": "xterm",
        },
    )
    os.close(theirs)
    shown, wanted = b"", list(keys)
    try:
        while part := os.read(ours, 4096):
            shown += part
            if wanted and wanted[0][0] in shown:
                os.write(ours, wanted.pop(0)[1])
    except OSError:
        pass  # how a terminal says that the program has ended
    os.close(ours)
    return shown.decode(), process.wait(timeout=60)


@pytest.fixture
def no_devices(tmp_path) -> Path:
    """A machine without a loudspeaker: what the coach says is only shown."""
    (tmp_path / "sounddevice.py").write_text('raise OSError("PortAudio library not found")\n')
    return tmp_path


def test_a_session_typed_on_a_terminal(no_devices):
    shown, code = on_a_terminal(
        *("run", "outside-stress", "--typed", "--names", "Ana,Ben"),
        keys=[(b"Ana, is now good", b"yes\n"), (b"Ben, is now good", b"stop\n")],
        missing=no_devices,
    )
    assert code == 0, shown
    assert holds(shown, "PortAudio is missing. I'll write what I say.")
    assert "(typed: yes)" in shown
    assert GOODBYE in shown
    assert "Traceback" not in shown


def test_what_was_kept_is_read_back_and_forgotten_on_a_terminal(no_devices):
    note = Keepsake(
        day=date(2026, 3, 1), exercise="thank-you-rounds", kind="note", who="Ana", words="tea"
    )
    Keepsakes(no_devices).keep([note])
    shown, code = on_a_terminal(
        *("run", "thank-you-rounds", "--typed", "--names", "Ana,Ben"),
        keys=[
            (b"Ana, is now a good moment", b"yes\n"),
            (b"Ben, is now a good moment", b"yes\n"),
            (b"Ana kept a note: tea.", b"forget that\n"),
            (b"Forgotten. It's gone", b"stop\n"),
        ],
        missing=no_devices,
    )
    assert code == 0, shown
    assert GOODBYE in shown
    assert Keepsakes(no_devices).all() == []


def test_asked_for_names_and_whether_to_start(no_devices):
    shown, code = on_a_terminal(
        *("run", "--typed"),
        keys=[(b"Your names", "Zoë, Ben\n".encode()), (b"Shall we?", b"n\n")],
        missing=no_devices,
    )
    assert code == 0, shown
    assert "Another time, then." in shown


def test_ctrl_d_at_a_question_stops(no_devices):
    shown, code = on_a_terminal(
        *("run", "--typed"), keys=[(b"Your names", b"\x04")], missing=no_devices
    )
    assert code == 130, shown
    assert shown.rstrip().endswith("Stopped.")
