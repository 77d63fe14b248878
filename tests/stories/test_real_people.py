"""Real people's recordings in the virtual room: what they meant is understood, and nothing else."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pytest

from voice_coach.acted.demo import planned
from voice_coach.acted.scenario import ActedPartners, load_scenario
from voice_coach.core.actions import AnyAction, EndSession, ShowFloor
from voice_coach.core.events import AnyEvent, UtteranceHeard
from voice_coach.edge.espeak_voice import EspeakVoice
from voice_coach.edge.ports import Fact
from voice_coach.edge.sound_file import read_sound
from voice_coach.hearing.loading import Loading
from voice_coach.shell.compose import in_room
from voice_coach.signal.sound import Sound

ROOMS = Path(__file__).parent.parent / "rooms"


class Background:
    """A room's own noise, from beginning to end."""

    def __init__(self, sound: Sound) -> None:
        self._sound = sound

    def noticed(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        """Noise does not listen."""

    def facts(self, at: int) -> Iterable[Fact]:
        return ()

    def sound(self, at: int, length: int) -> Sound | None:
        return np.take(self._sound, range(at, at + length), mode="wrap")


class Account:
    """What the coach understood, and whose floors there were."""

    def __init__(self) -> None:
        self.meanings: list[str] = []
        self.utterances = 0
        self.floors: list[str] = []

    def noticed(self, event: AnyEvent, actions: Sequence[AnyAction]) -> None:
        if isinstance(event, UtteranceHeard):
            self.utterances += 1
            if event.meaning:
                self.meanings.append(event.meaning)
        shown = [each.holder for each in actions if isinstance(each, ShowFloor)]
        self.floors += [holder for holder in shown if holder]


def led(room: str, audio: Path, coach_en: Path) -> tuple[EndSession, Account]:
    scenario = load_scenario(ROOMS / room)
    account = Account()

    def speak(who: str, words: str) -> Sound:
        raise AssertionError(f"the room has no recording for {who} to say {words!r}")

    partners = ActedPartners(scenario, speak=speak, recording=lambda name: read_sound(audio / name))
    noise = Background(read_sound(audio / "background_long" / "room_bg_noise2.flac"))
    ending = in_room(
        planned(scenario),
        [partners, noise],
        voice=EspeakVoice(),
        ears=Loading(coach_en),
        observers=[account],
    )
    return ending, account


def test_a_whole_session_of_two(samples, coach_en):
    ending, account = led("couple.toml", samples / "audio", coach_en)
    assert account.meanings == ["YES", "YES", "NO", "YES", "YES"]
    assert ending.reason == "finished"
    assert account.utterances >= 20, "the readers were heard too"
    after_no = ["b"]  # who did not get it tries once more
    assert account.floors == ["a", "b", *after_no, *["a", "b"] * 3]


@pytest.mark.parametrize(
    ("room", "meant", "talked"),
    [
        ("stopped.toml", ["YES", "YES", "STOP"], 4),
        ("alone.toml", ["YES", "STOP"], 3),
    ],
)
def test_what_people_meant_is_understood_and_nothing_else(samples, coach_en, room, meant, talked):
    ending, account = led(room, samples / "audio", coach_en)
    assert account.meanings == meant
    assert ending.reason == "early"
    assert account.utterances >= talked, "the readers were heard too"
    assert set(account.floors) == {"a"}
