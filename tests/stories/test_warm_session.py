"""A session in a warm voice: whatever becomes of it, the session goes on, and in one voice."""

from contextlib import closing

import msgspec
import numpy as np
import pytest

from tests.fakes.humming import Kept, humming
from tests.typist import led, plan_of
from voice_coach.edge.ports import SystemVoice
from voice_coach.edge.pyttsx3_voice import Pyttsx3Voice
from voice_coach.edge.warm_voice import ENGINE, WarmVoice
from voice_coach.shell.line_check import LOUDNESS, finished_line, loudness
from voice_coach.shell.manner import Manner, kept_lines, names_apart
from voice_coach.shell.one_voice import (
    JUDGED_AFTER,
    NO_VOICE,
    ONCE,
    SLOWEST,
    all_said,
    in_one_voice,
    voice_for,
)
from voice_coach.shell.plan import SessionPlan
from voice_coach.shell.system_voices import SystemVoices
from voice_coach.signal.sound import Sound
from voice_coach.signal.units import SAMPLE_RATE

NOWHERE = SystemVoice(
    name="joe", title="Joe", language="en-us", gender="male", id="/nowhere/joe.onnx", engine=ENGINE
)


def planned(*, names: dict[str, str] | None = None) -> SessionPlan:
    plan = plan_of("small-thank-you")
    return msgspec.structs.replace(
        plan, manner=Manner(voice=NOWHERE), names=names or {"a": "Ana", "b": "Ben"}
    )


@pytest.mark.parametrize(
    ("name", "lost"), [("Dying", False), ("Hanging", True)], ids=["killed once", "hangs at a name"]
)
def test_a_worker_that_is_killed_or_hangs_ends_no_session_and_nobody_else_speaks(
    name, lost, tmp_path, monkeypatch
):
    told: list[str] = []
    plan = planned(names={"a": name, "b": "Ben"})
    lines = [line for line in dict.fromkeys(plan.prompts()) if not lost or name not in line]
    kept = Kept()
    with closing(humming(tmp_path, kept=kept, due_seconds=0.5)) as voice:
        monkeypatch.setenv("PATH", str(tmp_path))  # espeak-ng is not to be found
        voice.prepare(lines)
        kept.wait(lines[-1])
        sound = led(plan, voice, told)
    assert (tmp_path / "died").exists() != lost
    assert np.count_nonzero(np.abs(sound) > 500) > 5 * SAMPLE_RATE
    assert bool(told) == lost  # what it could not say was shown


class Slow:
    """Speaks for two seconds, which takes it so many."""

    name = "slow"

    def __init__(self, takes: float) -> None:
        self._takes = takes
        self.now = 0.0
        self.said: list[str] = []

    def speak(self, text: str, *, rate: float = 1.0) -> Sound:
        self.now += self._takes
        self.said.append(text)
        return np.ones(2 * SAMPLE_RATE, dtype=np.int16)

    def prepare(self, texts) -> None:
        """Nothing."""


@pytest.mark.parametrize("times", [0.9, 1.1])
def test_one_that_takes_too_long_is_found_out_soon(times):
    voice, shares = Slow(2 * SLOWEST * times), []
    lines = [f"Line {number}." for number in range(40)]
    assert all_said(voice, lines, shares.append, clock=lambda: voice.now) == (times < 1)
    if times < 1:
        assert shares[-1] == 1.0
    else:
        assert len(voice.said) * 2 <= JUDGED_AFTER + 6


def test_one_that_takes_ten_times_as_long_as_it_should_is_too_slow():
    voice = Slow(10 * 0.25 * 2)  # a quarter of the sound is what joe takes
    assert not all_said(voice, ["Go on."] * 40, lambda share: None, clock=lambda: voice.now)


def test_one_that_does_not_work_here_is_not_begun_with():
    told: list[str] = []
    plan = in_one_voice(planned(), tell=told.append)
    assert plan.manner.voice is None
    assert told == [ONCE.format(voice="joe"), NO_VOICE.format(voice="joe")]


def test_one_that_stopped_working_since_the_last_time_gives_way_before_the_first_line():
    told: list[str] = []
    with voice_for(planned(), tell=told.append, waits=True) as voice:
        assert isinstance(voice, Pyttsx3Voice)
        assert len(voice.speak("Ana, go on."))
    assert told == [NO_VOICE.format(voice="joe")]


def test_joe_makes_what_every_session_says_once_and_keeps_it():
    joe = SystemVoices.here().find("joe")
    manner = Manner(voice=joe)
    kept = kept_lines(manner)
    assert kept
    missing = kept.missing(160)
    assert "{" not in "".join(missing)
    assert len(missing) > 40
    limits = {"first_seconds": 600, "due_seconds": 600}  # however busy the machine is
    made = WarmVoice(model=joe.id, words_per_minute=160, kept=kept, finish=finished_line, **limits)
    with closing(made) as voice:
        first = voice.speak(missing[0])
    again = kept_lines(manner)
    assert again
    assert again.missing(160) == missing[1:]
    found = again.find(missing[0], 160)
    assert found is not None
    assert loudness(found) == pytest.approx(LOUDNESS, abs=0.5)
    assert len(found) == len(first)


def test_two_names_that_sound_the_same_are_found_out_though_it_says_nothing_twice_alike():
    manner = Manner(voice=NOWHERE)
    assert names_apart(manner, Slow(1)).name == "espeak-ng en-us"
    assert names_apart(Manner(), Slow(1)).name == "slow"
