"""The network that tells two voices: real weights, real recordings."""

import numpy as np
import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from tests.fakes.counted_speakers import CountedSpeakers
from voice_coach.edge.sound_file import read_sound
from voice_coach.hearing.two_voices import LEAST, TwoVoices
from voice_coach.store.model_files import shipped
from voice_coach.store.model_store import OVERLAP

AS_IN_PYANNOTE = (
    *(0.041, 0.010, 0.006, 0.005, 0.006, 0.010, 0.231),
    *(0.941, 0.984, 0.979, 0.862, 0.385, 0.166),
)
"""What pyannote.audio's own network gives with the same weights in full precision, in torch: every
18th frame of the four seconds below. Two people of a meeting talk at once from 1.98 s on."""


@pytest.fixture(scope="module")
def real() -> TwoVoices:
    return TwoVoices(shipped(OVERLAP))


@pytest.fixture(params=["real", "counted"])
def either(request, real):
    """The real network and the fake that stands for it keep the same contract."""
    return real if request.param == "real" else CountedSpeakers()


@pytest.mark.parametrize("length", [LEAST, LEAST + 269, LEAST + 270, 16_000, 64_000])
def test_one_verdict_a_frame(either, length):
    sure = either(np.zeros(length, dtype=np.int16))
    assert sure.shape == (1 + (length - LEAST) // 270,)
    assert sure.dtype == np.float32
    assert ((sure >= 0) & (sure <= 1)).all()


def test_it_gives_what_the_original_gives(real, samples):
    meeting = read_sound(samples / "audio" / "conversation_ami" / "ami_trn00.flac")
    sure = real(meeting[15 * 16_000 : 19 * 16_000])
    assert sure[::18] == pytest.approx(AS_IN_PYANNOTE, abs=0.02)


def test_the_verdicts_are_those_of_one_thread(real):
    """More of them only wait for one another; the sum of a product would depend on the machine."""
    piece = np.random.default_rng(0).normal(0, 1000, 64_000).astype(np.int16)
    before = blas_threads()
    given = real(piece)
    assert blas_threads() == before
    with threadpool_limits(1):
        assert np.array_equal(given, real(piece))


def blas_threads() -> list[int]:
    return [each["num_threads"] for each in threadpool_info() if each["user_api"] == "blas"]


def test_how_loud_the_piece_is_does_not_matter(real, samples):
    meeting = read_sound(samples / "audio" / "conversation_ami" / "ami_trn00.flac")
    piece = meeting[15 * 16_000 : 19 * 16_000]
    soft = np.round(piece / 4).astype(np.int16)
    assert real(soft) == pytest.approx(real(piece), abs=0.05)
