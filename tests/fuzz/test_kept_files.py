"""Files of the data folder: what is kept between sessions, keepsakes, people's own lists."""

import hashlib
import json
import shutil
import tomllib
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz.case import as_toml, command, damaged, fuzzed, spoil
from tests.store.state import kept
from voice_coach.store.between import Between, Rhythm
from voice_coach.store.between_file import FILE, read_between
from voice_coach.store.contacts import OWN_LIST as CONTACTS
from voice_coach.store.keepsakes import FILE as KEEPSAKES
from voice_coach.store.keepsakes import Keepsake, Keepsakes
from voice_coach.store.mask import mask
from voice_coach.store.reading_list import OWN_LIST as READING

DATA = files("voice_coach")
LISTS = {
    CONTACTS: ((DATA / "contacts" / "en.toml").read_bytes(), "help-contacts --country GB"),
    READING: ((DATA / "reading" / "en.toml").read_bytes(), "reading"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("kept")


@pytest.fixture(scope="module")
def state(folder) -> bytes:
    kept(folder, Between(calm=3, rhythm=Rhythm(day=6, hour="18:00"), closeness=True))
    return (folder / FILE).read_bytes()


@pytest.fixture(scope="module")
def database(folder) -> bytes:
    words = Keepsake(day=date(2026, 3, 1), exercise="x", kind="note", who="Ana", words="tea at six")
    Keepsakes(folder).keep([words] * 3)
    return (folder / KEEPSAKES).read_bytes()


def only(home: Path, name: str, content: bytes) -> None:
    """Let this be all there is in the data folder."""
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(mode=0o700)
    (home / name).write_bytes(content)


def with_right_sum(draw: st.DrawFn, state: bytes) -> bytes:
    """What somebody wrote who took the program apart."""
    table = json.loads(state)
    del table["sum"]
    if draw(st.booleans()):
        private = {"answered": [1], "most": "warm", "stop_phrases": ["x"], "levels": [3.5]}
        spoil(draw, private)
        table["private"] = mask(json.dumps(private).encode())
    spoil(draw, table)
    body = json.dumps(table).encode()
    total = hashlib.blake2b(body, digest_size=8).hexdigest()
    return body[:-1] + f',"sum":"{total}"}}'.encode()


@fuzzed
@given(data=st.data())
def test_what_is_kept_is_read_or_set_aside_and_named(data, state, home):
    forged = data.draw(st.booleans())
    raw = with_right_sum(data.draw, state) if forged else data.draw(damaged([state]))
    only(home, FILE, raw)
    told: list[str] = []
    read_between(home, tell=told.append)
    aside = [each for each in home.iterdir() if "set-aside" in each.name]
    assert len(aside) == len(told)
    for path, line in zip(aside, told, strict=True):
        assert str(path) in line
        assert "has to be chosen again" in line
        assert path.read_bytes() == raw, "nothing of it is lost"
    for line in ("rhythm", "keep trend"):
        assert command(*line.split()).exit_code in (0, 2), line
    assert read_between(home, tell=pytest.fail)


@fuzzed
@given(data=st.data())
def test_keepsakes_are_read_or_set_aside_and_named(data, database, home):
    raw = data.draw(damaged([database]))
    only(home, KEEPSAKES, raw)
    for line in ("keep show", "keep forget --all"):
        done = command(*line.split())
        assert done.exit_code in (0, 1, 2), done.output
    assert not [each for each in home.iterdir() if "tea" in each.read_text(errors="ignore")]


@fuzzed
@given(data=st.data())
def test_a_list_of_ones_own_is_shown_or_what_is_wrong_is_said(data, home):
    name = data.draw(st.sampled_from(sorted(LISTS)))
    shipped, line = LISTS[name]
    if data.draw(st.booleans()):
        raw = data.draw(damaged([shipped]))
    else:
        table = tomllib.loads(shipped.decode())
        spoil(data.draw, table)
        raw = as_toml(table)
    only(home, name, raw)
    done = command(*line.split())
    assert done.exit_code in (0, 2)
    if done.exit_code == 0 and name == CONTACTS:
        assert "999" in done.output or "own list" in done.output
