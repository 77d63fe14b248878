"""People's own exercises: a folder of them, and zips from one person to another."""

import json
import stat
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.exercise.test_broken_scripts import GOOD
from voice_coach.cli.leading import catalogue
from voice_coach.cli.main import main
from voice_coach.store.own_exercises import every_script
from voice_coach.store.pack import PACK

CREDITED = GOOD.replace("about =", 'origin = "Ana Weber"\nlicence = "CC BY 4.0"\nabout =')


def run(*line: str, code: int = 0, typed: str = "") -> str:
    result = CliRunner().invoke(main, line, input=typed, catch_exceptions=False)
    assert result.exit_code == code, result.output
    return result.output


def refused(*line: str) -> str:
    """What is said of a zip that is not added: a line on what is wrong, and one to go on with."""
    result = CliRunner().invoke(main, ["add", *line], catch_exceptions=False)
    assert result.exit_code in (2, 3), result.output
    assert not result.stdout
    wrong, _next_step = result.stderr.splitlines()
    return wrong


def everything(folder: Path) -> list[str]:
    return sorted(str(each.relative_to(folder)) for each in folder.rglob("*"))


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch) -> Path:
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def own(home) -> Path:
    folder = home / "exercises"
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text(CREDITED, encoding="utf-8")
    return folder


def zip_of(path: Path, members: dict[str, str | bytes], *, kind: int = 0) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            member = zipfile.ZipInfo()
            member.filename = name
            member.create_system = 3
            member.external_attr = (kind | 0o777) << 16
            archive.writestr(member, content)
    return path


# --- The folder -----------------------------------------------------------------------------------


def test_what_is_theirs_is_offered_by_voice_too(own, capsys):
    (own / "broken.toml").write_text("title =", encoding="utf-8")
    names = [each.name for each in catalogue(every_script())]
    assert names.index("mine") == 3
    assert "broken" not in names
    assert "left out" in capsys.readouterr().err


def test_an_exercise_of_ones_own_is_found_by_name_everywhere(own):
    assert "mine" in run("list")
    assert "(yours)" in run("list")
    assert "mine" in {each["name"] for each in json.loads(run("list", "--json"))}
    assert "By Ana Weber. Licence: CC BY 4.0." in run("show", "mine")
    assert "mine: fine" in run("check", "mine")
    assert "Mine, couple, short" in run("rehearse", "mine", "--quiet")
    assert "ready?" in run("run", "mine", "--typed", typed="yes\nstop\n")


def test_all_that_is_checked_is_the_projects_and_ones_own(own):
    assert "\nmine: fine" in run("check")


def test_one_that_is_not_fine_is_named_and_the_others_are_listed(own):
    (own / "broken.toml").write_text("name = ", encoding="utf-8")
    result = CliRunner().invoke(main, ["list"])
    assert result.exit_code == 0
    assert "mine" in result.stdout
    [told] = result.stderr.splitlines()
    assert "broken.toml:1" in told
    assert f"voice-coach check {own / 'broken.toml'}" in told


def test_the_name_of_one_of_the_projects_means_the_projects(own):
    (own / "mood-word.toml").write_text(GOOD.replace('"mine"', '"mood-word"'), encoding="utf-8")
    assert "(yours)" not in run("show", "mood-word")
    assert run("show", "mood-word").startswith("Mood Word")


def test_the_folder_can_be_another_one(own, tmp_path, monkeypatch):
    other = tmp_path / "other"
    assert "no folder" in run("settings", "set", "exercises", str(other), code=2)
    own.rename(other)
    assert "no exercise called" in run("show", "mine", code=2)
    monkeypatch.chdir(tmp_path)
    run("settings", "set", "exercises", "other")
    monkeypatch.chdir(other)
    assert str(other) in run("settings")
    assert "By Ana Weber" in run("show", "mine")


# --- From one to another --------------------------------------------------------------------------


def test_what_one_packs_another_adds_and_runs(own, tmp_path, monkeypatch):
    told = run("pack", "mine", "-o", "gift.zip")
    assert "Mine (mine.toml). By Ana Weber. Licence: CC BY 4.0." in told
    assert "origin and licence" not in told
    monkeypatch.setenv("VOICE_COACH_HOME", str(tmp_path / "second"))
    told = run("add", "gift.zip")
    assert "By Ana Weber. Licence: CC BY 4.0." in told
    added = tmp_path / "second" / "exercises" / "mine.toml"
    assert added.read_text(encoding="utf-8") == CREDITED
    assert stat.S_IMODE(added.stat().st_mode) == 0o600
    assert "ready?" in run("run", "mine", "--typed", typed="yes\nstop\n")


def test_nobody_learns_when_it_was_written_and_what_is_missing_is_told():
    Path("mine.toml").write_text(GOOD, encoding="utf-8")
    told = run("pack", "mine.toml", "-o", "gift.zip")
    assert "By nobody named. Licence: none named." in told
    assert "origin and licence" in told
    with zipfile.ZipFile("gift.zip") as zipped:
        [member] = zipped.infolist()
    assert (member.filename, member.date_time[0]) == ("mine.toml", 2000)


def test_a_pack_takes_no_place_of_another_file_and_holds_nothing_broken(here):
    Path("mine.toml").write_text(GOOD, encoding="utf-8")
    Path("gift.zip").write_text("precious", encoding="utf-8")
    assert "already exists" in run("pack", "mine.toml", "-o", "gift.zip", code=2)
    assert Path("gift.zip").read_text(encoding="utf-8") == "precious"
    assert "named twice" in run("pack", "mine.toml", "mine", "-o", "two.zip", code=2)
    assert "cannot be written" in run("pack", "mine.toml", "-o", "no/where.zip", code=2)
    assert "too long" in run("check", "/dev/zero", code=3)
    assert "comes with the project" in run("pack", "mood-word", "-o", "two.zip", code=2)
    assert not Path("two.zip").exists()
    Path("mine.toml").write_text(GOOD.replace('"easy"', '"hard"'), encoding="utf-8")
    assert "level" in run("pack", "mine.toml", "-o", "two.zip", code=3)
    assert everything(here) == ["gift.zip", "mine.toml"]


