"""Files of the data folder: what is kept between sessions, keepsakes, people's own lists."""

import hashlib
import json
import shutil
import tempfile
import tomllib
from collections.abc import Callable
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
from voice_coach.store.settings_file import FILE as SETTINGS
from voice_coach.store.settings_file import change_settings, read_settings

DATA = files("voice_coach")
LISTS = {
    CONTACTS: ((DATA / "contacts" / "en.toml").read_bytes(), "help-contacts --country GB"),
    READING: ((DATA / "reading" / "en.toml").read_bytes(), "reading"),
}


def made(file: str, make: Callable[[Path], object]) -> bytes:
    """A file of the data folder, as the program writes it."""
    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder))
        return (Path(folder) / file).read_bytes()


WORDS = Keepsake(day=date(2026, 3, 1), exercise="x", kind="note", who="Ana", words="tea at six")
STATE = made(
    FILE,
    lambda home: kept(home, Between(calm=3, rhythm=Rhythm(day=6, hour="18:00"), closeness=True)),
)
DATABASE = made(KEEPSAKES, lambda home: Keepsakes(home).keep([WORDS] * 3))


def only(home: Path, name: str, content: bytes) -> None:
    """Let this be all there is in the data folder."""
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(mode=0o700)
    (home / name).write_bytes(content)


@st.composite
def with_right_sum(draw: st.DrawFn) -> bytes:
    """What somebody wrote who took the program apart."""
    table = json.loads(STATE)
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
@given(raw=st.one_of(with_right_sum(), damaged([STATE])))
def test_what_is_kept_is_read_or_set_aside_and_named(raw, home):
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
@given(raw=damaged([DATABASE]))
def test_keepsakes_are_read_or_set_aside_and_named(raw, home):
    only(home, KEEPSAKES, raw)
    for line in ("keep show", "keep forget --all"):
        done = command(*line.split())
        assert done.exit_code in (0, 1, 2), done.output
    assert not [each for each in home.iterdir() if "tea" in each.read_text(errors="ignore")]


SET = made(
    SETTINGS,
    lambda home: change_settings(
        home, tell=pytest.fail, names="Ana,Ben", pace=150, volume=-3.0, theme="day", dark=False
    ),
)


@st.composite
def settled(draw: st.DrawFn) -> bytes:
    """Settings as somebody may have written them."""
    if draw(st.booleans()):
        return draw(damaged([SET]))
    table = tomllib.loads(SET.decode())
    spoil(draw, table)
    return as_toml(table)


@fuzzed
@given(raw=settled())
def test_settings_hold_or_are_passed_over_and_named(raw, home):
    only(home, SETTINGS, raw)
    told: list[str] = []
    before = read_settings(home, tell=told.append)
    assert all(str(home / SETTINGS) in line for line in told)
    assert command("settings").exit_code == 0
    ran = command("run", "outside-stress", "--typed", typed=b"stop\n")
    assert ran.exit_code in (0, 2), "a name that is none is told as if it had been typed"
    assert (home / SETTINGS).read_bytes() == raw, "whoever reads changes nothing"
    assert command("settings", "set", "theme", "night").exit_code == 0
    asides = [each for each in home.iterdir() if "set-aside" in each.name]
    assert [each.read_bytes() for each in asides] == [raw] * len(told), "nothing of it is lost"
    after = read_settings(home, tell=pytest.fail)
    assert after.chosen == {**before.chosen, "theme": "night"}


@st.composite
def own_lists(draw: st.DrawFn) -> tuple[str, bytes]:
    """One of the lists that people may write themselves: its name, and what is in it."""
    name = draw(st.sampled_from(sorted(LISTS)))
    shipped, _ = LISTS[name]
    if draw(st.booleans()):
        return name, draw(damaged([shipped]))
    table = tomllib.loads(shipped.decode())
    spoil(draw, table)
    return name, as_toml(table)


@fuzzed
@given(own=own_lists())
def test_a_list_of_ones_own_is_shown_or_what_is_wrong_is_said(own, home):
    name, raw = own
    only(home, name, raw)
    done = command(*LISTS[name][1].split())
    assert done.exit_code in (0, 2)
    if done.exit_code == 0 and name == CONTACTS:
        assert "999" in done.output or "own list" in done.output
