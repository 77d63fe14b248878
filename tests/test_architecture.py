"""The house keeps its floors."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "voice_coach"
PURE = ("core", "listening")
NOT_IN_PURE = {
    *("time", "threading", "asyncio", "datetime", "random", "socket", "subprocess"),
    *("sounddevice", "soundfile", "soxr", "vosk", "pyttsx3", "webrtcvad", "pywebrtc_audio"),
}
SHARED_EDGES = {
    *("voice_coach.edge.ports", "voice_coach.edge.portaudio", "voice_coach.edge.vosk_library"),
}
"""What edge modules may import of each other: the ports, and the owners of a library."""

SOUND = ("sound", "echo_path", "echo_filter")
"""Reckoning with samples: no device, no clock. Edges may use it."""

LONGEST_FILE = 400
VAGUE = {"utils", "helpers", "manager", "handler", "base"}


def modules(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.py"))


def imports(path: Path) -> set[str]:
    """Every module a file imports, as far as its text says; functions' imports too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def test_the_package_is_looked_at():
    assert len(modules(PACKAGE)) > 20


@pytest.mark.parametrize("folder", PURE)
def test_pure_floors_import_nothing_above_them_and_no_clock(folder):
    for path in modules(PACKAGE / folder):
        for name in imports(path):
            assert name.split(".")[0] not in NOT_IN_PURE, f"{path} imports {name}"
            if name.startswith("voice_coach."):
                floor = name.split(".")[1]
                assert floor in (*PURE, "errors", "phrases"), f"{path} imports {name}"


def test_edges_do_not_import_each_other_or_what_is_above():
    for path in modules(PACKAGE / "edge"):
        for name in imports(path):
            if not name.startswith("voice_coach."):
                continue
            floor = name.split(".")[1]
            assert floor in (*PURE, *SOUND, "errors", "edge"), f"{path} imports {name}"
            if floor == "edge" and name != "voice_coach.edge":
                allowed = any(name.startswith(each) for each in SHARED_EDGES)
                assert allowed, f"{path} imports {name}"


def test_only_one_file_knows_the_state_machine_library():
    users = [path for path in modules(PACKAGE) if any("transitions" in n for n in imports(path))]
    assert [path.name for path in users] == ["machine.py"]


def test_files_stay_small():
    for path in [*modules(PACKAGE), *modules(ROOT / "tests"), *modules(ROOT / "benchmarks")]:
        length = len(path.read_text(encoding="utf-8").splitlines())
        assert length <= LONGEST_FILE, f"{path} has {length} lines"


def test_no_file_has_a_vague_name():
    assert not [path for path in modules(PACKAGE) if path.stem in VAGUE]


def test_no_test_sleeps():
    for path in modules(ROOT / "tests"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                assert name != "sleep", f"{path}:{node.lineno} sleeps"


def test_the_command_line_starts_without_ears_and_mouth():
    code = (
        "import sys; import voice_coach.cli.main; "
        "print(sorted({'vosk', 'sounddevice', 'pyttsx3', 'numpy', 'soundfile', 'rich', 'requests',"
        " 'transitions', 'webrtcvad'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
