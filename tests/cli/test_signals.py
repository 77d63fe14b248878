"""However a command is ended, the terminal is as it was before, and a private page is gone."""

import os
import signal
from pathlib import Path

import pytest

from tests.pseudo_terminal import OnTerminal
from voice_coach.shell.replay import replay
from voice_coach.store.session_log import read_log

SHOWN = {
    "setup": (["setup"], "Which of the two"),
    "help-contacts": (["help-contacts", "--country", "GB"], "Help & contacts"),
    "typed": (["run", "outside-stress", "--typed", "--names", "Ana,Ben"], "Ana, is now good"),
    "question": (["run", "--typed"], "Your names"),
}
PRIVATE = ("setup", "help-contacts")
LEAVE = "\x1b[2J\x1b[?1049l"

ENDS = {signal.SIGTERM: 143, signal.SIGHUP: 129, signal.SIGQUIT: 131}


@pytest.fixture
def no_devices(tmp_path) -> Path:
    """A machine without a loudspeaker: what the coach says is only shown."""
    folder = tmp_path / "modules"
    folder.mkdir()
    (folder / "sounddevice.py").write_text('raise OSError("PortAudio library not found")\n')
    return folder


@pytest.fixture
def begun(request, tmp_path, no_devices):
    def begin(what: str, *more: str, **other) -> OnTerminal:
        arguments, shown = SHOWN[what]
        program = OnTerminal(*arguments, *more, home=tmp_path / "home", path=no_devices, **other)
        program.until(shown)
        return program

    return begin


def as_it_was(program: OnTerminal, what: str) -> None:
    assert program.after == program.before
    assert "Traceback" not in program.shown
    assert program.shown.rfind("\x1b[?25l") <= program.shown.rfind("\x1b[?25h")
    if what in PRIVATE:
        page, left, rest = program.shown.rpartition(LEAVE)
        assert page
        assert left
        assert "Which" not in rest
        assert "contacts" not in rest


@pytest.mark.parametrize("number", ENDS, ids=lambda number: number.name)
@pytest.mark.parametrize("what", SHOWN)
def test_a_signal_ends_it_with_the_terminal_as_it_was(what, number, begun):
    program = begun(what)
    program.process.send_signal(number)
    assert program.over() == ENDS[number], program.shown
    as_it_was(program, what)


@pytest.mark.parametrize("what", SHOWN)
@pytest.mark.parametrize("times", [1, 2])
def test_ctrl_c_ends_it_with_the_terminal_as_it_was(what, times, begun):
    program = begun(what)
    for _ in range(times):
        program.type("\x03")
    assert program.over() in (0, 130), program.shown
    as_it_was(program, what)


def test_a_signal_is_an_early_ending_with_a_whole_log(begun, tmp_path):
    for number in (*ENDS, signal.SIGINT):
        log = tmp_path / f"{number}.jsonl"
        program = begun("typed", "--log", str(log))
        program.process.send_signal(number)
        program.over()
        assert "[the session ended early]" in program.shown
        assert not replay(log, block_samples=1600).cut_short
    assert len({(tmp_path / f"{number}.jsonl").read_bytes() for number in ENDS}) == 1


def test_a_closed_window_is_an_early_ending_as_any_other(begun, tmp_path):
    log, other = tmp_path / "window.jsonl", tmp_path / "stop.jsonl"
    program = begun("typed", "--log", str(log))
    program.close_window()
    program = begun("typed", "--log", str(other))
    program.type("stop\n")
    assert program.over() == 0
    assert log.read_bytes() == other.read_bytes()
    assert not read_log(log).cut_short


def test_ctrl_z_and_going_on(begun, tmp_path):
    """A shell sees it stopped with the terminal given back, and it takes it again."""
    program = begun("typed")
    program.process.send_signal(signal.SIGTSTP)
    _, status = os.waitpid(program.process.pid, os.WUNTRACED)
    assert os.WIFSTOPPED(status)
    program.process.send_signal(signal.SIGCONT)
    program.type("stop\n")
    assert program.over() == 0
    as_it_was(program, "typed")
