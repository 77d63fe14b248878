"""What the screen says of a session."""

import sys

import pytest

from tests.pseudo_terminal import OnTerminal
from voice_coach.core.actions import SayPrompt, ShowHold
from voice_coach.core.events import ClockAdvanced
from voice_coach.shell.screen import Screen

LAST = "Let's stop here for today."


def status(screen: Screen) -> str:
    rows = screen.picture().renderable.renderables
    return " ".join(str(row.renderable) for row in rows if hasattr(row, "renderable"))


def test_nothing_is_on_hold_any_more_when_the_last_line_is_said():
    screen = Screen(
        names={"a": "Ana", "b": "Ben"},
        title="Trial",
        worded=lambda prompt: prompt.text,
        last_lines=[LAST],
    )
    now = ClockAdvanced(at=0)
    screen.noticed(now, [ShowHold(at=0, reason="paused", remaining=100)])
    screen.noticed(now, [SayPrompt(at=0, number=1, text="Paused.")])
    assert "On hold (paused)" in status(screen)
    screen.noticed(now, [SayPrompt(at=0, number=2, text=LAST)])
    assert LAST in status(screen)
    assert "On hold" not in status(screen)


CODE = "from voice_coach.shell.screen import can_draw; print('DRAWS', can_draw())"


@pytest.mark.parametrize(("terminal", "draws"), [("xterm", True), ("dumb", False)])
def test_a_picture_is_drawn_where_there_is_a_terminal_for_it(terminal, draws, tmp_path):
    program = OnTerminal(
        home=tmp_path, environment={"TERM": terminal}, command=[sys.executable, "-c", CODE]
    )
    assert program.over() == 0
    assert f"DRAWS {draws}" in program.shown
