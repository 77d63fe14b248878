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


class Noted(MutePlayer):
    """A player that keeps what it is given."""

    def __init__(self) -> None:
        super().__init__(lambda _: None)
        self.given: list[np.ndarray] = []

    def play(self, sound: np.ndarray, *, number: int) -> None:
        self.given.append(sound)


PROMPT = np.full(SAMPLE_RATE, 9, dtype=np.int16)
PAUSE = SAMPLE_RATE // 2


def quiet_before(after) -> list[int]:
    """Samples of quiet before each prompt, when `after` happens to the room behind the first."""
    player = Noted()
    room = Room(source=Asked(), player=player, echo=Duplex())
    room.play(PROMPT, 0, prompt=1, pause=PAUSE)
    now = after(room)
    room.play(PROMPT, now, prompt=2, pause=PAUSE)
    room.play(PROMPT, now, prompt=3, pause=2 * PAUSE)
    return [int(np.argmax(sound > 0)) for sound in player.given]


def ended(room: Room, *, later: int = 0) -> int:
    room.played(1, SAMPLE_RATE)
    return SAMPLE_RATE + later


def test_prompts_in_a_row_have_quiet_between_them():
    assert quiet_before(lambda room: SAMPLE_RATE // 3) == [0, PAUSE, 2 * PAUSE]
    assert quiet_before(ended) == [0, PAUSE, 2 * PAUSE]


def test_quiet_that_has_been_counts():
    assert quiet_before(lambda room: ended(room, later=100)) == [0, PAUSE - 100, 2 * PAUSE]
    assert quiet_before(lambda room: ended(room, later=9 * PAUSE)) == [0, 0, 2 * PAUSE]


def test_what_answers_somebody_comes_at_once():
    def answered(room: Room) -> int:
        now = ended(room)
        room.answered()
        return now

    def interrupted(room: Room) -> int:
        room.hush(SAMPLE_RATE // 2)
        return SAMPLE_RATE // 2

    assert quiet_before(answered) == [0, 0, 2 * PAUSE]
    assert quiet_before(interrupted) == [0, 0, 2 * PAUSE]


def test_a_tone_between_counts_as_quiet_and_a_prompt_without_sound_needs_none():
    def chimed(room: Room) -> int:
        room.play(PROMPT[: PAUSE // 2], SAMPLE_RATE // 2)
        return SAMPLE_RATE // 2

    assert quiet_before(chimed) == [0, 0, PAUSE - PAUSE // 2, 2 * PAUSE]
    player = Noted()
    room = Room(source=Asked(), player=player, echo=Duplex())
    room.play(PROMPT, 0, prompt=1, pause=PAUSE)
    room.play(PROMPT[:0], 0, prompt=2, pause=PAUSE)
    assert len(player.given[1]) == 0


def test_a_prompt_is_not_overdue_for_the_quiet_before_it():
    room = Room(source=Asked(), player=(player := Hung()), echo=Duplex())
    room.play(SOUND, 0, prompt=1)
    room.play(SOUND, 0, prompt=2, pause=SAMPLE_RATE)
    assert room.played(1, SAMPLE_RATE) == 1
    assert room.overdue(2 * SAMPLE_RATE + LATE) == []
    assert room.overdue(3 * SAMPLE_RATE + LATE) == [2]
    assert player.stopped == 1
