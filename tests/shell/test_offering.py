"""Hearing words is offered once, and a "no" is remembered."""

from pathlib import Path

import pytest

from tests.store.stand_in import facts_of, store_in, zipped
from voice_coach.shell.offering import DECLINED, WITHOUT, offer_words
from voice_coach.store.between_file import read_between
from voice_coach.store.model_install import install
from voice_coach.store.model_store import ModelFacts, ModelStore


@pytest.fixture(scope="module")
def archive() -> bytes:
    return zipped()


@pytest.fixture
def store(home, archive) -> ModelStore:
    return store_in(home, facts_of(archive))


class Asked:
    """Somebody who always gives the same answer, and what they were told."""

    def __init__(self, home: Path, store: ModelStore, answer: bool, archive: Path) -> None:
        self._home, self._store, self._answer, self._archive = home, store, answer, archive
        self.questions = 0
        self.told: list[str] = []

    def offered(self) -> None:
        offer_words(
            self._home, self._store, tell=self.told.append, agrees=self._agrees, install=self._take
        )

    def _agrees(self, question: str) -> bool:
        self.questions += 1
        return self._answer

    def _take(self, facts: ModelFacts) -> None:
        install(self._store, facts, source=self._archive)


def test_a_no_is_remembered(home, store, tmp_path):
    asked = Asked(home, store, False, tmp_path)
    asked.offered()
    asked.offered()
    assert asked.questions == 1
    assert asked.told[1:] == [DECLINED]
    assert read_between(home, tell=print).no_words
    assert not (home / "models").exists()


def test_a_yes_installs_it_and_it_is_not_offered_again(home, store, archive, tmp_path):
    path = tmp_path / "model.zip"
    path.write_bytes(archive)
    asked = Asked(home, store, True, path)
    asked.offered()
    asked.offered()
    assert asked.questions == 1
    assert store.choose().words is not None
    assert not read_between(home, tell=print).no_words


def test_a_download_that_fails_ends_nothing(home, store, tmp_path):
    asked = Asked(home, store, True, tmp_path / "not there.zip")
    asked.offered()
    assert asked.told[-1].endswith(WITHOUT)
    assert not read_between(home, tell=print).no_words, "it may be offered again"


def test_the_offer_tells_the_size_and_what_is_kept(home, store, archive, tmp_path):
    asked = Asked(home, store, False, tmp_path)
    asked.offered()
    assert f"{len(archive) / 1e6:.0f} MB" in asked.told[0]
    assert "none of it is kept" in asked.told[0]
    assert len(asked.told[0].split()) <= 45