def test_one_that_somebody_wrote_is_added_as_it_is(home):
    Path("mine.toml").write_text(CREDITED, encoding="utf-8")
    assert "By Ana Weber" in run("add", "mine.toml")
    assert (home / "exercises" / "mine.toml").read_text(encoding="utf-8") == CREDITED
    assert f"Yours are in {home / 'exercises'}." in run("list")
    assert "is there already" in refused("mine.toml")
    Path("broken.toml").write_text("x =", encoding="utf-8")
    assert "broken.toml:1" in refused("broken.toml")


def test_what_is_there_already_stays(own, here):
    zip_of(here / "gift.zip", {"mine.toml": GOOD})
    assert "is there already" in refused("gift.zip")
    assert (own / "mine.toml").read_text(encoding="utf-8") == CREDITED
    (own / "mine.toml").unlink()
    (own / "mine.toml").symlink_to(here / "elsewhere.toml")
    assert "is there already" in refused("gift.zip")
    assert not (here / "elsewhere.toml").exists()


def test_the_name_of_one_of_the_projects_is_taken(here, home):
    zip_of(here / "gift.zip", {"mood-word.toml": GOOD.replace('"mine"', '"mood-word"')})
    assert "comes with the project" in refused("gift.zip")
    assert not home.exists()


def test_all_are_added_or_none(own, here):
    second = GOOD.replace('"mine"', '"also"')
    zip_of(here / "gift.zip", {"also.toml": second, "mine.toml": GOOD})
    assert "is there already" in refused("gift.zip")
    assert everything(own) == ["mine.toml"]


def test_a_folder_that_is_none(home, here):
    home.mkdir()
    (home / "exercises").write_text("a file", encoding="utf-8")
    zip_of(here / "gift.zip", {"mine.toml": GOOD})
    assert "Nothing was changed" in run("add", "gift.zip", code=8)


# --- Hostile ones ---------------------------------------------------------------------------------

FAR = "a" * 200
HOSTILE = {
    # what the zip holds, and what is said of it
    "out of the folder": ({"../mine.toml": GOOD}, "points outside"),
    "from the root": ({"/tmp/mine.toml": GOOD}, "points outside"),
    "of a drive": ({"C:/mine.toml": GOOD}, "points outside"),
    "turned slashes": ({"..\\mine.toml": GOOD}, "points outside"),
    "ten thousand files": ({f"a{number}.toml": "" for number in range(10_000)}, "10000 files"),
    "a program": ({"mine.toml": GOOD, "run.sh": "#!/bin/sh\necho hello\n"}, '"run.sh"'),
    "Python": ({"mine.py": "print(1)"}, '"mine.py"'),
    "a folder": ({"inner/mine.toml": GOOD}, '"inner"'),
    "nothing": ({}, "no exercise"),
    "a file twice": ({"mine.toml": GOOD, "MINE.toml": GOOD}, "more than once"),
    "a large file": ({"mine.toml": b"#" * 5_000_001}, "more than 5 MB"),
    "no exercise": ({"mine.toml": "x = 1"}, "mine.toml:1"),
    "a control character in a title": (
        {"mine.toml": GOOD.replace('"Mine"', '"Mi\\u001b[2Jne"')},
        "control character",
    ),
    "text turned around": (
        {"mine.toml": GOOD.replace('"Mine"', '"Mi\\u202ene"')},
        "control character",
    ),
    "a control character in a name": ({"a\nb\x1b[2J.toml": GOOD}, "a?b?[2J"),
    "a long name": ({f"{FAR}.txt": ""}, "no exercise"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_pack_is_refused_in_a_line_and_nothing_is_written(what, tmp_path, here, home):
    members, expected = HOSTILE[what]
    zip_of(here / "gift.zip", members)
    before = everything(tmp_path)
    told = refused("gift.zip")
    assert expected in told
    assert "gift.zip" in told
    assert len(told) < 400
    assert everything(tmp_path) == before
    assert not home.exists()


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFIFO])
def test_a_pack_of_links_or_devices(kind, tmp_path, here):
    zip_of(here / "gift.zip", {"mine.toml": "/etc/passwd"}, kind=kind)
    before = everything(tmp_path)
    assert '"mine.toml"' in refused("gift.zip")
    assert everything(tmp_path) == before


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no zip" * 100])
def test_what_is_no_zip(content, here):
    (here / "gift.zip").write_bytes(content)
    assert "not a complete zip" in refused("gift.zip")


def test_a_zip_that_is_not_there(here):
    assert refused("gift.zip") == "gift.zip is missing."


def test_a_pack_that_is_larger_than_it_says(here):
    """The header's size is believed, and nothing more is unpacked."""
    zip_of(here / "gift.zip", {"mine.toml": GOOD + "#" * 9000})
    raw = (here / "gift.zip").read_bytes()
    size = len(GOOD.encode()) + 9000
    (here / "gift.zip").write_bytes(raw.replace(size.to_bytes(4, "little"), b"\x10\0\0\0"))
    assert "gift.zip" in refused("gift.zip")


def test_a_whole_catalogue_fits_into_a_pack():
    assert PACK.most_files >= 100
