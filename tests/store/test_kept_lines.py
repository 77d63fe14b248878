"""What a warm voice keeps: lines of every session, and no others."""

from pathlib import Path

import numpy as np
import pytest

from voice_coach.signal.chime import chime
from voice_coach.store.kept_lines import MOST_BYTES, KeptFiles
from voice_coach.store.spoken_lines import line_name

LINE, OTHER, NAMED = "Take your time.", "Go on.", "{partner}, go on."
SOUND = chime("start", 1.0)


def kept(home: Path, *, voice: str = "joe") -> KeptFiles:
    return KeptFiles(voice, [LINE, OTHER, NAMED, LINE], home)


def files(home: Path) -> list[str]:
    return sorted(each.name for each in (home / "spoken").glob("*"))


def test_a_line_comes_back_as_it_was_at_its_pace_and_in_its_voice(tmp_path):
    kept(tmp_path).keep(LINE, 160, SOUND)
    found = kept(tmp_path).find(LINE, 160)
    assert found is not None
    assert len(found) == len(SOUND)
    assert np.corrcoef(found, SOUND)[0, 1] > 0.95  # Opus
    assert kept(tmp_path).find(LINE, 140) is None
    assert kept(tmp_path, voice="amy").find(LINE, 160) is None
    assert kept(tmp_path).missing(160) == [OTHER]


def test_what_only_a_session_says_is_not_kept(tmp_path):
    for text in ("Xanthippe, go on.", NAMED, "go on."):
        kept(tmp_path).keep(text, 160, SOUND)
    kept(tmp_path).keep(LINE, 160, SOUND[:0])
    assert files(tmp_path) == []
    assert kept(tmp_path).missing(160) == [LINE, OTHER]


def test_one_that_cannot_be_kept_or_read_is_said_anew(tmp_path):
    (tmp_path / "spoken").write_text("in the way")
    kept(tmp_path).keep(LINE, 160, SOUND)
    assert kept(tmp_path).find(LINE, 160) is None
    (tmp_path / "spoken").unlink()
    kept(tmp_path).keep(LINE, 160, SOUND)
    (tmp_path / "spoken" / line_name("joe", 160, LINE)).write_bytes(b"no sound")
    assert kept(tmp_path).find(LINE, 160) is None


@pytest.mark.parametrize(("much", "left"), [(0, 2), (MOST_BYTES, 1)])
def test_there_is_a_limit_and_what_is_said_now_stays(much, left, tmp_path):
    kept(tmp_path).keep(LINE, 160, SOUND)
    kept(tmp_path, voice="amy").keep(LINE, 160, SOUND)
    other = tmp_path / "spoken" / line_name("amy", 160, LINE)
    with other.open("ab") as file:
        file.truncate(other.stat().st_size + much)
    kept(tmp_path).make_room(160)
    assert len(files(tmp_path)) == left
    assert kept(tmp_path).find(LINE, 160) is not None


def test_all_of_it_can_be_deleted_and_nothing_else_is(tmp_path):
    assert kept(tmp_path).empty() == 0
    kept(tmp_path).keep(LINE, 160, SOUND)
    kept(tmp_path, voice="amy").keep(OTHER, 160, SOUND)
    (tmp_path / "spoken" / "mine.txt").write_text("precious")
    assert kept(tmp_path).empty() == 2
    assert files(tmp_path) == ["mine.txt"]
