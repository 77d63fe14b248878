"""No damaged model reaches Vosk, which would end the process or hang on some of them."""

import shutil
from pathlib import Path

import pytest

from voice_coach.errors import ModelError
from voice_coach.hearing.loading import load_model
from voice_coach.store.model_files import SUMS
from voice_coach.store.model_install import write_sums
from voice_coach.store.model_store import ModelStore

FILES = ["am/final.mdl", "graph/HCLr.fst", "graph/Gr.fst", "graph/words.txt", "conf/model.conf"]


@pytest.fixture
def copy(tmp_path, coach_en) -> Path:
    return Path(shutil.copytree(coach_en, tmp_path / "model"))


@pytest.fixture
def store_copy(home, coach_en) -> Path:
    """A model where ours are installed: what its sums say was written by us."""
    return Path(shutil.copytree(coach_en, ModelStore().folder / "model"))


def cut(path: Path) -> None:
    """Leave the first half of a file."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


@pytest.mark.parametrize("file", FILES)
def test_half_a_file_is_named(store_copy, file):
    cut(store_copy / file)
    with pytest.raises(ModelError, match=f"{file} has changed"):
        load_model(store_copy)


@pytest.mark.parametrize("file", ["graph/HCLr.fst", "graph/Gr.fst", "am/final.mdl"])
def test_without_sums_half_a_file_is_found_by_trying(copy, file):
    (copy / SUMS).unlink()
    cut(copy / file)
    with pytest.raises(ModelError, match="does not work"):
        load_model(copy)


@pytest.mark.parametrize("file", ["graph/HCLr.fst", "am/final.mdl"])
def test_the_sums_of_a_folder_from_elsewhere_prove_nothing(copy, file):
    cut(copy / file)
    write_sums(copy)
    with pytest.raises(ModelError, match="does not work"):
        load_model(copy)


def test_a_whole_model_loads_with_sums_and_without(copy):
    assert load_model(copy).knows("pause")
    (copy / SUMS).unlink()
    assert load_model(copy).knows("pause")


def test_an_empty_file_is_named_before_anything_is_loaded(copy):
    (copy / "graph/Gr.fst").write_bytes(b"")
    with pytest.raises(ModelError, match=r"graph/Gr\.fst is missing or empty"):
        ModelStore().find(str(copy))
