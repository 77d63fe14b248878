"""The room a session is led in."""

import numpy as np

from voice_coach.edge.virtual_room import VirtualRoom
from voice_coach.shell.room import Room
from voice_coach.signal.duplex import Duplex
from voice_coach.signal.units import SAMPLE_RATE


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
