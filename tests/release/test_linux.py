"""What a Linux desktop shows of voice-coach: its window, its menu entry, its package."""

import gzip
import os
import re
import subprocess
from configparser import ConfigParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from setup.linux.package import describe, maintainer, put

ROOT = Path(__file__).parent.parent.parent
LINUX = ROOT / "setup" / "linux"
WINDOW = LINUX / "window"

TERMINALS = [
    *("ptyxis", "gnome-terminal", "kgx", "konsole", "xfce4-terminal", "mate-terminal", "kitty"),
    *("foot", "alacritty", "xterm", "x-terminal-emulator"),
]
SIZED = set(TERMINALS) - {"ptyxis", "kgx", "x-terminal-emulator"}
"""The others take their size from the person's own settings."""

TERMINAL = """#!/bin/sh
echo "$0" "$@" > "$SEEN"
while [ "$1" != sh ]; do shift; done
exec "$@"
"""
"""A stand-in for a terminal program: it tells how it was called, and runs what it is to run."""


TOLD = {
    "version": "1.2.3",
    "architecture": "amd64",
    "libc": "2.36",
    "maintainer": "Ana <ana@example.org>",
}
"""What a package says of itself here."""


def opened(folder: Path, terminal: str, *arguments: str, code: int = 0) -> tuple[str, str]:
    """How a terminal was called for the window, and what was shown in it."""
    programs = {terminal: TERMINAL, "coach": f'#!/bin/sh\necho "coach: $*"\nexit {code}\n'}
    for name, text in programs.items():
        (folder / name).write_text(text)
        (folder / name).chmod(0o755)
    (folder / "sh").symlink_to("/bin/sh")
    done = subprocess.run(
        [str(folder / "sh"), str(WINDOW), *arguments],
        env={
            "PATH": str(folder),
            "SEEN": str(folder / "seen"),
            "VOICE_COACH_PROGRAM": str(folder / "coach"),
        },
        input="\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    return (folder / "seen").read_text(), done.stdout


@pytest.mark.parametrize("terminal", TERMINALS)
def test_any_terminal_there_is_shows_it(terminal, tmp_path):
    called, shown = opened(tmp_path, terminal, "run", "--solo")
    assert shown == "coach: run --solo\n"
    called = called.replace(str(tmp_path), "")
    assert ("100" in called and "30" in called) == (terminal in SIZED)


def test_the_list_above_is_that_of_the_window():
    text = WINDOW.read_text(encoding="utf-8")
    assert re.findall(r"have ([\w-]+); then", text) == TERMINALS


@pytest.mark.parametrize(("code", "stays"), [(0, False), (130, False), (5, True)])
def test_it_stays_after_an_error_so_that_it_can_be_read(code, stays, tmp_path):
    _, shown = opened(tmp_path, "xterm", code=code)
    assert ("Press Enter to close" in shown) == stays


def test_without_a_terminal_it_says_what_to_install(tmp_path):
    done = subprocess.run(
        ["/bin/sh", str(WINDOW)],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "Install one" in done.stderr


@pytest.fixture
def tree(tmp_path) -> Path:
    """The files of a package, made of a small folder in place of a frozen one."""
    frozen, pages, made = tmp_path / "frozen", tmp_path / "pages", tmp_path / "tree"
    for folder in (frozen / "_internal", pages, made):
        folder.mkdir(parents=True)
    (frozen / "voice-coach").write_text("program")
    (frozen / "READ-ME.txt").write_text("Delete this folder.")
    (frozen / "_internal" / "data").write_text("data")
    for name in ("voice-coach.1", "voice-coach-run.1", "voice-coach", "_voice-coach"):
        (pages / name).write_text(name)
    (pages / "voice-coach.fish").write_text("fish")
    put(made, frozen, pages)
    return made


def test_every_file_is_in_its_place_with_its_permissions(tree):
    library = tree / "usr/lib/voice-coach"
    assert (tree / "usr/bin/voice-coach").resolve() == library / "voice-coach"
    for each in tree.rglob("*"):
        if not each.is_symlink():
            runs = each.is_dir() or each in (library / "voice-coach", library / "window")
            assert each.stat().st_mode & 0o777 == (0o755 if runs else 0o644), each
    assert not (library / "READ-ME.txt").exists()
    page = tree / "usr/share/man/man1/voice-coach-run.1.gz"
    assert gzip.decompress(page.read_bytes()) == b"voice-coach-run.1"
    terms = (tree / "usr/share/doc/voice-coach/copyright").read_text(encoding="utf-8")
    assert "MIT" in terms
    assert "models/coach-en" in terms


def test_the_menu_entry_starts_what_is_packed_and_has_its_icon(tree):
    entry = ConfigParser(interpolation=None)
    entry.read(tree / "usr/share/applications/voice-coach.desktop", encoding="utf-8")
    starts = [entry[each]["Exec"].split() for each in entry.sections()]
    assert [words[1:] for words in starts] == [[], ["run", "--solo"], ["doctor"]]
    for program, *_ in starts:
        assert os.access(tree / program.lstrip("/"), os.X_OK)
    actions = entry["Desktop Entry"]["Actions"].rstrip(";").split(";")
    assert [f"Desktop Action {each}" for each in actions] == entry.sections()[1:]
    icon = tree / "usr/share/icons/hicolor/scalable/apps" / f"{entry['Desktop Entry']['Icon']}.svg"
    assert ElementTree.fromstring(icon.read_text(encoding="utf-8")).tag.endswith("svg")


def test_the_package_says_what_it_needs_and_what_is_in_it(tree):
    describe(tree, **TOLD)
    control = (tree / "DEBIAN/control").read_text(encoding="utf-8")
    assert "Version: 1.2.3\n" in control
    assert "Maintainer: Ana <ana@example.org>\n" in control
    needs = re.search(r"^Depends: (.*)$", control, re.MULTILINE)
    assert needs
    assert {"libportaudio2", "espeak-ng", "libc6 (>= 2.36)"} <= set(needs[1].split(", "))
    check = ["md5sum", "--check", "--strict", "--quiet", "DEBIAN/md5sums"]
    assert subprocess.run(check, cwd=tree, check=False).returncode == 0
    (tree / "usr/lib/voice-coach/_internal/data").write_text("changed")
    assert subprocess.run(check, cwd=tree, capture_output=True, check=False).returncode == 1


def test_the_maintainer_is_who_makes_the_package_and_nobody_made_up(tmp_path, monkeypatch):
    git = ["git", "-C", str(tmp_path), "-c", "user.name=Ben", "-c", "user.email=ben@example.org"]
    for command in (["init", "--quiet"], ["commit", "--quiet", "--allow-empty", "-m", "Begin"]):
        subprocess.run([*git, *command], check=True)
    monkeypatch.delenv("DEBFULLNAME", raising=False)
    monkeypatch.setenv("DEBEMAIL", "ana@example.org")
    assert maintainer(tmp_path) == "Ben <ben@example.org>"
    monkeypatch.setenv("DEBFULLNAME", "Ana")
    assert maintainer(tmp_path) == "Ana <ana@example.org>"


def test_who_takes_it_away_is_told_where_what_they_kept_is(tree):
    describe(tree, **TOLD)
    told = subprocess.run(
        ["/bin/sh", str(tree / "DEBIAN/postrm"), "remove"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "~/.local/share/voice-coach" in told
    assert "~/.config/voice-coach" in told
    assert not (tree / "DEBIAN/postrm").read_text().count("rm ")


@pytest.mark.parametrize(
    "script", sorted((ROOT / "setup").rglob("*.sh")), ids=lambda path: path.name
)
def test_a_shell_can_read_every_script(script):
    assert subprocess.run(["/bin/sh", "-n", str(script)], check=False).returncode == 0


def test_every_way_to_install_is_tried_in_a_clean_root():
    tried = re.search(r"set -- (.+)$", (LINUX / "try_clean.sh").read_text(), re.MULTILINE)
    assert tried
    known = re.findall(r"^    ([a-z]+)\)$", (LINUX / "clean_root.sh").read_text(), re.MULTILINE)
    assert tried[1].split() == known
