"""Talk without an answer is told on the screen, once for each question."""

import pytest

from voice_coach.core.actions import Listen, Purpose
from voice_coach.core.events import ClockAdvanced, SpeechEnded, SpeechStarted
from voice_coach.shell.talk_around import TALK_AROUND, TalkAround
from voice_coach.signal.units import samples


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def around(told) -> TalkAround:
    return TalkAround(told.append)


def listens(
    around: TalkAround, seconds: float, purpose: Purpose = "answer", step: str = "ready"
) -> None:
    at = samples(seconds)
    order = Listen(at=at, partner="a", purpose=purpose, step=step, meanings=("yes", "no"))
    around.noticed(ClockAdvanced(at=at), [order])


def talks(around: TalkAround, begin: float, end: float) -> None:
    began, ended = samples(begin), samples(end)
    around.noticed(SpeechStarted(at=began), [])
    around.noticed(SpeechEnded(at=ended + samples(0.2), started=began, ended=ended), [])


def goes_by(around: TalkAround, seconds: float) -> None:
    around.noticed(ClockAdvanced(at=samples(seconds)), [])


def test_talk_without_a_break_is_told_while_it_goes_on(around, told):
    listens(around, 0)
    around.noticed(SpeechStarted(at=samples(1)), [])
    goes_by(around, 20.9)
    assert told == []
    goes_by(around, 21.1)
    goes_by(around, 60)
    assert told == [TALK_AROUND]


def test_talk_with_gaps_is_told_though_it_is_asked_again(around, told):
    listens(around, 0)
    for begin in (1, 11, 21):
        talks(around, begin, begin + 8)
        listens(around, begin + 9)
    assert told == [TALK_AROUND]


def test_an_answer_after_some_talk_is_nothing_to_tell(around, told):
    for step, begin in (("ready", 0), ("how", 20), ("what", 40)):
        listens(around, begin, step=step)
        talks(around, begin + 1, begin + 15)
    assert told == []


def test_whoever_has_the_floor_may_talk(around, told):
    listens(around, 0, purpose="turn", step="tell")
    around.noticed(SpeechStarted(at=samples(1)), [])
    goes_by(around, 120)
    listens(around, 121)
    goes_by(around, 140)
    assert told == [], "what was said on the floor is no talk around a question"
    goes_by(around, 142)
    assert told == [TALK_AROUND]


def test_it_is_told_again_of_another_question(around, told):
    for step, begin in (("ready", 0), ("how", 100)):
        listens(around, begin, step=step)
        talks(around, begin + 1, begin + 22)
        goes_by(around, begin + 23)
    assert told == [TALK_AROUND] * 2
