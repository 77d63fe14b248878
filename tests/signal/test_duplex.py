import numpy as np
import pytest
from pywebrtc_audio import EchoCanceller

from voice_coach.edge.espeak_voice import EspeakVoice
from voice_coach.edge.sound_file import blocks, read_sound
from voice_coach.edge.virtual_room import RoomEcho
from voice_coach.signal.duplex import FULL_LINE, Duplex
from voice_coach.signal.echo_filter import EchoFilter
from voice_coach.signal.echo_path import measured
from voice_coach.signal.sound import level_dbfs
from voice_coach.signal.units import BLOCK_SAMPLES

WELCOME = (
    "Hello, and welcome. Sit down where you can see each other, and put your phones away. "
    "I lead you through a short exercise, and you can stop at any time. "
    "There is nothing to get right here. Take a breath, and we begin."
)


@pytest.fixture(scope="module")
def prompt() -> np.ndarray:
    return EspeakVoice().speak(WELCOME)


@pytest.fixture(scope="module")
def room(samples) -> np.ndarray:
    return read_sound(samples / "audio" / "rir" / "seminar_room_clap.flac")


def played_to(duplex, prompt, echo, near=None) -> list[np.ndarray | None]:
    """What the ears get while the coach speaks, in a quiet room or one where somebody talks."""
    noise = np.random.default_rng(1).normal(0, 8, len(prompt) + BLOCK_SAMPLES).astype(np.int16)
    got = []
    for number, block in enumerate(blocks(prompt)):
        at = number * BLOCK_SAMPLES
        heard = noise[at : at + BLOCK_SAMPLES].astype(int)
        if echo:
            heard = heard + echo.hear(block)
        if near is not None and at + BLOCK_SAMPLES <= len(near):
            heard = heard + near[at : at + BLOCK_SAMPLES]
        heard = np.clip(heard, -32768, 32767).astype(np.int16)
        got.append(duplex.clean(heard, block, speaking=True))
    return got


@pytest.mark.parametrize("delay_ms", [20, 250, 450])
@pytest.mark.parametrize("gain_db", [0, -12])
def test_an_echo_that_can_be_cancelled_leaves_the_ears_open(prompt, room, gain_db, delay_ms):
    told = []
    duplex = Duplex(tell=told.append)
    echo = RoomEcho(gain_db=gain_db, delay_ms=delay_ms, response=room)
    got = played_to(duplex, prompt, echo)
    assert duplex.full
    assert told == [FULL_LINE]
    assert duplex.path.delay_seconds == pytest.approx(delay_ms / 1000, abs=0.005)
    assert duplex.path.gain_db == pytest.approx(gain_db, abs=5)
    assert got[0] is None, "until it is measured the ears are closed"
    opened = np.concatenate([each for each in got[-200:]])
    assert level_dbfs(opened) < level_dbfs(prompt) + gain_db - 25


@pytest.mark.parametrize("delay_ms", [600, 800, 1000])
def test_an_echo_too_late_closes_them(prompt, room, delay_ms):
    told = []
    duplex = Duplex(tell=told.append)
    got = played_to(duplex, prompt, RoomEcho(gain_db=-6, delay_ms=delay_ms, response=room))
    assert not duplex.full
    assert len(told) == 1
    assert "too late" in told[0]
    assert all(each is None for each in got)
    assert duplex.tail > delay_ms * 16


@pytest.mark.parametrize("delay_ms", [490, 1400])
def test_an_echo_as_good_as_none_leaves_the_ears_open_however_late_it_is(prompt, delay_ms):
    """A wireless loudspeaker, turned down or far away."""
    duplex = Duplex()
    got = played_to(duplex, prompt[: 6 * 16_000], RoomEcho(gain_db=-34, delay_ms=delay_ms))
    assert duplex.path.delay_seconds == pytest.approx(delay_ms / 1000, abs=0.005)
    assert duplex.full
    assert got[-1] is not None


def test_without_an_echo_sound_is_left_as_it_is(prompt):
    duplex = Duplex()
    got = played_to(duplex, prompt, None)
    assert duplex.full
    assert duplex.path.delay_seconds is None
    noise = np.random.default_rng(1).normal(0, 8, len(prompt) + BLOCK_SAMPLES).astype(np.int16)
    at = (len(got) - 2) * BLOCK_SAMPLES
    assert np.array_equal(got[-2], noise[at : at + BLOCK_SAMPLES])


