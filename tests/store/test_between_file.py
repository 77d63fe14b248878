"""What is kept between sessions, whatever happens to its file."""

import datetime as dt
import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.store.state import kept, read
from voice_coach.errors import KeepsakeError
from voice_coach.store.between import Between, Rhythm
from voice_coach.store.between_file import CHOOSE_AGAIN, FILE, change_between, read_between
from voice_coach.store.home import NO_DATE

SENTENCE = "i think i left the oven on"
NOW = dt.datetime(2026, 3, 1, 20, 10).astimezone()
FULL = (
    Between(calm=3, rhythm=Rhythm(day=6, hour="18:00"), closeness=True)
    .after_setup(who=1, answers="fine", stop_phrase=SENTENCE)
    .after_cool_down(NOW, dt.timedelta(minutes=30))
    .with_level(6.5)
)


def test_what_is_kept_comes_back_as_it_was(tmp_path):
    kept(tmp_path / "new", FULL)
    assert read(tmp_path / "new") == FULL


def test_it_is_for_the_users_eyes_only_and_tells_no_date(tmp_path):
    home = tmp_path / "new"
    kept(home, FULL)
    assert stat.S_IMODE((home / FILE).stat().st_mode) == 0o600
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert [each.stat().st_mtime for each in (home, home / FILE)] == [NO_DATE, NO_DATE]
    assert [each.name for each in home.iterdir()] == [FILE]


def test_where_nothing_changes_nothing_is_written(tmp_path):
    kept(tmp_path / "new", Between())
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("answers", ["fine", "worry"])
@pytest.mark.parametrize("sentence", [SENTENCE, ""])
def test_a_set_up_looks_like_any_other_whatever_was_answered(answers, sentence, tmp_path):
    """The same length, no word of it, and it looks different each time: nothing to compare."""
    looks = set()
    for number in range(2):
        home = tmp_path / str(number)
        before = kept(home, Between(calm=9))
        change = before.after_setup(who=2, answers=answers, stop_phrase=sentence)
        kept(home, change)
        looks.add((home / FILE).read_bytes())
    assert len(looks) == 2
    assert {len(look) for look in looks} == {len(written(tmp_path / "x", Between(calm=9)))}
    for look in looks:
        assert not [word for word in (b"oven", b"worry", b"easy", b"answered") if word in look]
        assert b'"calm":9' in look


def written(home: Path, between: Between) -> bytes:
    kept(home, between)
    return (home / FILE).read_bytes()


DAMAGE = {
    "cut": lambda raw, at: raw[:at],
    "turned": lambda raw, at: raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :],
    "lost": lambda raw, at: raw[:at] + raw[at + 1 :],
    "nulled": lambda raw, at: raw[:at] + bytes(len(raw) - at),
}


@pytest.mark.parametrize("how", DAMAGE)
def test_a_file_damaged_anywhere_is_set_aside_and_named(how, tmp_path):
    """400 ways: in none of them is a private sentence gone without a word."""
    raw = written(tmp_path / "whole", FULL)
    for number in range(100):
        home = tmp_path / f"{how}-{number}"
        home.mkdir()
        damaged = DAMAGE[how](raw, number * len(raw) // 100)
        (home / FILE).write_bytes(damaged)
        told: list[str] = []
        assert read_between(home, tell=told.append) == Between()
        aside = home / "between-set-aside-1.json"
        [line] = told
        assert str(aside) in line
        assert CHOOSE_AGAIN in line
        assert aside.read_bytes() == damaged


def test_a_newer_file_is_set_aside_under_a_name_that_is_free(tmp_path):
    newer = written(tmp_path, FULL).replace(b'"version":2', b'"version":3')
    (tmp_path / "between-set-aside-1.json").write_text("an earlier one", encoding="utf-8")
    (tmp_path / FILE).write_bytes(newer)
    told: list[str] = []
    change_between(tmp_path, Between.after_session, tell=told.append)
    assert "between-set-aside-2.json" in told[0]
    assert (tmp_path / "between-set-aside-2.json").read_bytes() == newer
    assert read(tmp_path) == Between(calm=1)


def test_what_the_first_version_kept_is_read(tmp_path):
    (tmp_path / FILE).write_text(
        '{"calm":4,"ready":2,"cards":2,"stop_phrases":["i think i left the oven on"],'
        '"coming_back":null,"rhythm":{"day":6,"hour":"18:00","exercise":""},"closeness":false}',
        encoding="utf-8",
    )
    between = read(tmp_path)
    assert between.stop_phrases == (SENTENCE,)
    assert between.opens("deep")
    assert between.rhythm == Rhythm(day=6, hour="18:00")


def test_two_at_once_lose_nothing(tmp_path):
    """Whatever changes one thing leaves what somebody else changed meanwhile."""

    def change(number: int) -> None:
        sentence = f"sentence of number {number}"
        change_between(
            tmp_path,
            lambda now: now.after_setup(who=1, answers="fine", stop_phrase=sentence),
            tell=pytest.fail,
        )
        change_between(tmp_path, Between.after_session, tell=pytest.fail)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(change, range(24)))
    assert read(tmp_path).calm == 24
    assert len(read(tmp_path).stop_phrases) == 24


