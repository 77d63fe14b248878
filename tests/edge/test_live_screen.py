"""A whole session, live, on a terminal: led by voice, and seen."""

import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.edge.conftest import SCRIPTS
from tests.edge.live_coach import Coach, Moments, Partners
from tests.pseudo_terminal import OnTerminal
from tests.screen.frames import drawn_cells
from voice_coach.shell.replay import replay
from voice_coach.store.session_log import read_log

pytestmark = pytest.mark.device


TAKEN, LEFT = "\x1b[?1049h", "\x1b[2J\x1b[?1049l"


class SeenCoach(Coach):
    """A coach on a terminal of its own."""

    def _begun(
        self, command: Sequence[str], environment: dict[str, str], folder: Path, stdin: int
    ) -> "subprocess.Popen[Any]":
        self.terminal = OnTerminal(
            home=folder, environment=environment, command=command, size=(100, 30)
        )
        return self.terminal.process

    def close(self) -> None:
        for thread in self._threads:
            thread.join()
        self._tail.wait()
        assert self._tail.stdout
        self._tail.stdout.close()

    def _read_output(self) -> None:
        self.terminal.until("Any key leaves this page.")
        self.terminal.type(" ")
        self.code = self.terminal.over()
        self._tail.kill()


def test_a_couple_is_led_by_voice_and_sees_who_has_the_floor(server, tmp_path):
    coach = SeenCoach(server, tmp_path, SCRIPTS / "short-talk.toml", Moments())
    partners = Partners(server, coach, ["The walk by the river was good, even in the rain."])
    assert coach.process.wait(timeout=100) == 0
    partners.close()
    coach.close()
    shown = coach.terminal.shown
    for told in ("Ben listens", "Ana listens", "I'm done", "Finished."):
        assert told in shown
    assert "Traceback" not in shown
    page = shown.partition(TAKEN)[2].partition(LEFT)[0]
    assert list(drawn_cells(page))  # and it is never wiped while it is looked at
    assert "ALSA" not in shown
    assert coach.terminal.after == coach.terminal.before
    assert not read_log(coach.log).cut_short
    replay(coach.log, block_samples=1600)
