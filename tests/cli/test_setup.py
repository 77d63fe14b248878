import itertools
import os
import pty
import subprocess
import sys

import pytest
from click.testing import CliRunner

from voice_coach.cli.main import main
from voice_coach.cli.setup import QUESTIONS, worry
from voice_coach.store.between import Between, keep_between, read_between

EVERY = list(itertools.product(("y", "n", ""), repeat=len(QUESTIONS)))


@pytest.mark.parametrize("answers", EVERY, ids="-".join)
def test_any_worry_or_silence_is_a_worry(answers):
    told = iter(answers)
    assert worry(lambda question: next(told)) == (answers != ("y", "y", "n", "n"))


def taken(home, answers: str) -> str:
    """The set-up as somebody takes it on a terminal, and everything it showed."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "voice_coach", "setup"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "VOICE_COACH_HOME": str(home), "TERM": "xterm"},
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
    assert process.wait() == 0
    return shown.decode()


def test_its_last_words_and_what_it_keeps_tell_nothing(tmp_path):
    keep_between(tmp_path, Between(calm=3))
    calm = taken(tmp_path, "y\ny\nn\nn\n\n")
    assert read_between(tmp_path) == Between(calm=3, ready=1)
    worried = taken(tmp_path, "y\ny\ny\n\n\n")
    assert read_between(tmp_path) == Between(calm=3)
    last = [shown.rpartition("\x1b[?1049l")[2] for shown in (calm, worried)]
    assert last[0] == last[1]
    assert "Thank you." in last[0]


def test_a_private_stop_sentence_is_kept_once_it_can_be_heard(tmp_path):
    tries = "oven\nflibbertigibbet went home early\nI think I left the oven on.\n"
    shown = taken(tmp_path, f"y\ny\nn\nn\n{tries}")
    assert "It needs 4 to 8 words." in shown
    assert "try another sentence" in shown
    assert read_between(tmp_path).stop_phrases == ("i think i left the oven on",)


def test_it_is_not_for_a_pipe():
    result = CliRunner().invoke(main, ["setup"], input="y\ny\nn\nn\n")
    assert result.exit_code == 2
    assert "terminal" in result.stderr
