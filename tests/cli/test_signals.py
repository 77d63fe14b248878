"""However a command is ended, the terminal is as it was before, and a private page is gone."""

import re
import signal
import sys
from pathlib import Path

import pytest

from tests.pseudo_terminal import OnTerminal
from voice_coach.shell.replay import replay
from voice_coach.store.session_log import read_log

SHOWN = {
    "setup": (["setup"], "Which of the two"),
    "help-contacts": (["help-contacts", "--country", "GB"], "Help & contacts"),
    "typed": (["run", "outside-stress", "--typed", "--names", "Ana,Ben"], "Ana, is now good"),
    "question": (["rhythm", "sunday", "18:00"], "Do you both want that"),
}
PRIVATE = ("setup", "help-contacts")
LEAVE = "\x1b[2J\x1b[?1049l"

ENDS = {signal.SIGTERM: 143, signal.SIGHUP: 129, signal.SIGQUIT: 131}
LESS_USUAL = {
    "setup": (signal.SIGUSR1, 138),
    "help-contacts": (signal.SIGXCPU, 152),
    "typed": (signal.SIGUSR2, 140),
    "question": (signal.SIGINT, 130),
}


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


@pytest.mark.parametrize("what", LESS_USUAL)
def test_a_less_usual_signal_does_no_worse(what, begun):
    number, code = LESS_USUAL[what]
    program = begun(what)
    program.process.send_signal(number)
    assert program.over() == code, program.shown
    as_it_was(program, what)


@pytest.mark.parametrize("what", SHOWN)
@pytest.mark.parametrize("times", [1, 2])
def test_ctrl_c_ends_it_with_the_terminal_as_it_was(what, times, begun):
    program = begun(what)
    for _ in range(times):
        program.type("\x03")
    assert program.over() in (0, 130), program.shown
    as_it_was(program, what)


def shape(log: Path) -> str:
    """A log but for its moments: a real clock never ticks twice alike."""
    moment = re.compile(r'"(at|sum)":("\w+"|\d+)')
    return moment.sub("", log.read_text(encoding="utf-8"))


@pytest.fixture
def asked(begun):
    """A typed session that waits for its first answer, and writes a log."""

    def begin(log: Path) -> OnTerminal:
        program = begun("typed", "--log", str(log))
        program.until_so(lambda: '"purpose":"answer"' in log.read_text(encoding="utf-8"))
        return program

    return begin


def test_a_signal_is_an_early_ending_with_a_whole_log(asked, tmp_path):
    for number in (*ENDS, signal.SIGINT):
        log = tmp_path / f"{number}.jsonl"
        program = asked(log)
        program.process.send_signal(number)
        program.over()
        as_it_was(program, "typed")
        assert "[the session ended early]" in program.shown
        assert not replay(log, block_samples=1600).cut_short
    assert len({shape(tmp_path / f"{number}.jsonl") for number in (*ENDS, signal.SIGINT)}) == 1


def test_a_closed_window_is_an_early_ending_as_any_other(asked, tmp_path):
    log, other = tmp_path / "window.jsonl", tmp_path / "stop.jsonl"
    asked(log).close_window()
    program = asked(other)
    program.type("stop\n")
    assert program.over() == 0
    assert shape(log) == shape(other)
    assert not read_log(log).cut_short


SHELL = """
import os, signal, subprocess, sys, termios

def ours():
    os.tcsetpgrp(0, os.getpgrp())
    return termios.tcgetattr(0) == before

signal.signal(signal.SIGTTOU, signal.SIG_IGN)
before = termios.tcgetattr(0)
usual = lambda: signal.signal(signal.SIGTTOU, signal.SIG_DFL)
job = subprocess.Popen(sys.argv[1:], process_group=0, preexec_fn=usual)
os.tcsetpgrp(0, job.pid)
_, status = os.waitpid(job.pid, os.WUNTRACED)
print("STOPPED", os.WIFSTOPPED(status), ours(), flush=True)
input()
os.tcsetpgrp(0, job.pid)
os.kill(job.pid, signal.SIGCONT)
_, status = os.waitpid(job.pid, 0)
print("OVER", os.waitstatus_to_exitcode(status), ours(), flush=True)
"""
"""What a shell does about Ctrl-Z and `fg`, and whether the terminal was as it should be."""


def test_ctrl_z_gives_the_terminal_back_and_fg_takes_it_again(tmp_path, no_devices):
    arguments, shown = SHOWN["typed"]
    command = [sys.executable, "-m", "voice_coach", *arguments]
    program = OnTerminal(
        home=tmp_path, path=no_devices, command=[sys.executable, "-c", SHELL, *command]
    )
    program.until(shown)
    program.type("\x1a")
    program.until("STOPPED True True")
    program.type("\n")
    program.type("stop\n")
    assert program.over() == 0
    assert "OVER 0 True" in program.shown
