"""Sound files whose headers lie."""

import io

import numpy as np
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from tests.fuzz.case import fuzzed, tried
from voice_coach.edge.sound_file import read_sound, sound_blocks
from voice_coach.errors import AudioError
from voice_coach.signal.units import BLOCK_SAMPLES

KINDS = [
    ("WAV", "PCM_16"),
    ("WAV", "FLOAT"),
    ("FLAC", "PCM_16"),
    ("AIFF", "PCM_16"),
    ("AU", "ULAW"),
]
HEADER = 64
"""Bytes in which a header says what follows; FLAC's first frame begins after 86."""


def written(kind: str, subtype: str, rate: int, channels: int) -> bytes:
    tone = 0.3 * np.sin(np.arange(800) / 9).repeat(channels).reshape(-1, channels)
    buffer = io.BytesIO()
    soundfile.write(buffer, tone, rate, format=kind, subtype=subtype)
    return buffer.getvalue()


WHOLE = [
    written(*kind, rate, channels)
    for kind in KINDS
    for rate, channels in ((16_000, 1), (44_100, 2), (48_000, 6))
]


@st.composite
def lying(draw: st.DrawFn) -> bytes:
    raw = bytearray(draw(st.sampled_from(WHOLE)))
    for _ in range(draw(st.integers(min_value=1, max_value=4))):
        at = draw(st.integers(min_value=4, max_value=HEADER))
        put = draw(
            st.one_of(
                st.binary(min_size=1, max_size=4),
                st.sampled_from([b"\xff\xff\xff\xff", b"\0\0\0\0", b"\xff\xff\xff\x7f", b"\x01\0"]),
            )
        )
        raw[at : at + len(put)] = put
    return bytes(raw[: draw(st.sampled_from([len(raw), len(raw), HEADER, 20]))])


@fuzzed
@given(file=st.one_of(lying(), lying(), st.binary(max_size=200)))
def test_a_file_gives_sound_or_says_what_is_wrong(file, tmp_path_factory):
    path = tmp_path_factory.getbasetemp() / "a.wav"
    path.write_bytes(file)
    whole, message = tried(lambda: read_sound(path), AudioError)
    if whole is None:
        assert str(path) in message
        return
    assert whole.dtype == np.int16
    assert whole.ndim == 1
    count, message = tried(lambda: sum(1 for _ in sound_blocks(path)), AudioError)
    assert not message
    assert count == -(-len(whole) // BLOCK_SAMPLES)
