"""Zips that could be anybody's: what is unpacked lies inside, or nothing is unpacked."""

import io
import shutil
import stat
import warnings
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from tests.exercise.test_broken_scripts import GOOD
from tests.fuzz.case import command, damaged, fuzzed, tried
from voice_coach.errors import ModelError
from voice_coach.store.unpack import unpack

PARTS = (
    "am",
    "AM",
    "final.mdl",
    "..",
    ".",
    "",
    "C:",
    "~",
    "a\\b",
    "con",
    "x" * 300,
    "é",
    "\x00",
    "a\nb",
)
names = st.lists(st.one_of(st.sampled_from(PARTS), st.text(max_size=6)), min_size=1, max_size=4)
KINDS = (0, stat.S_IFREG, stat.S_IFDIR, stat.S_IFLNK, stat.S_IFCHR, stat.S_IFIFO)
members = st.tuples(
    names.map("/".join),
    st.sampled_from(KINDS),
    st.sampled_from([0o644, 0o777, 0o4755, 0]),
    st.binary(max_size=50),
)


@st.composite
def zips(draw: st.DrawFn) -> bytes:
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w") as archive:
        warnings.simplefilter("ignore")
        for name, kind, mode, content in draw(st.lists(members, max_size=4)):
            member = zipfile.ZipInfo()
            member.filename = name  # as it is: the library would mend it
            member.create_system = 3
            member.external_attr = (kind | mode) << 16
            member.compress_type = draw(st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]))
            archive.writestr(member, content)
    raw = bytearray(buffer.getvalue())
    for _ in range(draw(st.integers(min_value=0, max_value=2))):
        at = draw(st.integers(min_value=0, max_value=len(raw) - 1))
        raw[at : at + 2] = draw(st.binary(min_size=1, max_size=4))
    return bytes(raw)


FILES = ("mine.toml", "also.toml", "MINE.toml", "mine.py", "a/mine.toml", "mine.toml/", "con.toml")
WHOLE = [GOOD.encode(), GOOD.replace('"mine"', '"also"').encode()]
packs = st.dictionaries(
    st.one_of(st.sampled_from(FILES), names.map("/".join)),
    st.one_of(st.sampled_from(WHOLE), damaged(WHOLE)),
    max_size=3,
)


@fuzzed
@given(zipped=st.one_of(packs.map(lambda files: zip_of(files)), zips()))
def test_a_pack_is_added_whole_or_nothing_is_written(zipped, tmp_path, home):
    archive, own = tmp_path / "a.zip", home / "exercises"
    shutil.rmtree(home, ignore_errors=True)
    archive.write_bytes(zipped)
    added = command("add", str(archive))
    assert {each for each in tmp_path.iterdir() if each != home} == {archive}
    if added.exit_code:
        assert len(added.stderr.splitlines()) == 2
        assert not home.exists()
        return
    for each in own.iterdir():
        assert each.read_bytes()
        assert stat.S_IMODE(each.lstat().st_mode) == 0o600
        assert command("check", each.stem).exit_code == 0


def zip_of(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w") as archive:
        warnings.simplefilter("ignore")
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name or "x"), content)
    return buffer.getvalue()


@fuzzed
@given(zipped=st.one_of(zips(), zips(), st.binary(max_size=100)))
def test_nothing_lands_outside_and_nothing_but_files(zipped, tmp_path):
    archive, around = tmp_path / "a.zip", tmp_path / "around"
    shutil.rmtree(around, ignore_errors=True)
    (around / "into").mkdir(parents=True)
    archive.write_bytes(zipped)
    _, message = tried(lambda: unpack(archive, around / "into"), ModelError)
    assert not message or str(archive) in message
    assert [each.name for each in around.iterdir()] == ["into"]
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.zip", "around"]
    for each in around.rglob("*"):
        assert stat.S_ISREG(each.lstat().st_mode) or stat.S_ISDIR(each.lstat().st_mode)
        assert not each.stat().st_mode & 0o6000
