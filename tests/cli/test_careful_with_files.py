"""No file of anybody's is overwritten, and what a name means is what lies there."""

import resource
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.pseudo_terminal import OnTerminal
from tests.recorded import FOLDER
from voice_coach.cli.main import main
from voice_coach.hearing.grammar import CommandPhrases
from voice_coach.store.contacts import OWN_LIST
from voice_coach.store.home import free_name, write_new

CONTACTS = """
last_checked = "2026-01-01"
[[places]]
code = "ELSEWHERE"
name = "Our town"
lines = [{need = "emergency", name = "Ours", reach = "555", confirmed = true}]
"""


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch) -> Path:
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def run(line: str, typed: str = "", code: int = 0) -> str:
    done = CliRunner().invoke(main, line.split(), input=typed)
    assert done.exit_code == code, done.output
    return done.output


RUN = "run breathe-together --typed --log"


@pytest.mark.parametrize("line", [f"{RUN} mine.wav", "demo breathe-together --fast --out mine.wav"])
def test_a_file_that_is_not_ours_is_never_overwritten(line, here):
    for name in ("mine.wav", "mine.txt"):
        (here / name).write_text("precious", encoding="utf-8")
    assert "is there already" in run(line, "stop\n", code=7 if "run" in line else 2)
    assert {each.name: each.read_text() for each in here.iterdir()} == {
        "mine.wav": "precious",
        "mine.txt": "precious",
    }


def test_a_transcript_beside_a_new_recording_is_not_overwritten_either(here):
    (here / "mine.txt").write_text("precious", encoding="utf-8")
    assert "mine.txt is there already" in run("demo breathe-together --fast --out mine.wav", code=2)
    assert [each.name for each in here.iterdir()] == ["mine.txt"]


def test_a_picture_never_takes_the_place_of_anything(here, tmp_path):
    (here / "mine.svg").write_text("precious", encoding="utf-8")
    program = OnTerminal(
        *("run", "outside-stress", "--names", "Ana,Ben", "--picture", str(here / "mine.svg")),
        home=tmp_path / "home",
    )
    assert program.over() == 2
    assert "mine.svg is there already" in " ".join(program.shown.split())
    assert (here / "mine.svg").read_text(encoding="utf-8") == "precious"


@pytest.mark.parametrize("line", ["run outside-stress --typed", "run outside-stress", "run"])
def test_a_picture_that_nobody_would_be_asked_for_is_refused_at_once(line):
    assert "leave --picture out" in run(f"{line} --picture new.svg", code=2)


def test_a_picture_that_would_be_the_log_is_refused(tmp_path):
    program = OnTerminal(
        *("run", "outside-stress", "--log", "one", "--picture", "one"), home=tmp_path / "home"
    )
    assert program.over() == 2
    assert "are one file" in program.shown


def test_a_new_file_is_for_ones_own_eyes_and_whole_or_not_there(here):
    path = here / "new.svg"
    write_new(path, b"a ribbon")
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"a ribbon", 0o600)
    with pytest.raises(FileExistsError):
        write_new(path, b"another")
    assert path.read_bytes() == b"a ribbon"
    path.unlink()
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4, before[1]))  # as a disk without room
    try:
        with pytest.raises(OSError, match="File too large"):
            write_new(path, b"a ribbon")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert not path.exists()


def test_a_name_that_is_free_is_one_that_nothing_has_a_dead_link_neither(here):
    log = here / "evening.jsonl"
    assert free_name(log, "-", first=2) == here / "evening-2.jsonl"
    (here / "evening-2.jsonl").symlink_to("nowhere")
    assert free_name(log, "-", first=2) == here / "evening-3.jsonl"


def test_an_earlier_log_is_written_anew(here):
    for _ in range(2):
        run(f"{RUN} log.jsonl", "stop\n")
    assert "all identical" in run("replay log.jsonl")


