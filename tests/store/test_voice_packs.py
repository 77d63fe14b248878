"""`voice-coach voices install --from`: a pack, which could be anybody's, whole or not at all."""

import shutil
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result

from tests.store.commands import failed
from tests.store.packs import FACTS, TEXTS, a_pack, zipped
from voice_coach.cli.main import main
from voice_coach.signal.chime import chime
from voice_coach.store.installing import write_sums
from voice_coach.store.model_files import SUMS
from voice_coach.store.spoken_lines import encoded, line_name, read_line
from voice_coach.store.voice_packs import VoicePack, VoicePacks, check_lines, write_pack

LINES = len(TEXTS) * len(FACTS.paces)


def voices(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["voices", *map(str, arguments)], catch_exceptions=False)


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> VoicePack:
    return a_pack(tmp_path_factory.mktemp("made"))


@pytest.fixture
def pack(made, tmp_path) -> VoicePack:
    return VoicePack(made.facts, shutil.copytree(made.folder, tmp_path / "evening"))


def everything(folder: Path) -> set[str]:
    return {str(each) for each in folder.rglob("*")}


@pytest.mark.parametrize("given", ["folder", "zip"])
def test_an_installed_pack_has_its_lines_at_each_pace(pack, given, tmp_path):
    source = pack.folder if given == "folder" else zipped(pack, tmp_path / "evening.zip")
    assert voices("install", "--from", source).exit_code == 0
    assert f"all {LINES} lines" in voices("verify").stdout
    found = VoicePacks().find("evening")
    usual, slower = found.line("Go on.", 160), found.line(" Go  on. ", 130)
    assert usual is not None
    assert slower is not None
    assert len(slower) > len(usual)
    told = chime("start", 1.0)
    assert len(usual) == len(told)
    assert np.corrcoef(usual, told)[0, 1] > 0.99
    assert found.line("Go away.", 160) is None
    again = voices("install", "--from", source)
    assert again.exit_code == 0
    assert [each.name for each in VoicePacks().folder.iterdir()] == ["evening"]


def test_one_that_is_removed_is_gone_and_one_that_is_not_there_is_told(pack):
    voices("install", "--from", pack.folder)
    assert voices("remove", "evening").exit_code == 0
    assert list(VoicePacks().folder.iterdir()) == []
    assert "No voice pack" in voices("verify").stdout
    voices("install", "--from", pack.folder)
    for name in ("evenin", "..", "../voices/evening", ""):
        assert f'no voice pack "{name}"' in failed(voices("remove", name), 2)
    assert check_lines(VoicePacks().find("evening")) == LINES


def line_of(pack: VoicePack) -> Path:
    return pack.folder / "lines" / line_name("evening", 160, "Go on.")


def changed(pack: VoicePack) -> None:
    line_of(pack).write_bytes(encoded(chime("soft")))


def no_sound(pack: VoicePack) -> None:
    line_of(pack).write_bytes(b"OggS" + bytes(200))
    write_sums(pack.folder)


def no_sums(pack: VoicePack) -> None:
    (pack.folder / SUMS).unlink()


def program(pack: VoicePack) -> None:
    (pack.folder / "run.sh").write_text("echo hello")
    write_sums(pack.folder)


def unlisted(pack: VoicePack) -> None:
    (pack.folder / "lines" / line_name("evening", 160, "Hm.")).write_bytes(encoded(chime("soft")))


def leading_out(pack: VoicePack) -> None:
    with (pack.folder / SUMS).open("a") as file:
        file.write(f"{'0' * 64}  ../../secret\n")


def nameless(pack: VoicePack) -> None:
    about = pack.folder / "pack.toml"
    about.write_text(about.read_text().replace('"evening"', '"../evening"'))
    write_sums(pack.folder)


def of_two_lines(pack: VoicePack) -> None:
    about = pack.folder / "pack.toml"
    about.write_text(about.read_text().replace('"Nobody"', '"Nobody\\nType: rm"'))
    write_sums(pack.folder)


