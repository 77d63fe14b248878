"""Whole sessions where people say a thing again and again, and where a television is on.

Real people's words and readers, heard by the ears of a session. The figures are all there are of
these words; thresholds were tuned on half of the speakers (`benchmarks/ears`).
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from benchmarks.ears.room_talk import programme
from benchmarks.ears.words import CLIPS, cropped, level_of
from benchmarks.recordings import Recording, recordings
from tests.plans import ana_and_ben
from voice_coach.core.actions import AnyAction, EndSession, Listen, SayPrompt
from voice_coach.core.events import AnyEvent, UtteranceHeard
from voice_coach.edge.espeak_voice import EspeakVoice
from voice_coach.edge.ports import Fact, KeyPressed, LineTyped
from voice_coach.hearing.loading import Loading
from voice_coach.shell.compose import in_room
from voice_coach.shell.talk_around import TALK_AROUND
from voice_coach.signal.sound import Sound
from voice_coach.signal.units import samples as samples_of

TALK = Path(__file__).parent.parent / "edge" / "scripts" / "short-talk.toml"
QUIET_ROOM = 8.0
AFTER = samples_of(2)
GAP = samples_of(0.2)
WAITS = samples_of(10)


class Couple:
    """Types its answers, and says one thing on its first floor; a noise goes on all the time.

    Args:
        said: what is said on the floor.
        noise: what else is to be heard, over and over.
        answers: whether questions are answered.
        until: when somebody presses "q", in samples.
    """

    def __init__(
        self,
        said: Sound | None = None,
        noise: Sound | None = None,
        *,
        answers: bool = True,
        until: int = samples_of(45),
    ) -> None:
        self._said = said
        self._noise = noise
        self._answers = answers
        self._until = until
        self._asked = False
        self._begins: int | None = None
        self._at = 0
        self._chance = np.random.default_rng(1)
        self.prompts: list[tuple[int, str]] = []
        self.heard: list[str] = []

    def noticed(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        if isinstance(event, UtteranceHeard) and event.by == "voice" and event.meaning:
            self.heard.append(event.meaning)
        for action in actions:
            if isinstance(action, Listen) and action.purpose == "answer":
                self._asked = self._answers
            elif isinstance(action, Listen) and action.purpose == "turn" and self._begins is None:
                self._begins = action.at + AFTER
            elif isinstance(action, SayPrompt):
                self.prompts.append((action.at, action.text))

    def facts(self, at: int) -> Iterable[Fact]:
        if self._asked:
            self._asked = False
            yield LineTyped(text="yes")
        if at >= self._until:
            self._until *= 1000
            yield KeyPressed(key="q")

    def sound(self, at: int, length: int) -> Sound | None:
        scene = self._chance.normal(0, QUIET_ROOM, length)
        if self._noise is not None:
            scene += np.take(self._noise, range(at, at + length), mode="wrap")
        if self._said is not None and self._begins is not None:
            part = self._said[max(0, at - self._begins) : max(0, at + length - self._begins)]
            scene[length - len(part) :] += part
        return np.clip(np.round(scene), -32768, 32767).astype(np.int16)


def led(
    couple: Couple,
    coach_en: Path,
    *,
    spoken: bool = False,
    notify: Callable[[str], None] = lambda _: None,
) -> EndSession:
    return in_room(
        ana_and_ben(TALK),
        [couple],
        voice=EspeakVoice() if spoken else None,
        ears=Loading(coach_en, waits=True),
        notify=notify,
    )


def said_by_people(word: str) -> list[Recording]:
    return [each for each in recordings(CLIPS) if each.said == word]


def times(word: Sound, number: int) -> Sound:
    gap = np.zeros(GAP, dtype=np.int16)
    return np.concatenate([part for _ in range(number) for part in (word, gap)])


@pytest.mark.parametrize("number", [1, 2, 3])
def test_stop_said_several_times_running_ends_a_session_as_often_as_said_once(
    number, samples, coach_en
):
    """Eight of ten, each way."""
    ended = 0
    for clip in said_by_people("stop"):
        couple = Couple(times(cropped(clip.sound), number), until=WAITS)
        ended += led(couple, coach_en).at < WAITS and couple.heard == ["STOP"]
    assert ended >= 8


def test_a_television_answers_nothing_and_holds_up_nothing(samples, coach_en):
    """Readers without a break and nobody else: it is asked again, and again with a key offered."""
    talk = programme()
    quiet = talk * 10 ** ((-40 - level_of(talk)) / 20)
    couple = Couple(noise=quiet, answers=False, until=samples_of(76))
    shown: list[str] = []
    led(couple, coach_en, spoken=True, notify=shown.append)
    assert shown.count(TALK_AROUND) == 1
    asked = [at for at, text in couple.prompts if "ready" in text]
    assert len(asked) == 3
    assert all(later - earlier <= samples_of(35) for earlier, later in pairwise(asked))
    assert any("Press" in text or "press" in text for _, text in couple.prompts)
    assert couple.heard == []
