"""What every player must do: the real one, and the two that need no loudspeaker.

The real one is in a process of its own: PortAudio once died of a fatal error here.
"""

import queue
from collections.abc import Callable, Iterator
from contextlib import closing

import numpy as np
import pytest

from tests.edge.distant_player import WAIT_SECONDS, DistantPlayer
from tests.edge.sound_server import SoundServer
from voice_coach.edge.ports import Fact, PlaybackFailed, PlaybackFinished, PlaybackRestored, Player
from voice_coach.edge.typed_lines import MutePlayer
from voice_coach.edge.virtual_room import VirtualRoom
from voice_coach.signal.units import BLOCK_SAMPLES, SAMPLE_RATE

PITCH = 0.2
TONE = (np.sin(np.arange(SAMPLE_RATE // 4) * PITCH) * 8000).astype(np.int16)
"""A quarter of a second."""


class Rig:
    """A player, and the numbers of the sounds it says it has played, in order."""

    def __init__(self, player: Player, next_fact: Callable[[], Fact]) -> None:
        self.player = player
        self._next_fact = next_fact

    def finished_until(self, number: int) -> list[int]:
        finished: list[int] = []
        while number not in finished:
            if isinstance(fact := self._next_fact(), PlaybackFinished):
                finished.append(fact.number)
        return finished


def posted() -> tuple[Callable[[Fact], None], Callable[[], Fact]]:
    facts: queue.Queue[Fact] = queue.Queue()
    return facts.put, lambda: facts.get(timeout=WAIT_SECONDS)


@pytest.fixture(
    params=[
        "mute",
        "room",
        *(pytest.param(rate, marks=pytest.mark.device) for rate in (SAMPLE_RATE, 48_000, 44_100)),
    ]
)
def rig(request: pytest.FixtureRequest) -> Iterator[Rig]:
    if request.param == "room":
        room = VirtualRoom([])
        yield Rig(room, room.facts().__next__)
        return
    post, next_fact = posted()
    if request.param == "mute":
        yield Rig(MutePlayer(post), next_fact)
        return
    server: SoundServer = request.getfixturevalue("server")
    with closing(DistantPlayer(server.environment, [request.param])) as player:
        yield Rig(player, player.next_fact)


def test_sounds_are_told_when_they_end_in_order(rig):
    for number in (1, 2, 3):
        rig.player.play(TONE, number=number)
    assert rig.finished_until(3) == [1, 2, 3]


def test_a_sound_of_no_length_ends_too(rig):
    rig.player.play(TONE[:0], number=1)
    assert rig.finished_until(1) == [1]


def test_what_is_stopped_never_ends_and_what_follows_plays(rig):
    if isinstance(rig.player, MutePlayer):
        rig.player.stop()  # it has nothing to stop: all is over at once
    else:
        rig.player.play(np.tile(TONE, 40), number=1)
        rig.player.play(TONE, number=2)
        rig.player.stop()
    rig.player.play(TONE, number=3)
    assert rig.finished_until(3) == [3]


def test_what_was_played_is_as_long_as_asked_for(rig):
    assert rig.player.played(BLOCK_SAMPLES).shape == (BLOCK_SAMPLES,)
    assert rig.player.played(BLOCK_SAMPLES).dtype == np.int16


@pytest.mark.device
@pytest.mark.parametrize("rate", [SAMPLE_RATE, 48_000, 44_100])
def test_the_loudspeaker_gives_what_was_played(server, rate):
    with (
        closing(DistantPlayer(server.environment, [rate])) as player,
        server.recorded_loudspeaker() as recorder,
    ):
        assert recorder.stdout
        recorder.stdout.read(BLOCK_SAMPLES * 2)
        player.play(TONE, number=1)
        Rig(player, player.next_fact).finished_until(1)
        heard = np.frombuffer(recorder.stdout.read(SAMPLE_RATE * 2), dtype="<i2")
    loud = np.abs(heard) > 1000
    assert abs(int(np.count_nonzero(loud)) - np.count_nonzero(np.abs(TONE) > 1000)) < 400
    assert pitch(heard) == pytest.approx(PITCH, rel=0.02)


def pitch(sound: np.ndarray) -> float:
    """Radians a sample of the strongest tone."""
    return float(np.argmax(np.abs(np.fft.rfft(sound))) / len(sound) * 2 * np.pi)


@pytest.mark.device
def test_a_sound_goes_on_at_the_rate_of_the_loudspeaker_that_came_back(server):
    with closing(DistantPlayer(server.environment, [SAMPLE_RATE])) as player:
        player.play(np.tile(TONE, 80), number=1)
        server.kill()
        player.use_rates([48_000])
        while not isinstance(player.next_fact(), PlaybackFailed):
            pass
        server.start()
        while not isinstance(player.next_fact(), PlaybackRestored):
            pass
        with server.recorded_loudspeaker() as recorder:
            assert recorder.stdout
            recorder.stdout.read(SAMPLE_RATE)
            heard = np.frombuffer(recorder.stdout.read(SAMPLE_RATE), dtype="<i2")
        player.stop()
    assert pitch(heard) == pytest.approx(PITCH, rel=0.02)
