"""Whole sessions, live, in a window of tmux: led by voice, and seen."""

import os
import select
import shlex
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path

import pytest

from tests.edge.conftest import SCRIPTS
from tests.edge.sound_server import SoundServer
from tests.invariants import check_log
from tests.program import PROGRAM
from tests.screen.frames import changed_rows, drawn_cells, flipped_rows
from tests.tmux import Window, window
from voice_coach.edge.espeak_voice import EspeakVoice
from voice_coach.shell.replay import replay
from voice_coach.store.session_log import read_log

pytestmark = pytest.mark.device

VOICE = EspeakVoice(voice="en-us+f3")
WALK = "The walk by the river was good, even in the rain, and I slept well after it."
YES, DONE = ["yes"], ["I'm done", "over to you"]
TRIES = 9
UNDERSTOOD_SECONDS = 4

TAKEN, LEFT = b"\x1b[?1049h", b"\x1b[2J\x1b[?1049l"
SHAPE = set(" \u2580")
"""What the shape is drawn with, and no letter."""

SIDE_BY_SIDE = "\u201cpause\u201d space    \u201cstop\u201d q"
"""As only a wide window shows what can be said."""

GO_ON = "\u201ccontinue\u201d"
LAST_PAGE = "Any key leaves this page."
SOON_SECONDS = 90
"""A session promises six; the machine that tests may be very busy."""


@pytest.fixture
def log(tmp_path) -> Path:
    return tmp_path / "session.jsonl"


@pytest.fixture
def seen(server: SoundServer, tmp_path) -> Iterator[Window]:
    """A shell, in a room where people can be heard."""
    home = {"VOICE_COACH_HOME": str(tmp_path / "home"), "PS1": "$ "}
    with window(tmp_path, {**server.environment, **home}) as opened:
        yield opened


def begin(seen: Window, log: Path, *, before: str = "", after: str = "") -> None:
    """Type the command of a short talk."""
    command = [*PROGRAM, "run", str(SCRIPTS / "short-talk.toml"), "--names", "Ana,Ben"]
    command += ["--hear", "commands", "--log", str(log)]
    seen.type(f"clear; {before}{shlex.join(command)}{after}", "Enter")


def says(server: SoundServer, seen: Window, texts: Sequence[str], shown: str) -> None:
    """Say something until it is understood; if need be in other words, as people do."""
    for text in islice(cycle(texts), TRIES):
        held = GO_ON in seen.text()  # the sound stood still meanwhile, as on a busy machine
        server.speak(VOICE.speak("continue" if held else text))
        if seen.comes(shown, within=UNDERSTOOD_SECONDS):
            return
    pytest.fail(f"{texts!r} led nowhere: {seen.text()}")


def whole(log: Path) -> None:
    assert not read_log(log).cut_short
    check_log(log)
    assert not replay(log, block_samples=1600).cut_short


def test_a_couple_is_led_by_voice_and_sees_who_has_the_floor(server, seen, log):
    begin(seen, log, before="stty -g; ")
    seen.until("\u201cyes\u201d")
    says(server, seen, YES, "Ben listens")

    # Ana talks: nothing moves but the shape, and nothing goes there and back.
    frames = list(seen.frames(2))
    server.speak(VOICE.speak(WALK))
    frames += seen.frames(3)
    texts = seen.text().split("\n")
    assert len(frames) > 5
    assert flipped_rows(frames) == set()
    moved = changed_rows(frames)
    assert moved
    assert all(set(texts[row]) <= SHAPE for row in moved), [texts[row] for row in sorted(moved)]
    says(server, seen, DONE, "\u201cyes\u201d")
    says(server, seen, YES, "Ana listens")

    seen.resize(20, 30)
    seen.until("Ana listens")
    assert "\u201cstop\u201d" in seen.text()
    seen.resize(100, 30)
    seen.until(SIDE_BY_SIDE)

    seen.type("C-z")
    seen.until("Stopped")
    assert "Ana listens" not in seen.text()
    seen.type("fg; echo OVER $?; stty -g", "Enter")
    seen.until("Ana listens")

    says(server, seen, DONE, LAST_PAGE)
    seen.type("x")
    seen.until("OVER 0")
    before, after = seen.text().split("\n")[0], seen.text().rpartition("OVER 0\n")[2]
    assert before.count(":") > 9
    assert after.startswith(before), "the terminal is as it was"
    assert "Finished." in seen.text()
    for told in (b"ALSA", b"Traceback"):
        assert told not in seen.codes
    page = seen.codes.partition(TAKEN)[2].partition(LEFT)[0].decode()
    assert list(drawn_cells(page))  # and it is never wiped while it is looked at
    whole(log)


def test_ctrl_c_is_a_polite_ending(server, seen, log):
    begin(seen, log, after="; echo OVER $?")
    seen.until("\u201cyes\u201d")
    seen.type("C-c")
    seen.until(LAST_PAGE)
    seen.type("C-c")
    seen.until("OVER 0")
    assert b"Traceback" not in seen.codes
    whole(log)


def test_a_closed_window_is_one_too(server, seen, log):
    begin(seen, log, before="exec ")
    seen.until("\u201cyes\u201d")
    coach = os.pidfd_open(seen.process())
    seen.close()
    assert select.select([coach], [], [], SOON_SECONDS)[0]
    os.close(coach)
    whole(log)
