"""A voice worker that dies or hangs in a live session: the coach speaks all the same.

With VOICE_COACH_PROGRAM it is the worker of a frozen program (`make try-frozen`).
"""

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
    coach.moments.wait("SayPrompt")
    coach.moments.wait("sound", within=TOLD)
    coach.moments.wait("ShowFloor")
    # The floor's silence is met with a line too, whoever says it.
    offered = coach.moments.wait("SayPrompt", holding="Take your time", within=15)
    # The loudspeaker may be heard before the log is read; nothing else sounds so shortly before.
    coach.moments.wait("sound", since=offered.at - 1, within=TOLD)
    assert coach.running
