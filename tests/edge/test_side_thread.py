"""Calls that may hang, and those who asked for them."""

import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

from voice_coach.edge.side_thread import SideThread

SOON = 0.05
PATIENCE = 30


@pytest.fixture
def goes_on() -> Iterator[threading.Event]:
    """What a call hangs on; it goes on at the end of a test."""
    event = threading.Event()
    yield event
    event.set()


@pytest.fixture
def side() -> SideThread:
    return SideThread("a library")


def hung(side: SideThread, goes_on: threading.Event, **more) -> None:
    """Have a call made that hangs, and give it up once it has begun."""
    began = threading.Event()

    def hang() -> str:
        began.set()
        goes_on.wait(PATIENCE)
        return "late"

    with pytest.raises(TimeoutError):
        side.call(hang, within=SOON, **more)
    assert began.wait(PATIENCE)


def test_what_a_call_gives_and_raises_is_passed_on(side):
    assert side.call(lambda: 7, within=PATIENCE) == 7
    with pytest.raises(ZeroDivisionError):
        side.call(lambda: 1 // 0, within=PATIENCE)
    assert side.call(threading.get_ident, within=PATIENCE) != threading.get_ident()


def test_a_call_within_a_call_is_made_there_and_then(side):
    assert side.call(lambda: side.call(lambda: 7, within=0), within=PATIENCE) == 7


def test_one_that_hangs_is_given_up_and_nobody_waits_behind_it(side, goes_on):
    hung(side, goes_on)
    assert side.hangs
    with pytest.raises(TimeoutError):
        side.call(lambda: 7, within=10 * PATIENCE)
    closed = threading.Event()
    with pytest.raises(TimeoutError):
        side.call(closed.set, within=10 * PATIENCE, anyway=True)
    goes_on.set()
    assert closed.wait(PATIENCE)
    assert not side.hangs
    assert side.call(lambda: 9, within=PATIENCE) == 9


def test_what_comes_too_late_is_undone(side, goes_on):
    undone = threading.Event()
    given = []
    hung(side, goes_on, undo=lambda late: (given.append(late), undone.set()))
    goes_on.set()
    assert undone.wait(PATIENCE)
    assert given == ["late"]


def test_what_nobody_waits_for_is_never_begun_but_a_closing_is(side, goes_on):
    done = []
    holds = threading.Thread(target=lambda: side.call(goes_on.wait, within=PATIENCE))
    began = threading.Event()
    holds_first = threading.Thread(
        target=lambda: side.call(lambda: (began.set(), goes_on.wait(PATIENCE)), within=PATIENCE)
    )
    holds_first.start()
    assert began.wait(PATIENCE)
    with pytest.raises(TimeoutError):
        side.call(lambda: done.append("left out"), within=SOON)
    with pytest.raises(TimeoutError):
        side.call(lambda: done.append("closed"), within=SOON, anyway=True)
    holds.start()
    goes_on.set()
    holds.join(PATIENCE)
    holds_first.join(PATIENCE)
    assert done == ["closed"]


def test_a_program_ends_though_a_call_hangs():
    program = (
        "import threading; from voice_coach.edge.side_thread import SideThread\n"
        "try: SideThread('x').call(threading.Event().wait, within=0.1)\n"
        "except TimeoutError: print('given up')"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=PATIENCE
    )
    assert (done.stdout, done.returncode) == ("given up\n", 0)