def test_a_log_in_use_is_refused(here):
    going_on = subprocess.Popen(
        [sys.executable, "-m", "voice_coach", *f"{RUN} log.jsonl".split()],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert going_on.stdout
    going_on.stdout.readline()
    going_on.stdout.readline()
    assert "a session that goes on" in run(f"{RUN} log.jsonl", "stop\n", code=7)
    going_on.communicate("stop\n", timeout=60)
    assert "all identical" in run("replay log.jsonl")


def test_a_name_may_be_that_of_a_file_here(here):
    run("new date-night")
    assert "Date Night" in run("show date-night")


@pytest.mark.parametrize(("name", "guess"), [("nosuch", None), ("outside-stess", "outside-stress")])
def test_a_guess_is_made_where_a_name_is_near(name, guess):
    told = run(f"show {name}", code=2)
    assert (f"Did you mean {guess}?" in told) if guess else ("Did you mean" not in told)


@pytest.mark.parametrize(
    ("typed", "meaning"),
    [("im done", "YIELD"), ("I'm done", "YIELD"), ("7/10", "7"), ("7 out of 10", "7"), ("7", "7")],
)
def test_what_is_typed_in_a_hurry_is_understood(typed, meaning):
    meanings = ["YIELD", *map(str, range(11))]
    assert CommandPhrases.load().meaning_of_text(typed, meanings) == meaning


NAMES = [
    "Ana,Ben",
    "Ana and Ben",
    "Ana & Ben",
    "\u0646\u06cc\u200c\u0627\u060c\u0628\u0646",
    "\u30a2\u30ca\u3001\u30d9\u30f3",
]


@pytest.mark.parametrize("names", NAMES)
def test_names_may_be_written_in_any_way(names):
    done = CliRunner().invoke(
        main, ["run", "outside-stress", "--typed", "--names", names], input="stop\n"
    )
    assert done.exit_code == 0, done.output


def test_a_list_with_a_mark_at_its_beginning_is_read_and_said_to_be_ones_own(home):
    home.mkdir()
    (home / OWN_LIST).write_bytes(b"\xef\xbb\xbf" + CONTACTS.encode())
    told = run("help-contacts")
    assert "Ours: 555" in told
    assert "your own list" in told


def test_a_list_that_is_passed_over_is_told(home):
    home.mkdir()
    (home / OWN_LIST).write_text(CONTACTS.replace("emergency", "emergancy"), encoding="utf-8")
    told = run("help-contacts --country GB")
    assert str(home / OWN_LIST) in told.splitlines()[0]
    assert "Samaritans: 116 123" in told
    assert "This is your own list" not in told


# --- Scripts and logs that nobody should have written ---------------------------------------------

BREATHE = "[[solo.steps]]\nkind = 'breathe'\nid = 'b'\nsay = 'x'\nseconds = 60\n"
SCRIPT = """
name = "odd"
title = "Odd"
level = "easy"
purpose = "x"
about = "x"
minutes = {short = 1}
[[solo]]
part = "one"
"""

ODD = {
    "a key that ends in a dot": f"{SCRIPT}\n'strange.' = 1\n",
    "a key that ends in a bracket": f"{SCRIPT}\n'strange]' = 1\n",
    "a breath of no time": f"{SCRIPT}{BREATHE}breath_in = 1e-9\nbreath_out = 1e-9\n",
    "a breath without end": f"{SCRIPT}{BREATHE}breath_in = inf\n",
    "a breath that is no number": f"{SCRIPT}{BREATHE}hold_in = nan\n",
    "a format": f"{SCRIPT}{BREATHE}".replace("'x'", "'{speaker:d}'"),
    "a wide format": f"{SCRIPT}{BREATHE}".replace("'x'", "'{speaker:>9999999999}'"),
    "a conversion": f"{SCRIPT}{BREATHE}".replace("'x'", "'{speaker!r}'"),
    "an attribute": f"{SCRIPT}{BREATHE}".replace("'x'", "'{speaker.x}'"),
    "ten hours": f"{SCRIPT}{BREATHE}".replace("short = 1", "short = 600"),
}


@pytest.mark.parametrize("what", ODD)
def test_a_script_that_cannot_be_is_refused_in_a_line(what, here):
    (here / "odd.toml").write_text(ODD[what], encoding="utf-8")
    assert "odd.toml:" in run("check odd.toml", code=3)


def forged(body: bytes) -> bytes:
    """A log of one line with a right sum."""
    import hashlib

    total = hashlib.blake2b(body, digest_size=6).hexdigest().encode()
    return body[:-1] + b',"sum":"' + total + b'"}\n'


def test_a_log_that_cannot_be_is_refused_in_a_line(here):
    first = (FOLDER / "stopped.jsonl").read_bytes().split(b"\n")[0]
    body = first.rpartition(b',"sum":"')[0] + b"}"
    deep = body.replace(b'"length"', b'"x":' + b"[" * 100_000 + b"]" * 100_000 + b',"length"')
    for raw in (
        (FOLDER / "stopped.jsonl").read_bytes().replace(b"EARS", b"E\xffRS"),
        forged(deep),
        forged(body.replace(b"{speaker}", b"{foo}"))
        + b"\n".join((FOLDER / "stopped.jsonl").read_bytes().split(b"\n")[1:]),
    ):
        (here / "log.jsonl").write_bytes(raw)
        assert "line " in run("replay log.jsonl", code=7)


def test_a_bad_file_in_a_folder_is_named_and_passed_over(here, samples):
    said = samples / "audio" / "commands_speech_commands" / "yes_1acc97de_nohash_2.flac"
    shutil.copy(said, here / "b.flac")
    (here / "a.wav").write_bytes(b"RIFF")
    (here / "c.wav").touch()
    (here / "._b.flac").write_bytes(b"Mac OS X")
    told = run("hear .", code=0)
    assert "a.wav: it is not a sound file I can read. It is passed over." in told
    assert "c.wav: it is not a sound file I can read. It is passed over." in told
    assert "b.flac" in told
    assert "._b" not in told
    (here / "b.flac").unlink()
    assert "None of these files can be read." in run("hear .", code=5)