@pytest.mark.parametrize("mode", ["auto", "full", "half"])
def test_where_no_echo_can_be_nothing_else_is_decided(prompt, mode):
    """With nobody talking, and with somebody who talks over the coach from the beginning."""
    talk = EspeakVoice(voice="en-us+f3").speak(WELCOME[::-1])
    for near in (None, talk):
        told: dict[bool, list[str]] = {True: [], False: []}
        with_one, without = (Duplex(mode, tell=told[echo].append, echo=echo) for echo in told)
        cancelled = played_to(with_one, prompt, None, near)
        left = played_to(without, prompt, None, near)
        assert [each is None for each in cancelled] == [each is None for each in left]
        assert told[True] == told[False]
        assert with_one.full == without.full
        assert with_one.tail == without.tail


def test_a_person_over_the_coach_is_heard(prompt, room):
    duplex = Duplex()
    near = np.zeros(len(prompt), dtype=np.int16)
    word = EspeakVoice(voice="en-gb+m3").speak("pause")
    begin = len(prompt) - len(word) - 3200
    near[begin : begin + len(word)] = word
    echo = RoomEcho(gain_db=-6, delay_ms=60, response=room)
    got = played_to(duplex, prompt, echo, near)
    first = begin // BLOCK_SAMPLES
    spoken = np.concatenate(got[first : first + len(word) // BLOCK_SAMPLES])
    before = np.concatenate(got[first - 60 : first])
    assert level_dbfs(spoken) > level_dbfs(word) - 3
    assert level_dbfs(before) < level_dbfs(spoken) - 20


class Filtered:
    """What a canceller and a filter make of a prompt in a room, block by block."""

    def __init__(self, prompt: np.ndarray, echo: RoomEcho) -> None:
        self.played = prompt[: len(prompt) // BLOCK_SAMPLES * BLOCK_SAMPLES]
        noise = np.random.default_rng(1).normal(0, 8, len(self.played)).round()
        came = np.concatenate([echo.hear(block) for block in blocks(self.played)])
        self.heard = np.clip(came[: len(self.played)] + noise, -32768, 32767).astype(np.int16)
        canceller = EchoCanceller(16_000)
        self.cancelled = np.concatenate(
            [
                canceller.process(self.heard[at : at + 160], self.played[at : at + 160])
                for at in range(0, len(self.played), 160)
            ]
        )

    def taught(self, learner: EchoFilter, delay_seconds: float) -> None:
        learner.learn(self.played, self.heard, self.cancelled, delay_seconds)

    def left(self, learner: EchoFilter, near: np.ndarray | int = 0) -> np.ndarray:
        heard = (self.heard + near).astype(np.int16)
        rest = [
            learner.subtract(block, played)
            for block, played in zip(blocks(heard), blocks(self.played), strict=True)
        ]
        return np.concatenate(rest)[16_000:]  # before, what was played earlier still counts


def test_the_filter_takes_the_coach_and_leaves_a_person(prompt, room):
    learner = EchoFilter()
    coach = Filtered(prompt, RoomEcho(gain_db=-6, delay_ms=60, response=room))
    assert learner.subtract(coach.heard[:BLOCK_SAMPLES], coach.played[:BLOCK_SAMPLES]) is None
    coach.taught(learner, 0.06)
    alone = coach.left(learner)
    assert level_dbfs(alone) < level_dbfs(coach.heard) - 18
    near = np.zeros(len(coach.heard), dtype=np.int16)
    word = EspeakVoice(voice="en-gb+m3").speak("hold on")
    near[48_000 : 48_000 + len(word)] = word
    both = coach.left(learner, near)
    assert np.array_equal(both - alone, near[16_000:])


def test_the_filter_follows_a_coach_that_was_moved(prompt, room):
    learner = EchoFilter()
    before = Filtered(prompt, RoomEcho(gain_db=-6, delay_ms=60, response=room))
    before.taught(learner, 0.06)
    after = Filtered(prompt, RoomEcho(gain_db=0, delay_ms=100))
    assert level_dbfs(after.left(learner)) > level_dbfs(after.heard) - 3
    after.taught(learner, 0.1)
    assert level_dbfs(after.left(learner)) < level_dbfs(after.heard) - 25


def test_the_filter_keeps_what_it_knows_where_a_new_one_would_be_worse(prompt, room):
    """People who talk over the coach would teach it wrong."""
    learner = EchoFilter()
    coach = Filtered(prompt, RoomEcho(gain_db=-6, delay_ms=60, response=room))
    coach.taught(learner, 0.06)
    known = coach.left(learner)
    talk = np.resize(EspeakVoice(voice="en-us+f3").speak(WELCOME[::-1]), len(coach.heard))
    talked = Filtered(prompt, RoomEcho(gain_db=-6, delay_ms=60, response=room))
    talked.heard = np.clip(talked.heard + talk.astype(int), -32768, 32767).astype(np.int16)
    talked.cancelled = np.clip(talked.cancelled + talk.astype(int), -32768, 32767).astype(np.int16)
    talked.taught(learner, 0.06)
    assert np.array_equal(coach.left(learner), known)
    coach.taught(learner, 0.06)
    assert np.array_equal(coach.left(learner), known)


def test_nothing_played_teaches_nothing():
    learner = EchoFilter()
    silence = np.zeros(16_000, dtype=np.int16)
    learner.learn(silence, silence, silence, 0.06)
    assert learner.subtract(silence[:BLOCK_SAMPLES], silence[:BLOCK_SAMPLES]) is None


def test_half_is_deaf_while_the_coach_speaks_and_not_after(prompt, room):
    duplex = Duplex("half")
    echo = RoomEcho(gain_db=-6, delay_ms=60, response=room)
    assert all(each is None for each in played_to(duplex, prompt, echo))
    silence = np.zeros(BLOCK_SAMPLES, dtype=np.int16)
    assert duplex.clean(silence + 3, silence, speaking=False) is not None


def test_full_listens_from_the_first_block(prompt):
    got = played_to(Duplex("full"), prompt, None)
    assert all(each is not None for each in got)


def test_the_ring_of_a_prompt_is_not_taken_for_speech(prompt, room):
    """After the tail the room still holds some of the coach's voice: it is kept out."""
    duplex = Duplex()
    echo = RoomEcho(gain_db=0, delay_ms=100, response=room)
    played_to(duplex, prompt, echo)
    silence = np.zeros(BLOCK_SAMPLES, dtype=np.int16)
    for _ in range(duplex.tail // BLOCK_SAMPLES):
        duplex.clean(echo.hear(silence), silence, speaking=False)
    ring = [duplex.clean(echo.hear(silence), silence, speaking=False) for _ in range(10)]
    assert level_dbfs(np.concatenate(ring)) < -55


def test_a_loudspeaker_that_becomes_late_is_believed_when_found_twice(prompt):
    told = []
    duplex = Duplex(tell=told.append)
    played_to(duplex, prompt, RoomEcho(gain_db=-6, delay_ms=100))
    assert duplex.full
    late = RoomEcho(gain_db=-6, delay_ms=800)
    three_seconds = 3 * 16_000
    played_to(duplex, prompt[: 2 * three_seconds], late)
    assert duplex.full, "one measurement may be two voices that look alike"
    played_to(duplex, prompt, late)
    played_to(duplex, prompt, late)
    assert not duplex.full
    assert "too late" in told[-1]


def test_answers_that_fit_a_prompt_are_no_echo(prompt):
    """Somebody with headphones says now and then what the coach said, a second or so later."""
    heard = np.random.default_rng(1).normal(0, 8, len(prompt)).round().astype(np.int16)
    late = round(1.3 * 16_000)
    for begin in range(0, len(prompt) - late - 6_400, 32_000):
        heard[begin + late : begin + late + 6_400] += prompt[begin : begin + 6_400]
    duplex = Duplex()
    got = [
        duplex.clean(back, block, speaking=True)
        for back, block in zip(blocks(heard), blocks(prompt), strict=True)
    ]
    whole = len(prompt) // BLOCK_SAMPLES * BLOCK_SAMPLES
    path = measured(prompt[:whole], heard[:whole], heard[:whole])
    assert path.delay_seconds is None
    assert not path.known
    assert duplex.path is None
    assert all(each is None for each in got), "nothing is known yet, so the ears stay closed"


def test_an_echo_is_one_whoever_talks_over_it(prompt):
    talk = EspeakVoice(voice="en-us+f3").speak(WELCOME[::-1])[: len(prompt)]
    late = round(0.8 * 16_000)
    heard = np.zeros(len(prompt), dtype=np.int16)
    heard[late:] = prompt[:-late] // 2
    heard[: len(talk)] += talk // 2
    whole = len(prompt) // BLOCK_SAMPLES * BLOCK_SAMPLES
    path = measured(prompt[:whole], heard[:whole], heard[:whole])
    assert path.delay_seconds == pytest.approx(0.8, abs=0.005)
