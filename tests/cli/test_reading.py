"""The reading list, which people make their own (row 101 of the seed article)."""

import re
import stat
from pathlib import Path

from click.testing import CliRunner

from voice_coach.cli.main import main
from voice_coach.exercise.script_words import word_problems
from voice_coach.store.reading_list import OWN_LIST, load_reading

OWN = '[[items]]\nkind = "book"\nwhat = "The one aunt Zoë gave us"\n'


def reading(*arguments: str, code: int = 0) -> str:
    done = CliRunner().invoke(main, ["reading", *arguments])
    assert done.exit_code == code, done.output
    return done.output


def test_it_names_workshops_and_groups_and_only_papers_that_are_our_sources(home):
    items = load_reading(home).items
    assert {each.kind for each in items} == {"book", "workshop", "group", "paper"}
    sources = (Path(__file__).parent.parent.parent / "docs" / "exercises.md").read_text(
        encoding="utf-8"
    )
    for paper in [each for each in items if each.kind == "paper"]:
        assert re.fullmatch(r"PMC\d+", paper.where)
        assert paper.where in sources
    for each in items:
        assert not list(word_problems(f"{each.what} {each.where}"))


def test_it_is_shown(home):
    shown = reading()
    assert "workshop" in shown
    assert "PMC5961625" in shown
    assert not home.exists()


def test_a_copy_can_be_edited_and_is_shown_instead(home):
    assert str(home / OWN_LIST) in reading("--copy")
    assert stat.S_IMODE((home / OWN_LIST).stat().st_mode) == 0o600
    (home / OWN_LIST).write_text(OWN, encoding="utf-8")
    assert reading() == "book      The one aunt Zoë gave us\n"
    reading("--copy")
    assert (home / OWN_LIST).read_text(encoding="utf-8") == OWN


def test_one_that_cannot_be_read_is_named_and_left_alone(home):
    home.mkdir()
    (home / OWN_LIST).write_text("[[items]]\nkind = 'song'\nwhat = ''\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["reading"])
    assert done.exit_code == 2
    assert "reading.toml" in done.stderr
    assert "'song'" in (home / OWN_LIST).read_text(encoding="utf-8")
