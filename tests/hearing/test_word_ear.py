"""The ear for words, beside the one for commands."""

import threading

import numpy as np
import pytest

from voice_coach.edge.ports import Word
from voice_coach.edge.sound_file import blocks
from voice_coach.errors import RecognizerError
from voice_coach.hearing.word_ear import GONE, LONGEST, MOST_WAITING, WordEar, most_words


class Counting:
    """Hears in every stretch how many there have been. Keeps their lengths."""

    def __init__(self, times: int = 1, said: str = "This is stretch", sure: float = 0.5) -> None:
        self.lengths: list[int] = []
        self.hints: list[str] = []
        self.closed = False
        self._times, self._said, self._sure = times, said, sure

    def transcribe(self, sound, hint=""):
        self.lengths.append(len(sound))
        self.hints.append(hint)
        said = f"{self._said} {len(self.lengths)}!".split() * self._times
        return tuple(
            Word(text=text, start=0, end=len(sound), confidence=self._sure) for text in said
        )

    def close(self):
        self.closed = True


class Failing(Counting):
    """Dies over the second stretch."""

    def transcribe(self, sound, hint=""):
        if self.lengths:
            raise RecognizerError("It died.")
        return super().transcribe(sound, hint)


class Held(Counting):
    """Works on a stretch until it is told to go on."""

    def __init__(self) -> None:
        super().__init__()
        self.go_on = threading.Event()

    def transcribe(self, sound, hint=""):
        self.go_on.wait()
        return super().transcribe(sound, hint)


def hear(ear: WordEar, *seconds: float, at: int = 0) -> int:
    """Talk and silence by turns, talk first."""
    voiced = True
    for length in seconds:
        for block in blocks(np.zeros(round(length * 16_000), dtype=np.int16)):
            ear.hear(block, at, voiced=voiced)
            at += len(block)
        voiced = not voiced
    return at


def texts(ear: WordEar, **options) -> list[str]:
    return [each.text for each in ear.heard(**options)]


def test_every_stretch_is_an_utterance():
    ear = WordEar(Counting, waits=True)
    hear(ear, 2.0, 1.0, 3.0, 1.0)
    first, second = ear.heard()
    assert [first.text, second.text] == ["this is stretch 1", "this is stretch 2"]
    assert (first.started, first.ended) == (0, 32_000)
    assert (second.started, second.ended) == (48_000, 96_000)
    assert first.confidence == 0.5
    assert ear.heard() == []


def test_a_short_pause_belongs_to_it():
    counting = Counting()
    ear = WordEar(lambda: counting, waits=True)
    hear(ear, 2.0, 0.6, 2.0, 1.0)
    assert texts(ear) == ["this is stretch 1"]
    assert counting.lengths[0] >= 4.6 * 16_000


def test_the_coach_talking_ends_it():
    ear = WordEar(Counting, waits=True)
    hear(ear, 2.0, 0.2)
    assert texts(ear) == []
    ear.cut()
    assert texts(ear) == ["this is stretch 1"]


def test_long_talk_is_cut_at_a_breath_and_never_longer_than_it_may_be():
    counting = Counting()
    ear = WordEar(lambda: counting, waits=True)
    hear(ear, 16.0, 0.3, 40.0, 1.0)
    heard = ear.heard()
    assert len(heard) == 3
    assert max(counting.lengths) <= LONGEST
    assert 16 * 16_000 <= counting.lengths[0] <= 16.5 * 16_000
    assert [each.started for each in heard[1:]] == [
        pytest.approx(each.ended, abs=8000) for each in heard[:-1]
    ], "nothing between them is lost"


def test_nothing_is_waited_for_and_nothing_is_lost():
    held = Held()
    ear = WordEar(lambda: held)
    hear(ear, 2.0, 1.0)
    assert texts(ear) == []
    held.go_on.set()
    assert texts(ear, wait=True) == ["this is stretch 1"]


def test_a_machine_too_slow_leaves_some_unheard():
    held = Held()
    ear = WordEar(lambda: held)
    hear(ear, *[1.0, 1.0] * (MOST_WAITING + 2))
    held.go_on.set()
    assert len(texts(ear, wait=True)) == MOST_WAITING
    hear(ear, 2.0, 1.0)
    assert len(texts(ear, wait=True)) == 1


def test_more_words_than_anybody_can_say_were_not_said():
    ear = WordEar(lambda: Counting(times=8), waits=True)
    hear(ear, 1.0, 1.0, 6.0, 1.0)
    assert len(ear.heard()) == 1
    assert most_words(16_000) < 32 < most_words(96_000)


@pytest.mark.parametrize(("said", "sure"), [("", 1.0), ("Stretch", 1.0), ("And stretch", 0.6)])
def test_few_words_are_believed_if_another_ear_hears_them_too(said, sure):
    asked: list[str] = []

    def agrees(text, sound):
        asked.append(text)
        assert len(sound) >= 2.0 * 16_000
        return text.endswith("2")

    ear = WordEar(lambda: Counting(said=said, sure=sure), agrees=agrees, waits=True)
    hear(ear, 2.0, 1.0, 3.0, 1.0)
    wanted = f"{said.lower()} 2".strip()
    assert texts(ear) == [wanted]
    assert asked == [wanted.replace("2", "1"), wanted]


def test_without_another_ear_few_words_are_not_believed_unless_they_are_sure():
    for said, sure, believed in [("Stretch", 1.0, 0), ("And stretch", 0.6, 0), ("Or so", 0.7, 1)]:
        ear = WordEar(lambda said=said, sure=sure: Counting(said=said, sure=sure), waits=True)
        hear(ear, 2.0, 1.0)
        assert len(ear.heard()) == believed


def test_what_is_likely_is_asked_as_somebody_begins_to_talk():
    counting, likely = Counting(), ["a line"]
    ear = WordEar(lambda: counting, hint=lambda: likely[0], waits=True)
    at = hear(ear, 2.0, 0.3)
    likely[0] = "another"
    hear(ear, 1.0, 1.0, 2.0, 1.0, at=at)
    ear.heard()
    assert counting.hints == ["a line", "another"]


def never() -> Counting:
    raise RecognizerError("It does not start.")


@pytest.mark.parametrize("start", [Failing, never])
def test_where_words_fail_it_is_told_once(start):
    told: list[str] = []
    ear = WordEar(start, tell=told.append, waits=True)
    before = 0
    for _ in range(4):
        before = hear(ear, 2.0, 1.0, at=before)
        ear.heard()
    assert told == [GONE]


def test_who_is_not_needed_any_more_is_closed():
    counting = Counting()
    ear = WordEar(lambda: counting, waits=True)
    hear(ear, 2.0, 1.0)
    ear.heard()
    ear.close()
    assert counting.closed
    hear(ear, 2.0, 1.0, at=48_000)
    assert ear.heard() == []
