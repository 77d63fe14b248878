"""`voice-coach models install whisper-tiny.en`: a model of several files, and one from a folder."""

import hashlib
import shutil
from pathlib import Path

import pytest

from tests.store.commands import failed, left_over, models
from tests.store.file_server import FileServer, file_server
from tests.whisper import whisper_folder
from voice_coach.store.model_files import WHISPER_FILES, check_sums
from voice_coach.store.model_store import (
    COACH_EN,
    FULL_EN,
    WHISPER_EN,
    ModelFacts,
    ModelFile,
    ModelStore,
)

CONTENT = bytes(range(256)) * 1024


@pytest.fixture
def server():
    with file_server(CONTENT) as running:
        yield running


@pytest.fixture
def store(tmp_path, server: FileServer) -> ModelStore:
    """A store whose Whisper model is three small files that are all the same."""
    digest = hashlib.sha256(CONTENT).hexdigest()
    files = tuple(ModelFile(name=name, size=len(CONTENT), sha256=digest) for name in WHISPER_FILES)
    facts = ModelFacts(
        name=WHISPER_EN.name,
        title=WHISPER_EN.title,
        hears="words",
        licence="MIT",
        url=f"{server.url}/",
        size=len(CONTENT) * len(files),
        files=files,
    )
    return ModelStore(tmp_path / "whispers", catalogue=(COACH_EN, facts))


def test_every_file_is_downloaded_and_checked(store, server):
    result = models(store, "install")
    assert result.exit_code == 0, result.output
    assert left_over(store) == [WHISPER_EN.name]
    assert check_sums(store.folder / WHISPER_EN.name) == 3
    assert server.asked == [""] * 3


def test_a_download_that_broke_off_goes_on_with_the_file_it_broke_in(store, server):
    models(store, "install")
    models(store, "remove", WHISPER_EN.name)
    server.asked.clear()
    part = store.part(store.facts(WHISPER_EN.name))
    part.mkdir()
    (part / WHISPER_FILES[0]).write_bytes(CONTENT)
    (part / WHISPER_FILES[1]).write_bytes(CONTENT[:100])
    assert "0 of 1 MB downloaded" in models(store, "list").output
    assert models(store, "install").exit_code == 0
    assert server.asked == ["bytes=100-", ""]


def test_a_broken_download_can_be_taken_away(store, server):
    server.breaks_after = len(CONTENT) // 2
    failed(models(store, "install"))
    assert 0 < store.gathered(store.facts(WHISPER_EN.name)) < len(CONTENT)
    assert models(store, "remove", WHISPER_EN.name).exit_code == 0
    assert left_over(store) == []


def test_another_file_is_refused(store, server):
    server.content = CONTENT[::-1]
    assert "is not the model" in failed(models(store, "install"))
    assert store.find().name == COACH_EN.name


def test_neither_a_zip_nor_another_kind_of_model_is_taken(store, tmp_path, coach_en):
    path = tmp_path / "model.zip"
    path.write_bytes(CONTENT)
    assert "no zip" in failed(models(store, "install", WHISPER_EN.name, "--from", str(path)))
    told = failed(models(store, "install", WHISPER_EN.name, "--from", str(coach_en)))
    assert f"is not {WHISPER_EN.name}" in told


def test_the_folder_tells_which_model_it_is(coach_en):
    store = ModelStore()
    assert store.fitting(whisper_folder()) == WHISPER_EN
    assert store.fitting(coach_en) == FULL_EN
    assert store.fitting(Path("fetched.zip")) == FULL_EN


def test_from_a_folder_that_works(store, server):
    result = models(store, "install", "--from", str(whisper_folder()))
    assert result.exit_code == 0, result.output
    assert server.asked == []
    chosen = store.choose()
    assert chosen.commands.name == COACH_EN.name
    assert chosen.words
    assert chosen.words.name == WHISPER_EN.name


def test_a_folder_with_half_a_file_is_tried_and_refused(store, tmp_path):
    folder = tmp_path / "unpacked"
    shutil.copytree(whisper_folder(), folder, ignore=shutil.ignore_patterns("__pycache__"))
    weights = folder / "model.bin"
    weights.write_bytes(weights.read_bytes()[: weights.stat().st_size // 2])
    assert "does not work" in failed(models(store, "install", "--from", str(folder)))
    assert store.find().name == COACH_EN.name
