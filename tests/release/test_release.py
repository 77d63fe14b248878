"""The small parts of a release that are ours."""

import json
import subprocess
import zipfile
from pathlib import Path

import pytest

from setup.release.bill import unlicensed, with_files
from setup.release.notes import notes
from setup.release.notice import entries, is_data
from setup.release.packages import build_again, differing
from setup.release.sums import write_sums

ROOT = Path(__file__).parent.parent.parent
NOTICE = (ROOT / "NOTICE").read_text(encoding="utf-8")
CHANGES = "# Changes\n\n## Unreleased\n\nA door.\n\n## 0.2.0 (2026-01-31)\n\nA window.\n\nTwo.\n"


@pytest.mark.parametrize(
    ("version", "told"),
    [
        ("0.2.0", "# voice-coach 0.2.0\n\nA window.\n\nTwo.\n"),
        ("0.3.0", "# voice-coach 0.3.0 (draft)\n\nA door.\n"),
    ],
)
def test_the_notes_are_what_the_changes_say_of_that_version(version, told):
    assert notes(CHANGES, version) == told


def test_a_version_of_which_nothing_is_said_cannot_be_released():
    with pytest.raises(ValueError, match=r"## 0\.9\.0"):
        notes("# Changes\n\n## 0.2.0\n\nA window.\n", "0.9.0")


def test_the_changes_of_this_checkout_give_notes():
    assert "voice-coach" in notes((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), "0.1.0")


def test_the_sums_are_those_that_sha256sum_reckons(tmp_path):
    for name in ("b.whl", "a.tar.gz"):
        (tmp_path / name).write_text(name)
    write_sums(tmp_path)
    assert write_sums(tmp_path).read_text().split()[1::2] == ["a.tar.gz", "b.whl"]
    check = ["sha256sum", "--check", "--strict", "SHA256SUMS"]
    assert subprocess.run(check, cwd=tmp_path, capture_output=True, check=False).returncode == 0
    (tmp_path / "a.tar.gz").write_text("changed")
    assert subprocess.run(check, cwd=tmp_path, capture_output=True, check=False).returncode == 1


LIBRARIES = {"components": [{"name": "click", "licenses": [{"license": {"id": "BSD-3-Clause"}}]}]}


def test_the_bill_names_every_file_of_the_wheel_with_licence_and_hash(built):
    (wheel,) = built.glob("*.whl")
    bill = with_files(LIBRARIES, wheel, NOTICE)
    files = [file for part in bill["components"] for file in part.get("components", [])]
    with zipfile.ZipFile(wheel) as archive:
        wanted = sorted(archive.namelist())
    assert sorted(each["name"] for each in files) == wanted
    data = [each for part in bill["components"][1:-1] for each in part["components"]]
    assert {each["name"] for each in data} == {each for each in wanted if is_data(each)}
    assert len(data) > 80
    assert all(each["licenses"] and len(each["hashes"][0]["content"]) == 64 for each in files)
    assert unlicensed(bill) == []
    sums = dict(
        reversed(line.split())
        for line in (ROOT / "models/coach-en/SHA256SUMS").read_text().splitlines()
    )
    (model,) = (each for each in files if each["name"].endswith("am/final.mdl"))
    assert model["hashes"][0]["content"] in sums.values()
    references = [each["bom-ref"] for each in [*files, *bill["components"][1:]]]
    assert len(set(references)) == len(references)
    assert json.loads(json.dumps(bill)) == bill


def test_a_bill_without_a_licence_is_no_bill(built):
    (wheel,) = built.glob("*.whl")
    first, *others = entries(NOTICE)
    short = NOTICE.replace(f"{first}\n", "elsewhere\n")
    with pytest.raises(ValueError, match=first):
        with_files(LIBRARIES, wheel, short)
    assert others
    assert unlicensed({"components": [{"name": "mystery"}]}) == ["mystery"]


def test_what_is_built_from_the_source_archive_is_the_same_byte_by_byte(built, tmp_path):
    (archive,) = built.glob("*.tar.gz")
    first = sorted(built.glob("voice_coach-*"))
    again = build_again(archive, tmp_path / "again")
    assert len(again) == 2
    assert differing(first, again) == []
    again[0].write_bytes(again[0].read_bytes()[:-1])
    assert differing(first, again) == [again[0].name]
    assert differing(first, again[1:]) == [again[0].name]