def test_a_folder_that_is_a_file_is_told_and_left(tmp_path):
    (tmp_path / "taken").write_text("", encoding="utf-8")
    with pytest.raises(KeepsakeError, match="Nothing was changed"):
        change_between(tmp_path / "taken", Between.after_session, tell=pytest.fail)
    assert read(tmp_path / "taken") == Between()


def test_a_link_stays_and_what_it_names_is_written(tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    home = tmp_path / "home"
    home.mkdir()
    (home / FILE).symlink_to(elsewhere / "mine.json")
    kept(home, FULL)
    assert (home / FILE).is_symlink()
    assert read(home) == FULL
    assert [each.name for each in elsewhere.iterdir()] == ["mine.json"]


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from voice_coach.errors import KeepsakeError
from voice_coach.store.between import Between
from voice_coach.store.between_file import change_between
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
try:
    change_between(Path(sys.argv[1]), Between.after_session, tell=print)
except KeepsakeError as error:
    print(error.message)
"""


def test_a_disk_without_room_leaves_what_was_there_and_nothing_else(tmp_path):
    """A limit on the size of files stands for it: writing fails in the same place."""
    before = written(tmp_path / "home", FULL)
    for home in (tmp_path / "home", tmp_path / "new"):
        done = subprocess.run(
            [sys.executable, "-c", FULL_DISK, str(home)], capture_output=True, text=True, check=True
        )
        assert "Nothing was changed" in done.stdout, done.stderr
    assert [each.name for each in (tmp_path / "home").iterdir()] == [FILE]
    assert (tmp_path / "home" / FILE).read_bytes() == before
    assert not (tmp_path / "new").exists()


WRITING = """
import sys
from pathlib import Path
from voice_coach.store.between import Between
from voice_coach.store.between_file import change_between
home = Path(sys.argv[1])
for number in range(10 ** 9):
    after = change_between(home, Between.after_session, tell=sys.exit)
    print(after.calm, flush=True)
"""


def test_killed_at_any_moment_what_was_told_as_kept_is_kept(tmp_path):
    """Two write at once, and both are killed: no lie, no loss, no orphan, no lock left."""
    told = 0
    for size in (19, 4, 8):
        writers = [
            subprocess.Popen(
                [sys.executable, "-c", WRITING, str(tmp_path)], stdout=subprocess.PIPE, text=True
            )
            for _ in range(2)
        ]
        for writer in writers:
            assert writer.stdout
            for _ in range(size):
                writer.stdout.readline()
        for writer in writers:
            writer.kill()
        for writer in writers:
            rest, _ = writer.communicate()
            told = max([told, *map(int, rest.split())])
        assert read(tmp_path).calm >= told
    assert change_between(tmp_path, Between.after_session, tell=pytest.fail).calm > told
    assert os.listdir(tmp_path) == [FILE]
