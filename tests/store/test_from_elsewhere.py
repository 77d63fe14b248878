"""`voice-coach models install --from`: a zip or a folder, which could be anybody's."""

import os
import shutil
import stat
import warnings
import zipfile
from io import BytesIO

import pytest

from tests.store.commands import PIECES, WHOLE, failed, left_over, models
from tests.store.stand_in import NAME, facts_of, store_in, zipped
from voice_coach.store.model_files import SUMS, check_sums


def test_from_a_zip_the_server_is_never_asked(store, server, zip_file):
    result = models(store, "install", "--from", str(zip_file))
    assert result.exit_code == 0, result.output
    assert server.asked == []
    assert check_sums(store.folder / NAME) == WHOLE
    assert zip_file.exists()


def test_a_zip_without_a_folder_at_its_top_and_a_model_already_there(tmp_path, store):
    content = zipped(top="")
    store = store_in(tmp_path, facts_of(content))
    path = tmp_path / "flat.zip"
    path.write_bytes(content)
    for _ in range(2):
        assert models(store, "install", "--from", str(path)).exit_code == 0
    assert check_sums(store.folder / NAME) == WHOLE
    assert sorted(each.name for each in (store.folder / NAME).iterdir()) == [
        "README.md",
        SUMS,
        "am",
        "conf",
        "graph",
    ]


@pytest.mark.parametrize("inside", [".", "unpacked/here"])
def test_from_an_unpacked_folder_or_the_one_around_it(tmp_path, store, server, coach_en, inside):
    around = tmp_path / "unzipped"
    shutil.copytree(coach_en, around / inside)
    given = around if inside == "." else around / "unpacked"
    result = models(store, "install", "--from", str(given))
    assert result.exit_code == 0, result.output
    assert "no checksum" in result.output
    assert server.asked == []
    assert store.find().path == store.folder / NAME


@pytest.mark.parametrize("damaged", ["graph/HCLr.fst", "graph/words.txt", "am/final.mdl"])
def test_an_unpacked_folder_with_half_a_file_is_tried_and_refused(
    store, tmp_path, coach_en, damaged
):
    folder = tmp_path / "unzipped"
    shutil.copytree(coach_en, folder)
    path = folder / damaged
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert "does not work" in failed(models(store, "install", "--from", str(folder)))
    assert left_over(store) == []


def test_a_folder_that_is_no_model(store, tmp_path):
    message = failed(models(store, "install", "--from", str(tmp_path)))
    assert "am/final.mdl is missing" in message


def test_no_such_zip(store):
    assert "No such file" in failed(models(store, "install", "--from", "nowhere.zip"))


def test_a_truncated_zip_is_told_by_its_length(store, zip_file, archive):
    zip_file.write_bytes(archive[:PIECES])
    assert f"{PIECES} bytes long, not {len(archive)}" in failed(
        models(store, "install", "--from", str(zip_file))
    )


OUTSIDE = [
    "../outside",
    f"{NAME}/../../outside",
    "/tmp/outside",
    "C:/outside",
    "C:outside",
    "..\\outside",
    "\\\\server\\share\\outside",
]


@pytest.mark.parametrize("name", OUTSIDE)
def test_a_name_that_leads_out_of_the_folder(tmp_path, name):
    content = zipped({name: b"evil"})
    path = tmp_path / "evil.zip"
    path.write_bytes(content)
    store = store_in(tmp_path / "home", facts_of(content))
    assert "points outside" in failed(models(store, "install", "--from", str(path)))
    assert left_over(store) == []
    assert sorted(each.name for each in tmp_path.iterdir()) == ["evil.zip", "home"]


KINDS = {"a link": stat.S_IFLNK, "what is no file": stat.S_IFCHR, "no file": stat.S_IFIFO}


def refused(tmp_path, members: list[zipfile.ZipInfo]) -> str:
    """What is said of a zip with these in it, once it is seen that nothing of it is left."""
    path = tmp_path / "evil.zip"
    path.write_bytes(zipped())
    with warnings.catch_warnings(), zipfile.ZipFile(path, "a") as archive:
        warnings.simplefilter("ignore")  # a name that is there twice
        for member in members:
            archive.writestr(member, "/etc/passwd")
    store = store_in(tmp_path / "home", facts_of(path.read_bytes()))
    message = failed(models(store, "install", "--from", str(path)))
    assert left_over(store) == []
    return message


@pytest.mark.parametrize("kind", KINDS)
def test_a_link_or_a_device_in_a_zip(tmp_path, kind):
    member = zipfile.ZipInfo(f"{NAME}/link")
    member.create_system = 3
    member.external_attr = (KINDS[kind] | 0o777) << 16
    assert f'{kind}, "{NAME}/link"' in refused(tmp_path, [member])


@pytest.mark.parametrize("name", ["am/final.mdl", "AM/Final.mdl"])
def test_a_file_in_the_place_of_another_in_a_zip(tmp_path, name):
    assert "more than once" in refused(tmp_path, [zipfile.ZipInfo(f"{NAME}/{name}")])


@pytest.mark.parametrize("what", ["link", "pipe", "folder of links"])
def test_an_unpacked_folder_with_more_than_files(store, tmp_path, coach_en, what):
    folder = tmp_path / "unzipped"
    shutil.copytree(coach_en, folder)
    if what == "link":
        (folder / "secret").symlink_to("/etc/passwd")
    elif what == "pipe":
        os.mkfifo(folder / "graph" / "pipe")
    else:
        (folder / "am2").symlink_to(folder / "am", target_is_directory=True)
    assert "no ordinary file" in failed(models(store, "install", "--from", str(folder)))
    assert left_over(store) == []


def damaged_zip(content: bytes) -> bytes:
    """One byte of a file changed; the directory of the zip is whole."""
    return content[:5000] + bytes([content[5000] ^ 1]) + content[5001:]


ENTRY = b"PK\x01\x02\x14\x03\x14\0"
"""How an entry begins in a zip's directory; the flags follow, and 1 says that it is encrypted."""

NO_ZIP = {
    "not a zip": lambda content: b"hello" * 100,
    "half": lambda content: content[: len(content) // 2],
    "a changed byte": damaged_zip,
    "encrypted": lambda content: content.replace(
        b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00"
    ),
    "empty": lambda content: b"",
}


@pytest.mark.parametrize("how", NO_ZIP)
def test_something_with_the_right_sum_that_is_no_whole_zip(tmp_path, archive, how):
    content = NO_ZIP[how](archive)
    assert content != archive
    path = tmp_path / "model.zip"
    path.write_bytes(content)
    store = store_in(tmp_path / "home", facts_of(content))
    assert "not a complete zip" in failed(models(store, "install", "--from", str(path)))
    assert left_over(store) == []


def test_a_zip_that_holds_no_model(tmp_path):
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("readme.txt", "hello")
    path = tmp_path / "model.zip"
    path.write_bytes(buffer.getvalue())
    store = store_in(tmp_path / "home", facts_of(buffer.getvalue()))
    assert "am/final.mdl is missing" in failed(models(store, "install", "--from", str(path)))


def test_a_failed_installation_leaves_the_one_before_as_it_was(store, zip_file, archive):
    models(store, "install", "--from", str(zip_file))
    zip_file.write_bytes(archive[:PIECES])
    failed(models(store, "install", "--from", str(zip_file)))
    assert check_sums(store.folder / NAME) == WHOLE
