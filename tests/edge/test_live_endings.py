"""However sound is lost in a live session, and however that is ended: it ends, and soon."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.edge.conftest import SCRIPTS
from tests.edge.sound_server import SoundServer, sound_server
from tests.invariants import check_log
from tests.pseudo_terminal import OnTerminal

pytestmark = pytest.mark.device

SOON_SECONDS = 20
"""A session promises six, and a few for what hangs; the machine that tests may be busy."""

LONELY_SECONDS = 6
BUSY = 0.5
"""Less of a processor than this is used while nothing can be heard."""

LOST: dict[str, Callable[[SoundServer], None]] = {
    "dead": SoundServer.kill,
    "standing still": SoundServer.stand_still,
}


@pytest.fixture
def own_server() -> Iterator[SoundServer]:
    """A server that may be ended."""
    with sound_server() as running:
        yield running


@pytest.fixture
def log(tmp_path) -> Path:
    return tmp_path / "session.jsonl"


@pytest.fixture
def session(own_server, tmp_path, log) -> OnTerminal:
    """One on a terminal, in which somebody has the floor."""
    program = OnTerminal(
        *("run", str(SCRIPTS / "long-floor.toml"), "--names", "Ana,Ben"),
        *("--hear", "commands", "--log", str(log)),
        home=tmp_path / "home",
        environment=own_server.environment,
    )
    program.until_so(lambda: happened(log, "ShowFloor"))
    return program


def happened(log: Path, what: str) -> bool:
    return log.exists() and what.encode() in log.read_bytes()


def processor_seconds(pid: int) -> float:
    used = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, used[11:13])) / os.sysconf("SC_CLK_TCK")


def ended(program: OnTerminal, log: Path, since: float) -> int:
    code = program.over()
    assert time.monotonic() - since < SOON_SECONDS
    assert program.after == program.before
    assert "Traceback" not in program.shown
    assert program.shown.rfind("\x1b[?25l") <= program.shown.rfind("\x1b[?25h")
    check_log(log)
    return code


@pytest.mark.parametrize("how", LOST)
def test_a_signal_ends_it_though_the_sound_server_is(how, own_server, session, log):
    LOST[how](own_server)
    session.until_so(lambda: happened(log, "AudioLost"))
    used, since = processor_seconds(session.process.pid), time.monotonic()
    session.watch(LONELY_SECONDS)
    used = processor_seconds(session.process.pid) - used
    assert used / (time.monotonic() - since) < BUSY
    since = time.monotonic()
    session.process.send_signal(signal.SIGTERM)
    assert ended(session, log, since) == 143


def test_a_key_ends_it_though_the_sound_server_stands_still(own_server, session, log):
    own_server.stand_still()
    session.until_so(lambda: happened(log, "AudioLost"))
    since = time.monotonic()
    session.type("q")
    session.until_so(lambda: happened(log, "EndSession"))
    session.until_so(lambda: session.type(" "))  # until the last page is left
    assert ended(session, log, since) == 0


def test_a_closed_window_ends_it_though_the_sound_server_is_dead(own_server, session, log):
    own_server.kill()
    session.until_so(lambda: happened(log, "AudioLost"))
    since = time.monotonic()
    session.close_window()
    assert time.monotonic() - since < SOON_SECONDS
    check_log(log)


def test_a_sound_server_that_stands_still_keeps_nobody_from_stopping_at_the_start(
    own_server, tmp_path
):
    own_server.stand_still()
    program = OnTerminal(
        *("run", str(SCRIPTS / "long-floor.toml"), "--names", "Ana,Ben", "--hear", "commands"),
        home=tmp_path / "home",
        environment=own_server.environment,
    )
    assert program.over() == 5
    assert program.after == program.before
    assert "does not answer" in program.shown
