"""What `pip install` brings holds everything, and runs away from the checkout."""

import importlib
import os
import re
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from tests.checker import revealed

ROOT = Path(__file__).parent.parent.parent
DATA = ("scripts", "phrases", "scenarios", "decks", "contacts", "reading")

SAFELY = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
"""Older patch releases of Python 3.11 do not know the filter, newer ones ask for it."""


@pytest.fixture(scope="module")
def installed(built, tmp_path_factory) -> Path:
    """The wheel, installed into a folder of its own. What it depends on comes from here."""
    folder = tmp_path_factory.mktemp("installed")
    (wheel,) = built.glob("*.whl")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*pip, "--target", str(folder), str(wheel)], check=True, capture_output=True)
    return folder


def ours(pattern: str) -> set[str]:
    """Files of the package in the checkout, named from its root."""
    return {
        each.relative_to(ROOT).as_posix()
        for each in ROOT.glob(pattern)
        if each.is_file() and "__pycache__" not in each.parts
    }


def test_the_wheel_holds_all_code_and_data(built):
    (wheel,) = built.glob("*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    assert ours("voice_coach/**/*") <= held
    models = {f"voice_coach/{each}" for each in ours("models/*/**/*")}
    assert len(models) > 8
    assert models <= held
    strangers = {each for each in held if not each.startswith("voice_coach")}
    assert not strangers
    for folder in DATA:
        assert any(each.startswith(f"voice_coach/{folder}/") for each in held), folder


def test_the_wheel_has_the_command_and_the_licence(built):
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        (entry_points,) = [each for each in names if each.endswith("entry_points.txt")]
        assert b"voice-coach = voice_coach.cli.main:main" in archive.read(entry_points)
    assert any(each.endswith("licenses/LICENSE") for each in names)


def test_the_source_archive_is_enough_to_build_from(built, tmp_path):
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as tar:
        tar.extractall(tmp_path, **SAFELY)
    (source,) = tmp_path.iterdir()
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "again")],
        cwd=source,
        capture_output=True,
        check=True,
    )
    (again,) = (tmp_path / "again").glob("*.whl")
    (first,) = built.glob("*.whl")
    assert set(zipfile.ZipFile(again).namelist()) == set(zipfile.ZipFile(first).namelist())


def test_what_is_installed_tells_a_type_checker_its_types(installed, tmp_path):
    """In an environment of its own that finds what it depends on here, and voice-coach not."""
    venv.create(tmp_path / "venv", symlinks=True)
    (packages,) = (tmp_path / "venv").glob("lib/*/site-packages")
    shutil.copytree(installed / "voice_coach", packages / "voice_coach")
    for library in ("msgspec", "transitions"):
        (origin,) = importlib.import_module(library).__path__
        shutil.copytree(origin, packages / library)
    found = revealed(tmp_path, python=str(tmp_path / "venv" / "bin" / "python"))
    assert found["load"] == "def (name: str) -> voice_coach.exercise.script.Exercise"
    (packages / "voice_coach" / "py.typed").unlink()
    with pytest.raises(AssertionError, match=r"py\.typed"):
        revealed(tmp_path, python=str(tmp_path / "venv" / "bin" / "python"))


def run(installed: Path, folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "voice_coach", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(installed), "VOICE_COACH_HOME": str(folder / "home")},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_what_is_installed_runs_away_from_the_checkout(installed, tmp_path):
    code = "import voice_coach; print(voice_coach.__file__)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(done.stdout.strip()).is_relative_to(installed)
    assert "outside-stress" in run(installed, tmp_path, "list")
    assert "check out" in run(installed, tmp_path, "models", "verify")
    assert "Help & contacts" in run(installed, tmp_path, "help-contacts")
    assert "is finished]" in run(installed, tmp_path, "demo", "breathe-together", "--fast")
    assert "identical" in run(installed, tmp_path, "replay", "demo.jsonl")


def test_every_locked_dependency_is_known_by_its_hash():
    """One without would let anything be installed under its name and number."""
    text = (ROOT / "requirements" / "runtime.txt").read_text(encoding="utf-8")
    locked = [each for each in re.split(r"\n(?=\S)", text) if "==" in each.splitlines()[0]]
    assert len(locked) > 20
    assert [each.splitlines()[0] for each in locked if "--hash=sha256:" not in each] == []
