"""Nothing leaves this machine: no command opens a network socket, except a download asked for."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile

from tests.store.stand_in import NAME

PROGRAM = [sys.executable, "-m", "voice_coach"]
NETWORK = re.compile(r"\b(?:socket|socketpair)\((AF_INET6?|AF_PACKET|AF_NETLINK)\b")


@pytest.fixture
def here(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VOICE_COACH_HOME", str(tmp_path / "home"))
    return tmp_path


def sockets(
    trace: Path, *arguments: str, lines: str = "", where: tuple[str, ...] = ()
) -> tuple[list[str], str]:
    """The families of the network sockets that a command and its children open, and its output."""
    done = subprocess.run(
        [
            *where,
            "strace",
            "-f",
            "-qq",
            "--seccomp-bpf",  # nothing but what is traced is stopped at
            "-e",
            "trace=network",
            "-o",
            str(trace),
            *PROGRAM,
            *arguments,
        ],
        input=lines,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return NETWORK.findall(trace.read_text(errors="replace")), done.stdout


def test_the_trace_would_show_one(here):
    """What is looked for is found where it is."""
    code = "import socket; socket.socket(socket.AF_INET, socket.SOCK_STREAM)"
    trace = here / "trace"
    command = [sys.executable, "-c", code]
    subprocess.run(["strace", "-f", "-e", "trace=network", "-o", str(trace), *command], check=True)
    assert NETWORK.findall(trace.read_text()) == ["AF_INET"]


def test_run_typed(here):
    arguments = ["run", "outside-stress", "--typed", "--log", "log"]
    found, shown = sockets(here / "trace", *arguments, lines="yes\nyes\nears\nstop\n")
    assert found == []
    assert "ended early" in shown


def test_run_with_a_recording(here):
    soundfile.write("quiet.wav", np.zeros(20 * 16_000, dtype=np.int16), 16_000)
    found, shown = sockets(here / "trace", "run", "outside-stress", "--input", "quiet.wav")
    assert found == []
    assert "ended early" in shown


def test_models_install_from(here, coach_en):
    shutil.make_archive("model", "zip", coach_en.parent, coach_en.name)
    shutil.unpack_archive("model.zip", "unpacked")
    found, shown = sockets(here / "trace", "models", "install", "--from", "unpacked")
    assert found == []
    assert NAME in shown


def test_hear_replay_and_the_rest(here, coach_en):
    soundfile.write("quiet.wav", np.zeros(16_000, dtype=np.int16), 16_000)
    for arguments in ("hear quiet.wav", "list", "show outside-stress", "models verify"):
        found, _ = sockets(here / "trace", *arguments.split())
        assert found == []


def test_a_demo_on_a_machine_without_any_network(here):
    """In a network of its own, where not even this machine can be reached."""
    without = ("unshare", "--map-root-user", "--net")
    permitted = subprocess.run([*without, "true"], capture_output=True, check=False)
    # Some containers forbid it; the trace says the same.
    where = without if permitted.returncode == 0 else ()
    found, shown = sockets(here / "trace", "demo", "breathe-together", "--fast", where=where)
    assert found == []
    assert "[the session is finished]" in shown
