"""Our own processes are started in one way, which a frozen program knows too."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

import voice_coach
from voice_coach.edge.worker import WORKERS, worker_command

PACKAGE = Path(voice_coach.__file__).parent
PROGRAM = PACKAGE.parent / "setup" / "frozen" / "program.py"


def frozen(*arguments: str) -> "subprocess.CompletedProcess[str]":
    """What a frozen program begins with, run by Python."""
    return subprocess.run(
        [sys.executable, str(PROGRAM), *arguments],
        input="",
        capture_output=True,
        text=True,
        check=False,
    )


def test_only_one_file_knows_how_our_programs_are_started():
    users = [
        path.name
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "executable"
    ]
    assert users == ["worker.py"]


@pytest.mark.parametrize("module", WORKERS)
def test_every_worker_is_a_program(module):
    path = PACKAGE.parent / f"{module.replace('.', '/')}.py"
    assert 'if __name__ == "__main__":' in path.read_text(encoding="utf-8")
    assert worker_command(module, "folder") == (sys.executable, "-m", module, "folder")


def test_a_frozen_program_becomes_the_voice_worker():
    assert json.loads(frozen(*worker_command("voice_coach.edge.pyttsx3_worker")[1:]).stdout)["ok"]


def test_a_frozen_program_becomes_the_word_worker(tmp_path):
    command = worker_command("voice_coach.edge.whisper_worker", str(tmp_path / "no model"))
    assert not json.loads(frozen(*command[1:]).stdout)["ok"]


def test_a_frozen_program_tries_a_model(coach_en, tmp_path):
    for folder, works in ((coach_en, True), (tmp_path, False)):
        command = worker_command("voice_coach.store.model_trial", str(folder))
        assert (frozen(*command[1:]).returncode == 0) == works


def test_nothing_else_is_started_by_its_module():
    with pytest.raises(AssertionError):
        worker_command("http.server")
    done = frozen("-m", "http.server")
    assert done.returncode == 2
    assert "-m" in done.stderr


HANGS = """
from threading import Event
from voice_coach.edge.worker import serve
serve(lambda: lambda request: Event().wait(), last_seconds=0.01)
"""


def test_a_worker_that_hangs_ends_with_whoever_asked():
    with subprocess.Popen(
        [sys.executable, "-c", HANGS], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as worker:
        assert worker.stdin
        assert worker.stdout
        assert json.loads(worker.stdout.readline())["ok"]
        print("{}", file=worker.stdin, flush=True)
        worker.stdin.close()
        assert worker.stdout.read() == ""
    assert worker.returncode == 1


def test_a_worker_answers_everything_it_was_asked():
    answers = HANGS.replace("Event().wait()", "{}").replace("0.01", "60")
    done = subprocess.run(
        [sys.executable, "-c", answers],
        input="{}\n" * 3,
        capture_output=True,
        text=True,
        check=False,
    )
    assert [json.loads(line)["ok"] for line in done.stdout.splitlines()] == [True] * 4
    assert done.returncode == 0
