"""Real voices over one another in a virtual room: the floor guard, and the ladder."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pytest

from tests.plans import TWO_TURNS, ana_and_ben
from voice_coach.acted.scenario import Track
from voice_coach.core.actions import AnyAction, Listen, PlayChime, SayPrompt, ShowHold
from voice_coach.core.events import AnyEvent, VoiceRaised, VoicesOverlapped
from voice_coach.edge.ports import Fact, InputEnded
from voice_coach.edge.sound_file import read_sound
from voice_coach.hearing.loading import Loading
from voice_coach.shell.compose import in_room
from voice_coach.signal.sound import Sound
from voice_coach.signal.units import samples, seconds


class Talk:
    """People who talk in the first turn, each at their own moments, and then leave."""

    AFTER = samples(4)

    def __init__(self, *talk: tuple[float, Sound]) -> None:
        self._talk = talk
        self._tracks = [Track() for _ in talk]
        self._ends: int | None = None
        self._now = 0

    def noticed(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        turn = any(isinstance(each, Listen) and each.purpose == "turn" for each in actions)
        if not turn or self._ends is not None:
            return
        began = self._now
        for track, (at, sound) in zip(self._tracks, self._talk, strict=True):
            track.add(sound, at=began + samples(at))
        self._ends = began + self.AFTER + max(samples(at) + len(sound) for at, sound in self._talk)

    def facts(self, at: int) -> Iterable[Fact]:
        if self._ends is not None and at >= self._ends:
            yield InputEnded()

    def sound(self, at: int, length: int) -> Sound | None:
        self._now = at + length
        heard = [each for track in self._tracks if (each := track.sound(at, length)) is not None]
        if not heard:
            return None
        return np.clip(np.sum(heard, axis=0, dtype=np.int32), -32768, 32767).astype(np.int16)


class Account:
    """What was noticed, and what the coach did about it."""

    def __init__(self) -> None:
        self.overlaps: list[float] = []
        self.raised = 0
        self.done: list[str] = []

    def noticed(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        if isinstance(event, VoicesOverlapped):
            self.overlaps.append(seconds(event.samples))
        self.raised += isinstance(event, VoiceRaised)
        for action in actions:
            match action:
                case PlayChime(tone="soft"):
                    self.done.append("tone")
                case SayPrompt(text=text) if text.startswith("One voice for now."):
                    self.done.append("words")
                case ShowHold(reason=reason):
                    self.done.append(reason)


def led(coach_en: Path, *talk: tuple[float, Sound], words: bool = False) -> Account:
    """A session in which these people talk, heard by the real ears."""
    account = Account()
    in_room(
        ana_and_ben(TWO_TURNS),
        [Talk(*talk)],
        voice=None,
        ears=Loading(coach_en, words=coach_en if words else None, waits=True, overlap=True),
        observers=[account],
    )
    return account


SCALE = 0.5
"""Two at once must not clip."""


class Readers:
    """Two people who read, and the sounds of a house."""

    def __init__(self, audio: Path) -> None:
        self._audio = audio

    def she(self, *sentences: int) -> Sound:
        return self._read("1688-142285", sentences)

    def he(self, *sentences: int) -> Sound:
        return self._read("1998-15444", sentences)

    def sound(self, file: str) -> Sound:
        return softer(read_sound(self._audio / file), SCALE)

    def _read(self, chapter: str, sentences: Sequence[int]) -> Sound:
        folder = self._audio / "read_librispeech_test_other"
        files = [folder / f"{chapter}-{number:04}.flac" for number in sentences]
        return softer(np.concatenate([read_sound(file) for file in files]), SCALE)


def softer(sound: Sound, gain: float) -> Sound:
    return np.round(sound * gain).astype(np.int16)


@pytest.fixture(scope="module")
def readers(samples) -> Readers:
    return Readers(samples / "audio")


def test_three_times_over_one_another_is_a_tone_and_then_one_voice(coach_en, readers):
    account = led(
        coach_en,
        (1.0, readers.she(0, 1, 6)),
        (4.0, readers.he(6)[: samples(2.5)]),
        (16.0, readers.he(2)[: samples(2.5)]),
        (26.0, readers.he(3)[: samples(2.5)]),
    )
    assert len(account.overlaps) == 3
    assert min(account.overlaps) >= 1.2
    assert account.done == ["tone", "tone", "words"]  # the second time, and the third


@pytest.mark.parametrize("words", [False, True])
def test_over_one_another_and_a_raised_voice_lead_to_a_breath(coach_en, readers, words):
    account = led(
        coach_en,
        (1.0, softer(readers.she(6, 0)[: samples(21)], 0.25)),
        (22.5, readers.she(3)[: samples(1.8)]),
        (26.0, softer(readers.she(0)[: samples(8)], 0.25)),
        (29.0, softer(readers.he(6)[: samples(2.5)], 0.25)),
        words=words,
    )
    assert account.raised
    assert max(account.overlaps) >= 1.2
    assert account.done[0] == "breath"


def test_one_reader_and_the_sounds_of_a_house_are_nothing(coach_en, readers):
    account = led(
        coach_en,
        (1.0, readers.she(0, 1)),
        (4.0, readers.sound("sounds_household/laugh_evil_02.flac")),
        (9.0, readers.sound("sounds_esc10/dog_bark_4-182395-A.flac")),
        (16.0, readers.sound("sounds_esc10/person_sneeze_5-202220-A.flac")),
        (22.0, readers.sound("sounds_household/door_knock_02.flac")),
    )
    assert account.overlaps == []
    assert account.done == []


def test_one_after_the_other_is_nothing(coach_en, readers):
    at, talk = 1.0, []
    for each in (readers.she(2), readers.he(7), readers.she(3), readers.he(8), readers.she(4)):
        talk.append((at, each))
        at += seconds(len(each)) + 0.1
    assert led(coach_en, *talk).overlaps == []
