"""A voice worker that dies or hangs in a live session: the coach speaks all the same."""

import signal

import pytest

pytestmark = pytest.mark.device

TOLD = 4.0
"""Seconds in which a prompt must begin to sound: twice the promise, for machines that are busy."""


@pytest.mark.parametrize("fault", [signal.SIGKILL, signal.SIGSTOP])
def test_a_voice_worker_that_dies_or_hangs(run_coach, room, fault):
    coach = run_coach("long-floor.toml")
    room(coach)
    coach.moments.wait("SessionStarted")
    coach.signal_worker(fault)
    said = coach.moments.wait("SayPrompt")
    coach.moments.wait("sound", since=said.at - 0.1, within=TOLD)
    coach.moments.wait("ShowFloor")
    # The floor's silence is met with a line too, whoever says it.
    offered = coach.moments.wait("SayPrompt", holding="Take your time", within=15)
    coach.moments.wait("sound", since=offered.at, within=TOLD)
    assert coach.running
