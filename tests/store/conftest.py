from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.file_server import FileServer, file_server
from tests.store.stand_in import facts_of, store_in, zipped
from voice_coach.store.model_store import ModelStore


@pytest.fixture(scope="session")
def archive() -> bytes:
    return zipped()


@pytest.fixture
def server(archive) -> Iterator[FileServer]:
    with file_server(archive) as running:
        yield running


@pytest.fixture
def store(tmp_path, archive, server) -> ModelStore:
    return store_in(tmp_path, facts_of(archive, url=server.url))


@pytest.fixture
def zip_file(tmp_path, archive) -> Path:
    path = tmp_path / "fetched elsewhere.zip"
    path.write_bytes(archive)
    return path
