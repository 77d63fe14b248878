"""The microphone, on real PortAudio: blocks, rates, and sound that went by unheard."""

import queue
from collections.abc import Iterator

import numpy as np
import pytest

from voice_coach.edge import portaudio
from voice_coach.edge.microphone import Microphone, elapsed, silent
from voice_coach.edge.ports import BlockHeard, Fact, SoundLost, SourceFailed, SourceRestored
from voice_coach.errors import MicrophoneError
from voice_coach.signal.units import BLOCK_SAMPLES, SAMPLE_RATE, samples

pytestmark = pytest.mark.device

TONE = (np.sin(np.arange(SAMPLE_RATE * 2) * 0.2) * 8000).astype(np.int16)
WAIT_SECONDS = 10


class Heard:
    """What a microphone posts."""

    def __init__(self) -> None:
        self._facts: queue.Queue[Fact] = queue.Queue()
        self.post = self._facts.put

    def __iter__(self) -> Iterator[Fact]:
        while True:
            yield self._facts.get(timeout=WAIT_SECONDS)

    def until(self, kind: type[Fact]) -> Fact:
        return next(fact for fact in self if isinstance(fact, kind))


@pytest.mark.parametrize("rate", [SAMPLE_RATE, 48_000, 44_100, 96_000])
def test_what_is_said_is_heard_in_blocks_of_our_rate(own_devices, rate):
    heard = Heard()
    microphone = Microphone(heard.post, rates=(rate,))
    microphone.start()
    heard.until(BlockHeard)
    speaking = own_devices.microphone_pipe()
    assert speaking.stdin
    speaking.stdin.write(TONE.tobytes())
    speaking.stdin.close()
    loud: list[np.ndarray] = []
    for fact in heard:
        if isinstance(fact, BlockHeard):
            assert fact.sound.shape == (BLOCK_SAMPLES,)
            assert fact.sound.dtype == np.int16
            if np.abs(fact.sound).max() > 4000:
                loud.append(fact.sound)
            if len(loud) == 50:
                break
    microphone.close()
    speaking.wait()
    sound = np.concatenate(loud)
    pitch = np.argmax(np.abs(np.fft.rfft(sound))) / len(sound) * 2 * np.pi
    assert pitch == pytest.approx(0.2, rel=0.02)


def test_time_asleep_is_lost_sound_and_no_more(own_devices):
    slept = 0.0
    heard = Heard()
    microphone = Microphone(heard.post, clock=lambda: elapsed() + slept)
    microphone.start()
    heard.until(BlockHeard)
    slept = 3600.0
    assert heard.until(SourceFailed) == SourceFailed(cause="The computer was asleep.")
    lost = heard.until(SoundLost)
    assert lost.samples == pytest.approx(3600 * SAMPLE_RATE, abs=SAMPLE_RATE)
    heard.until(SourceRestored)
    assert isinstance(next(iter(heard)), BlockHeard)
    microphone.close()


def test_a_server_that_moves_the_recording_to_a_loudspeaker(own_devices):
    wired_to = "microphone"
    heard = Heard()
    microphone = Microphone(heard.post, wired_to=lambda: wired_to)
    microphone.start()
    heard.until(BlockHeard)
    wired_to = ""
    assert heard.until(SourceFailed) == SourceFailed(cause="The microphone is unplugged.")
    wired_to = "microphone"
    heard.until(SourceRestored)
    heard.until(BlockHeard)
    microphone.close()


def test_a_microphone_that_does_not_open(own_devices):
    heard = Heard()
    with pytest.raises(MicrophoneError) as caught:
        Microphone(heard.post, rates=(1,)).start()
    assert "none of the rates I tried (0.001 kHz)" in caught.value.message
    assert "another program" not in caught.value.message
    assert "--microphone" in caught.value.hint


def test_the_rate_a_device_says_it_has_is_tried_last(own_devices):
    import sounddevice

    told = sounddevice.query_devices(None, kind="input")["default_samplerate"]
    assert portaudio.rates_to_try(None, "input")[:3] == portaudio.RATES
    assert told in portaudio.rates_to_try(None, "input")


def test_a_microphone_on_the_second_channel_is_as_loud_as_on_the_first(own_devices):
    heard = Heard()
    microphone = Microphone(heard.post)
    microphone.start()
    heard.until(BlockHeard)
    speaking = own_devices.microphone_pipe(channels=2)
    assert speaking.stdin
    speaking.stdin.write(np.stack([TONE * 0, TONE], axis=1).tobytes())
    speaking.stdin.close()
    blocks = (fact.sound for fact in heard if isinstance(fact, BlockHeard))
    assert next(block for block in blocks if np.abs(block).max() > 6000).shape == (BLOCK_SAMPLES,)
    microphone.close()
    speaking.wait()


@pytest.mark.parametrize(
    ("platform", "place"),
    [("darwin", "Privacy & Security, Microphone."), ("win32", "microphone."), ("linux", "muted.")],
)
def test_silence_may_be_a_permission_and_where_that_is_given_is_told(platform, place):
    told = silent(platform)
    assert "switched off or muted" in told
    assert told.endswith(place)


def test_a_microphone_that_is_switched_off_is_told_and_so_is_that_it_is_on_again(silent_devices):
    heard = Heard()
    microphone = Microphone(heard.post, off_after=samples(1))
    microphone.start()
    failed = heard.until(SourceFailed)
    assert isinstance(failed, SourceFailed)
    assert "switched off or muted" in failed.cause
    heard.until(BlockHeard)  # its time goes on
    speaking = silent_devices.microphone_pipe()
    assert speaking.stdin
    speaking.stdin.write(TONE.tobytes())
    speaking.stdin.close()
    heard.until(SourceRestored)
    microphone.close()
    speaking.wait()
