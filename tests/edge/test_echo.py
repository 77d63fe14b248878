import numpy as np
import pytest

from voice_coach.edge.echo import FULL_LINE, Duplex
from voice_coach.edge.espeak_voice import EspeakVoice
from voice_coach.edge.ports import BLOCK_SAMPLES
from voice_coach.edge.sound_file import blocks, read_sound
from voice_coach.edge.virtual_room import RoomEcho
from voice_coach.sound import level_dbfs

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


def test_without_an_echo_sound_is_left_as_it_is(prompt):
    duplex = Duplex()
    got = played_to(duplex, prompt, None)
    assert duplex.full
    assert duplex.path.delay_seconds is None
    noise = np.random.default_rng(1).normal(0, 8, len(prompt) + BLOCK_SAMPLES).astype(np.int16)
    at = (len(got) - 2) * BLOCK_SAMPLES
    assert np.array_equal(got[-2], noise[at : at + BLOCK_SAMPLES])


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
    assert level_dbfs(spoken) > level_dbfs(word) - 8
    assert level_dbfs(before) < level_dbfs(spoken) - 20


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
