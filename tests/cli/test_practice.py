"""`voice-coach practice`, and the question after an exercise done alone."""

import pytest
from click.testing import CliRunner

from tests.pseudo_terminal import OnTerminal
from voice_coach.cli.main import main
from voice_coach.store.practice import FILE, Practice, PracticeRecord

SENTENCE = "I can wait before I explain."


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("VOICE_COACH_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def practice(*arguments: str) -> str:
    return CliRunner().invoke(main, ["practice", *arguments], catch_exceptions=False).output


def noted(home, *times: Practice) -> None:
    record = PracticeRecord(home, tell=lambda line: None)
    record.turn_on()
    for each in times:
        record.add(each)


def test_nothing_is_kept_unless_it_is_turned_on(home):
    assert practice("show").startswith("Nothing is kept.")
    assert practice("forget").startswith("Nothing is kept.")
    assert not home.exists()
    assert "practice forget" in practice("on")
    assert practice("show").startswith("Nothing is noted yet.")


def test_it_shows_what_was_practised_without_date_or_score(home):
    noted(
        home,
        Practice(exercise="mirror-practice", back=3, sentence=SENTENCE),
        Practice(exercise="one-of-mine", back=0),
    )
    assert practice("show").splitlines() == [
        "Practise Mirroring  | * * *",
        f"  {SENTENCE}",
        "one-of-mine  |",
    ]


def test_the_picture_has_no_word_of_it_and_replaces_no_file(home, tmp_path):
    noted(home, Practice(exercise="mirror-practice", back=2, sentence=SENTENCE))
    picture = tmp_path / "garden.svg"
    assert f"Picture: {picture}" in practice("show", "--picture", str(picture))
    drawn = picture.read_text(encoding="utf-8")
    assert drawn.startswith("<svg")
    assert "wait" not in drawn
    assert "mirror" not in drawn.lower()
    assert "is there already" in practice("show", "--picture", str(picture))
    assert picture.read_text(encoding="utf-8") == drawn


@pytest.mark.parametrize("command", [["practice", "forget"], ["keep", "forget", "--all"]])
def test_one_command_deletes_it(home, command):
    noted(home, Practice(exercise="mirror-practice", back=2))
    assert CliRunner().invoke(main, command).exit_code == 0
    assert not (home / FILE).exists()


OWN = """
name = "mine"
title = "Mine"
level = "easy"
purpose = "Try."
about = "Ours."
[minutes]
short = 0.14
[[solo]]
part = "only"
[[solo.steps]]
kind = "say"
id = "hello"
say = "Breathe, and look out of the window for a while."
"""


@pytest.mark.parametrize("answer", ["y", "n"])
def test_after_an_exercise_alone_it_is_noted_only_on_a_yes(home, tmp_path, answer):
    (tmp_path / "mine.toml").write_text(OWN, encoding="utf-8")
    noted(home)
    run = ("run", str(tmp_path / "mine.toml"), "--solo", "--typed", "--names", "Ana")
    session = OnTerminal(*run, home=home)
    session.until("practice record")
    session.type(f"{answer}\n")
    if answer == "y":
        session.until("A sentence of your own")
        session.type(f"{SENTENCE}\n")
    assert session.over() == 0, session.shown
    kept = PracticeRecord(home, tell=lambda line: None).all()
    wanted = Practice(exercise="mine", back=0, sentence=SENTENCE)
    assert kept == ((wanted,) if answer == "y" else ())
