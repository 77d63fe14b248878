"""Whatever is shipped that is not program text is named in NOTICE, with its licence."""

import tarfile
import zipfile
from pathlib import Path

import pytest

from setup.release.notice import FIELDS, entries, is_data, unnamed

ROOT = Path(__file__).parent.parent.parent
NOTICE = (ROOT / "NOTICE").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def packed(built) -> list[str]:
    """Every file of the source archive, named from its root."""
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as tar:
        return [each.name.partition("/")[2] for each in tar if each.isfile()]


def test_everything_packed_that_is_no_program_text_is_named(packed):
    assert sum(map(is_data, packed)) > 100
    assert unnamed(packed, entries(NOTICE)) == []


@pytest.mark.parametrize(
    "planted",
    ["voice_coach/voices/en.bin", "models/other/weights.npz", "voice_coach/screen/font2/a.ttf"],
)
def test_a_file_that_nobody_named_is_found(planted):
    assert unnamed([planted], entries(NOTICE)) == [planted]


def test_every_entry_is_about_something_packed_and_says_all_there_is_to_say(packed):
    for place, told in entries(NOTICE).items():
        assert any(each == place or each.startswith(f"{place}/") for each in packed), place
        assert tuple(told) == FIELDS, place
        assert all(told.values()), place


def test_every_model_has_its_own_credits():
    for place in entries(NOTICE):
        if place.startswith("models/"):
            assert (ROOT / place / "README.md").is_file()


def test_both_packages_carry_it_with_the_licence(built, packed):
    assert "NOTICE" in packed
    (wheel,) = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        (held,) = [each for each in archive.namelist() if each.endswith("licenses/NOTICE")]
        assert archive.read(held).decode() == NOTICE
