"""The room a session is led in."""

import numpy as np

from voice_coach.edge.typed_lines import MutePlayer
from voice_coach.edge.virtual_room import VirtualRoom
from voice_coach.shell.room import LATE, Room
from voice_coach.signal.duplex import Duplex
from voice_coach.signal.units import SAMPLE_RATE

SOUND = np.zeros(SAMPLE_RATE, dtype=np.int16)


class Hung(MutePlayer):
    """A player that tells of nothing, and remembers how often it was stopped."""

    def __init__(self) -> None:
        super().__init__(lambda _: None)
        self.stopped = 0

    def stop(self) -> None:
        self.stopped += 1


class Asked(VirtualRoom):
    """A player that remembers how much of what it played was asked for."""

    def __init__(self) -> None:
        super().__init__([])
        self.lengths: list[int] = []

    def played(self, length: int) -> np.ndarray:
        self.lengths.append(length)
        return super().played(length)


def test_of_a_night_asleep_no_more_is_thrown_away_than_a_player_keeps():
    player = Asked()
    room = Room(source=player, player=player, echo=Duplex())
    for seconds in (2, 8 * 3600):
        room.miss(seconds * SAMPLE_RATE)
    assert player.lengths == [2 * SAMPLE_RATE, 10 * SAMPLE_RATE]


def test_a_prompt_whose_end_nobody_tells_is_not_waited_for():
    player = Hung()
    room = Room(source=Asked(), player=player, echo=Duplex())
    room.play(SOUND, 0, prompt=1)
    room.play(SOUND, 0)
    room.play(SOUND, 0, prompt=2)
    assert room.overdue(SAMPLE_RATE + LATE - 1) == []
    assert not player.stopped
    assert room.overdue(SAMPLE_RATE + LATE) == [1]
    assert player.stopped == 1
    assert room.unheard == [2]
    assert room.overdue(3 * SAMPLE_RATE + LATE) == [2]
    assert room.overdue(9 * SAMPLE_RATE + LATE) == []
    assert player.stopped == 2


def test_one_that_was_told_is_not_overdue():
    room = Room(source=Asked(), player=(player := Hung()), echo=Duplex())
    room.play(SOUND, 0, prompt=1)
    assert room.played(1, SAMPLE_RATE) == 1
    assert room.overdue(9 * SAMPLE_RATE + LATE) == []
    assert not player.stopped
