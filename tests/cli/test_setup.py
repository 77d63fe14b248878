import itertools
import os
import pty
import subprocess
import sys

import pytest
from click.testing import CliRunner

from tests.store.state import kept, read
from voice_coach.cli.main import main
from voice_coach.cli.setup import QUESTIONS, answered
from voice_coach.store.between import Between
from voice_coach.store.between_file import FILE

EVERY = list(itertools.product(("y", "n", "r", ""), repeat=len(QUESTIONS)))


@pytest.mark.parametrize("answers", EVERY, ids="-".join)
def test_a_question_left_out_is_no_worry_and_rather_not_say_is_one(answers):
    told = iter(answers)
    fine = ("y", "y", "n", "n")
    worried = any(given not in ("", one) for given, one in zip(answers, fine, strict=True))
    assert answered(lambda question: next(told)) == ("worry" if worried else "fine")


def taken(home, answers: str, *, code: int = 0, term: str = "xterm") -> str:
    """The set-up as somebody takes it on a terminal, and everything it showed."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "voice_coach", "setup"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "VOICE_COACH_HOME": str(home), "TERM": term},
    )
    os.close(theirs)
    os.write(ours, answers.encode())
    shown = b""
    try:
        while part := os.read(ours, 4096):
            shown += part
    except OSError:
        pass  # how a terminal says that the program has ended
    os.close(ours)
    assert process.wait() == code, shown
    return shown.decode()


LEAVE = "\x1b[?1049l"


def test_its_last_words_and_what_it_keeps_tell_nothing(tmp_path):
    told = {}
    for answers in ("1\ny\ny\nn\nn\n\n", "2\ny\ny\ny\nr\n\n", "\n\n\n\n\n\n"):
        home = tmp_path / answers.encode().hex()
        kept(home, Between(calm=3))
        shown = taken(home, answers)
        told[answers] = shown.rpartition(LEAVE)[2], len((home / FILE).read_bytes())
    assert len(set(told.values())) == 1
    assert "Thank you." in next(iter(told.values()))[0]


def test_the_page_is_wiped_before_it_is_left(tmp_path):
    shown = taken(tmp_path, "1\ny\ny\nn\nn\n\n")
    page, _, after = shown.rpartition("\x1b[2J" + LEAVE)
    assert QUESTIONS[3][0] in page
    assert QUESTIONS[3][0] not in after


def test_a_private_stop_sentence_is_kept_once_it_can_be_heard(tmp_path):
    tries = "oven\nflibbertigibbet went home early\nI think I left the oven on.\n"
    shown = taken(tmp_path, f"1\ny\ny\nn\nn\n{tries}")
    assert "It needs 4 to 8 words." in shown
    assert "try another sentence" in shown
    assert read(tmp_path).stop_phrases == ("i think i left the oven on",)


def test_where_nothing_can_be_kept_nobody_is_thanked(tmp_path):
    (tmp_path / "home").write_text("a file where the folder should be", encoding="utf-8")
    shown = taken(tmp_path / "home", "1\ny\ny\nn\nn\n\n", code=8)
    assert "Nothing was changed" in shown
    assert "Thank you" not in shown


@pytest.mark.parametrize("term", ["dumb", "unknown-to-anybody"])
def test_without_a_page_of_its_own_it_does_not_ask(term, tmp_path):
    shown = taken(tmp_path, "", code=2, term=term)
    assert "only works in a terminal" in shown
    assert QUESTIONS[0][0] not in shown
    assert list(tmp_path.iterdir()) == []


def test_it_is_not_for_a_pipe():
    result = CliRunner().invoke(main, ["setup"], input="y\ny\nn\nn\n")
    assert result.exit_code == 2
    assert "terminal" in result.stderr