def unlicensed(pack: VoicePack) -> None:
    about = pack.folder / "pack.toml"
    kept = [line for line in about.read_text().splitlines() if not line.startswith("licence")]
    about.write_text("\n".join(kept))
    write_sums(pack.folder)


BROKEN: dict[Callable[[VoicePack], None], str] = {
    changed: "has changed",
    lambda pack: line_of(pack).unlink(): "is missing",
    no_sound: "holds no sound",
    no_sums: f"no {SUMS}",
    program: "run.sh is no line",
    unlisted: f"is not in {SUMS}",
    leading_out: "../../secret is missing",
    nameless: "name",
    unlicensed: "licence",
    of_two_lines: "credit",
    lambda pack: (pack.folder / "pack.toml").unlink(): "no pack.toml",
    lambda pack: (pack.folder / "pack.toml").write_bytes(b"\xff\xfe["): "UTF-8",
    lambda pack: (pack.folder / "lines" / "more").symlink_to("/etc/passwd"): "no ordinary file",
}


@pytest.mark.parametrize("spoil", BROKEN, ids=BROKEN.values())
def test_one_that_is_not_whole_is_one_line_and_nothing_is_written(pack, spoil, tmp_path, home):
    spoil(pack)
    before = everything(tmp_path)
    message = failed(voices("install", "--from", pack.folder))
    assert BROKEN[spoil] in message
    assert str(pack.folder) in message
    assert everything(tmp_path) - before <= {str(home), str(home / "voices")}


@pytest.mark.parametrize(
    "name", ["../outside", "/tmp/voice-coach-outside", "evening/../../outside"]
)
def test_a_zip_that_leads_out_of_its_folder(pack, name, tmp_path, home):
    path = zipped(pack, tmp_path / "evening.zip")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(name, "hello")
    before = everything(tmp_path)
    assert "outside its folder" in failed(voices("install", "--from", path))
    assert everything(tmp_path) - before <= {str(home), str(home / "voices")}
    assert not Path("/tmp/voice-coach-outside").exists()


def test_a_zip_with_a_link_and_one_that_is_none(pack, tmp_path):
    path = zipped(pack, tmp_path / "evening.zip")
    link = zipfile.ZipInfo("evening/lines/link.opus")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    assert "a link" in failed(voices("install", "--from", path))
    path.write_bytes(b"hello")
    assert "neither a folder nor a zip" in failed(voices("install", "--from", path))
    assert "is missing" in failed(voices("install", "--from", tmp_path / "nowhere.zip"))
    assert list(VoicePacks().folder.iterdir()) == []


def test_one_that_is_damaged_later_is_told_by_verify_and_can_be_removed(pack):
    voices("install", "--from", pack.folder)
    (VoicePacks().folder / "evening" / "pack.toml").write_text("nothing")
    assert VoicePacks().all() == []
    assert "pack.toml" in failed(voices("verify"))
    assert voices("remove", "evening").exit_code == 0


def test_a_line_is_named_by_its_voice_its_pace_and_its_words_alone():
    names = {
        line_name(voice, pace, text)
        for voice in ("one", "two")
        for pace in (160, 136)
        for text in ("Go on.", "Go on, Ana.", "go on.")
    }
    assert len(names) == 12
    assert line_name("one", 160, "Zo\u00eb,\n go") == line_name("one", 160, "Zoe\u0308, go")


def test_what_is_no_line_is_none(tmp_path):
    assert read_line(tmp_path / "missing") is None
    (tmp_path / "text").write_text("hello")
    assert read_line(tmp_path / "text") is None


def test_a_pack_is_written_where_nothing_is(pack, tmp_path):
    shutil.rmtree(pack.folder / "lines")
    with pytest.raises(Exception, match="is there already"):
        write_pack(pack.folder, FACTS, [])
    with pytest.raises(Exception, match="is no folder"):
        write_pack(tmp_path / "no" / "evening", FACTS, [])
