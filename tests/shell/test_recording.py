"""Somebody reads the lines of a pack: each take is looked at, asked for again, and kept."""

import stat

import numpy as np
import pytest

from tests.shell.test_line_check import Ear
from tests.store.packs import FACTS
from voice_coach.edge.espeak_voice import EspeakVoice
from voice_coach.edge.sound_file import blocks
from voice_coach.errors import AudioError, UsageError
from voice_coach.shell.line_check import LOUDNESS, loudness
from voice_coach.shell.recording import TRIES, record, takes
from voice_coach.signal.sound import louder
from voice_coach.signal.units import samples

READER = EspeakVoice(voice="en-gb+f2")
LINES = ("Take your time, both of you.", "Say back what you heard.")
QUIET = np.zeros(samples(1.6), dtype=np.int16)


def read(*texts: str, gain: float = -6.0):
    """What a microphone hears of somebody who reads these, with quiet after each."""
    noise = np.random.default_rng(1)
    parts = [QUIET]
    for text in texts:
        parts += [louder(READER.speak(text), gain), QUIET]
    sound = np.concatenate(parts).astype(np.int32)
    return blocks(np.clip(sound + noise.normal(0, 5, len(sound)), -32768, 32767).astype(np.int16))


def recorded(tmp_path, sounds, *, ear=None):
    shown: list[str] = []
    done = record(LINES, FACTS, blocks=sounds, ear=ear, out=tmp_path / "evening", show=shown.append)
    return done, shown


def test_each_line_is_one_take():
    found = list(takes(read(*LINES)))
    assert len(found) == len(LINES)
    for text, take in zip(LINES, found, strict=True):
        said = len(READER.speak(text))
        assert said - samples(0.1) <= len(take) <= said + samples(0.5)  # its noise is not kept


def test_what_was_read_is_a_pack_as_loud_as_any(tmp_path):
    done, shown = recorded(tmp_path, read(*LINES))
    assert done.flaws == []
    for text in LINES:
        line = done.pack.line(text, FACTS.paces[0])
        assert loudness(line) == pytest.approx(LOUDNESS, abs=1.0)
        assert len(line) == pytest.approx(len(READER.speak(text)), abs=samples(0.2))
    assert [each.name for each in tmp_path.iterdir()] == ["evening"]
    assert sum("good" in line for line in shown) == len(LINES)


@pytest.mark.parametrize(
    ("gain", "told"), [(-40.0, "too far away or too soft"), (60.0, "too near or too loud")]
)
def test_a_level_that_is_off_is_told_and_the_line_asked_for_again(tmp_path, gain, told):
    first = [*read(LINES[0], gain=0.0)]
    wave = np.concatenate(first).astype(float) * 10 ** (gain / 20)
    off = blocks(np.clip(wave, -32768, 32767).astype(np.int16))
    done, shown = recorded(tmp_path, [*off, *read(*LINES)])
    assert any(told in line and "once more" in line for line in shown)
    assert done.flaws == []


def test_one_that_is_never_understood_is_named(tmp_path):
    wrong = Ear("something else altogether was heard instead")
    done, _ = recorded(tmp_path, read(*[LINES[0]] * TRIES, *[LINES[1]] * TRIES), ear=wrong)
    assert [each.text for each in done.flaws] == list(LINES)
    assert {each.what for each in done.flaws} == {"not understood"}


def test_it_can_be_done_in_sittings(tmp_path):
    with pytest.raises(AudioError, match="before the last line"):
        recorded(tmp_path, read(LINES[0]))
    assert not (tmp_path / "evening").exists()
    done, shown = recorded(tmp_path, read(LINES[1]))
    assert done.lines == len(LINES)
    assert not any(LINES[0] in line for line in shown)
    with pytest.raises(UsageError, match="there already"):
        recorded(tmp_path, read(*LINES))


def test_a_take_that_cannot_be_played_is_read_again(tmp_path):
    with pytest.raises(AudioError):
        recorded(tmp_path, read(LINES[0]))
    [take] = (tmp_path / "evening.part").iterdir()
    assert stat.S_IMODE(take.stat().st_mode) == 0o600
    take.write_bytes(take.read_bytes()[:20])
    done, shown = recorded(tmp_path, read(*LINES))
    assert shown[0].endswith(LINES[0])
    assert done.pack.line(LINES[0], FACTS.paces[0]) is not None
